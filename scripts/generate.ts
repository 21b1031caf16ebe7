import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs every generator: each `generate-*.ts` beside this file writes its own files when it is started. */
const folder = dirname(fileURLToPath(import.meta.url));
const generators = readdirSync(folder)
  .filter((name) => /^generate-[a-z-]+\.ts$/.test(name))
  .sort();

for (const name of generators) {
  console.log(name);
  const { status } = spawnSync(process.execPath, [join(folder, name)], { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`${name} failed; the files of the generators before it are written.`);
    process.exit(1);
  }
}
