import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAction } from '../scripts/build.ts';
import { measureProcess } from './process.ts';

const quick = process.argv.includes('--quick');
const folder = await mkdtemp(join(tmpdir(), 'loopforge-bench-'));
try {
  await writeFile(join(folder, 'package.json'), '{"type":"module"}\n');
  const metafile = await buildAction(join(folder, 'dist'));
  console.log(
    await measureProcess(join(folder, 'dist', 'main.js'), quick ? { goes: 7, slowGoes: 3 } : { goes: 25, slowGoes: 9 }),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
