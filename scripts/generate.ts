import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Runs every generator: each `generate-*.ts` beside this file writes its own files when it is started. That of the
 * sources is the first: the others load what it writes.
 */
const FIRST = 'generate-sources.ts';
const folder = dirname(fileURLToPath(import.meta.url));
const generators = readdirSync(folder)
  .filter((name) => /^generate-[a-z-]+\.ts$/.test(name))
  .sort((a, b) => Number(b === FIRST) - Number(a === FIRST) || a.localeCompare(b));

for (const name of generators) {
  console.log(name);
  const { status } = spawnSync(process.execPath, [join(folder, name)], { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`${name} failed; the files of the generators before it are written.`);
    process.exit(1);
  }
}
