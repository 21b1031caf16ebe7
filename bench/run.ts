import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAction } from '../scripts/build.ts';
import { measureConsumers } from './consumers.ts';
import { measureCore } from './core.ts';
import { measureExport } from './export.ts';
import { measureMirror } from './mirror.ts';
import { measurePackage } from './package.ts';
import { measureProcess } from './process.ts';
import { measureRecords } from './records.ts';
import { measureRequests } from './requests.ts';
import { measureSizes } from './sizes.ts';
import { measureStores } from './stores/stores.ts';
import { measureSweepMemory } from './sweep-memory.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

// npm run bench -- [--quick] [process] [requests] [core] [records] [sizes] [package]: all parts, or those that are named.
// `sweep`, `export` and `stores` (all, or what is named by it: stores sqlite redis, export github csv) take many minutes, and `mirror` needs servers, so they must be named.
const parts = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const quick = process.argv.includes('--quick');
const wants = (part: string): boolean => parts.length === 0 || parts.includes(part);

const folder = await mkdtemp(join(tmpdir(), 'loopforge-bench-'));
try {
  await writeFile(join(folder, 'package.json'), '{"type":"module"}\n');
  const metafile = await buildAction(join(folder, 'dist'));
  const entry = join(folder, 'dist', 'main.js');
  console.log(`Node ${process.version}, ${availableParallelism()} cores${quick ? ', few goes each (--quick)' : ''}\n`);
  if (wants('process')) {
    const goes = quick ? { goes: 7, slowGoes: 3 } : { goes: 25, slowGoes: 11 };
    console.log(`${await measureProcess(entry, goes)}\n`);
  }
  if (wants('requests')) console.log(`${await measureRequests(entry)}\n`);
  if (wants('core')) console.log(`${await measureCore({ goes: quick ? 3 : 9 })}\n`);
  if (wants('records')) console.log(`${measureRecords({ goes: quick ? 3 : 9 })}\n`);
  if (parts.includes('stores')) {
    const options = quick ? { sizes: [100, 1_000], goes: 50 } : { sizes: [1_000, 10_000, 100_000], goes: 100 };
    for await (const store of measureStores({ ...options, only: parts })) console.log(`${store}\n`);
  }
  if (parts.includes('mirror')) console.log(`${await measureMirror(entry, { goes: quick ? 5 : 15 })}\n`);
  if (parts.includes('export')) {
    const sizes = quick ? { items: 500, rows: 2_000 } : { items: 10_000, rows: 100_000 };
    for await (const source of measureExport(ROOT, folder, { ...sizes, only: parts })) console.log(`${source}\n`);
  }
  if (parts.includes('sweep')) console.log(`${await measureSweepMemory(entry)}\n`);
  if (wants('sizes')) console.log(`${await measureSizes(metafile, ROOT)}\n\n${await measureConsumers()}\n`);
  if (wants('package')) console.log(await measurePackage(ROOT, { folder, goes: quick ? 5 : 25 }));
} finally {
  await rm(folder, { recursive: true, force: true });
}
