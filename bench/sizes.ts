import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';
import { figure, table } from './measure.ts';

/** How large each file of the bundle is, and what loads it. `root` is the folder that the names are relative to. */
export async function measureSizes(metafile: Metafile, root: string): Promise<string> {
  const rows: string[][] = [];
  for (const [name, output] of Object.entries(metafile.outputs).toSorted(([, a], [, b]) => b.bytes - a.bytes)) {
    const zipped = gzipSync(await readFile(join(root, name))).length;
    rows.push([basename(name), figure(output.bytes / 1000), figure(zipped / 1000), loadedBy(metafile, name)]);
  }
  return `### The bundle\n\n${table(['file', 'kB', 'kB, gzip', 'loaded'], rows)}`;
}

function loadedBy(metafile: Metafile, name: string): string {
  if (metafile.outputs[name]?.entryPoint === 'src/action/post.ts') return 'by the post step';
  if (closure(metafile, 'src/action/main.ts').has(name)) return 'at the start';
  const late = Object.entries(metafile.outputs).find(([file]) => /\/run-command-[^/]*$/.test(file));
  if (late !== undefined && closureOf(metafile, late[0]).has(name)) return 'while the first answer is on its way';
  return 'when needed';
}

function closure(metafile: Metafile, entryPoint: string): ReadonlySet<string> {
  const entry = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === entryPoint);
  return entry === undefined ? new Set() : closureOf(metafile, entry[0]);
}

/** A file and all that it imports at once. */
function closureOf(metafile: Metafile, start: string): ReadonlySet<string> {
  const seen = new Set([start]);
  for (const name of seen) {
    for (const imported of metafile.outputs[name]?.imports ?? []) {
      if (imported.kind === 'import-statement' && imported.external !== true) seen.add(imported.path);
    }
  }
  return seen;
}
