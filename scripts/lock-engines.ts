import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const LOCK = fileURLToPath(new URL('../package-lock.json', import.meta.url));

interface Lock {
  readonly packages: { readonly [path: string]: { readonly engines?: { readonly node?: string } | readonly string[] } };
}

/**
 * The lock file without what its packages ask of Node. They all run on the Node 24 that is one of them, whatever Node
 * npm itself was started on, and yet npm would warn of that one with every install: a warning nobody can act on. What the
 * package asks of its users stands in package.json, which stays as it is.
 */
export function withoutEngines(text: string): string {
  const lock: Lock = JSON.parse(text);
  const packages = Object.fromEntries(
    Object.entries(lock.packages).map(([path, entry]) => [path, path === '' ? entry : without(entry)]),
  );
  return `${JSON.stringify({ ...lock, packages }, null, 2)}\n`;
}

function without<T extends { readonly engines?: unknown }>({ engines: _, ...rest }: T): Omit<T, 'engines'> {
  return rest;
}

if (import.meta.main) await writeFile(LOCK, withoutEngines(await readFile(LOCK, 'utf8')));
