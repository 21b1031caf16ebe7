import { copyFile, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * npm shows the `README.md` of the package's root and no other, and that one is the repository's. So the package's own
 * takes its place while npm packs, and the other one waits where nothing is packed.
 * @param root the project's root
 */
export async function putPackageReadme(root: string): Promise<void> {
  const { shown, own, kept } = pathsIn(root);
  // A packing that was killed left the package's there: then the one that waits is still the right one.
  if ((await readFile(shown, 'utf8')) !== (await readFile(own, 'utf8'))) await copyFile(shown, kept);
  await copyFile(own, shown);
}

/** Puts the repository's README back where it belongs; nothing where none waits. */
export async function takePackageReadmeBack(root: string): Promise<void> {
  const { shown, kept } = pathsIn(root);
  await rename(kept, shown).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

function pathsIn(root: string): { readonly shown: string; readonly own: string; readonly kept: string } {
  return {
    shown: join(root, 'README.md'),
    own: join(root, 'docs', 'package', 'README.md'),
    kept: join(root, 'node_modules', '.loopforge-README.md'),
  };
}

if (import.meta.main) {
  const [way] = process.argv.slice(2);
  if (way === 'put') await putPackageReadme(ROOT);
  else if (way === 'back') await takePackageReadmeBack(ROOT);
  else throw new Error('Say "put" or "back".');
}
