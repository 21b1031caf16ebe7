import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';

/** What `main.js` loads while the first answer is awaited. */
const MEANWHILE = 'src/compose/action/run-command.ts';
/** What is loaded without all that a run has loaded by its middle. */
const EARLY: readonly string[] = [
  MEANWHILE,
  'src/adapters/system/memory.ts',
  'src/action/free-left-locks.ts',
  'src/compose/mirror/mirror-problems.ts',
];

/**
 * A chunk is made for every set of entries that share a module, and a start that opens thirty small files spends a tenth
 * of its time on that. So each entry that is loaded late is told to need all that has been loaded by then, which is no
 * load: all of it then has the same set of entries, and comes out as one file.
 * @param split what a build without this plugin came to
 * @param root the folder that its paths begin at
 */
export function loadedTogether(split: Metafile, root: string): Plugin {
  const start = sourcesLoadedWith(split, 'src/action/main.ts');
  const meanwhile = [...start, ...sourcesLoadedWith(split, MEANWHILE).filter((path) => !start.includes(path))];
  const needs = new Map(lateEntries(split).map((path) => [join(root, path), EARLY.includes(path) ? start : meanwhile]));
  return {
    name: 'loaded-together',
    setup(builder) {
      const names = [...needs.keys()].map((path) => path.replaceAll(/[^\w/-]/g, '\\$&'));
      builder.onLoad({ filter: new RegExp(`^(?:${names.join('|')})$`) }, async ({ path }) => {
        const needed = needs.get(path);
        if (needed === undefined) return undefined;
        const imports = needed.map((one) => `import ${JSON.stringify(join(root, one))};`);
        return { contents: `${await readFile(path, 'utf8')}\n${imports.join('\n')}\n`, loader: 'ts' };
      });
    },
  };
}

/** The files of a build that an entry loads at once: itself and what it imports, by imports that are not `import()`. */
export function filesLoadedWith({ outputs }: Metafile, entryPoint: string): ReadonlySet<string> {
  const entry = Object.entries(outputs).find(([, output]) => output.entryPoint === entryPoint);
  const seen = new Set<string>(entry === undefined ? [] : [entry[0]]);
  for (const name of seen) {
    for (const imported of outputs[name]?.imports ?? []) {
      if (imported.kind === 'import-statement' && imported.external !== true) seen.add(imported.path);
    }
  }
  return seen;
}

/** What they are made of; paths from the root. A door is passed through, and nothing of it is left. */
export function inputsLoadedWith(metafile: Metafile, entryPoint: string): readonly string[] {
  const files = [...filesLoadedWith(metafile, entryPoint)];
  const inputs = files.flatMap((name) => Object.entries(metafile.outputs[name]?.inputs ?? {}));
  return inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? path : []));
}

/** Our own among them, the entries themselves left out: importing those would begin a run. */
function sourcesLoadedWith(split: Metafile, entryPoint: string): readonly string[] {
  return inputsLoadedWith(split, entryPoint).filter((path) => path.startsWith('src/') && !ENTRIES.includes(path));
}

const ENTRIES: readonly string[] = ['src/action/main.ts', 'src/action/post.ts'];

function lateEntries({ outputs }: Metafile): readonly string[] {
  const entries = Object.values(outputs).flatMap(({ entryPoint = '' }) => entryPoint);
  return entries.filter((path) => path.startsWith('src/') && !ENTRIES.includes(path));
}
