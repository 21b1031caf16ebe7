import { dirname, join, resolve } from 'node:path';
import { LoopForgeError } from '../../core/model.ts';
import { readTextAt } from './files.ts';

/** A repository as it lies on a disk. */
export interface WorkingTree {
  /** Where its files begin. */
  readonly root: string;
  /** Where Git keeps what belongs to this working tree, such as `HEAD`. */
  readonly gitFolder: string;
  /** Where Git keeps what all working trees of the repository share. */
  readonly sharedFolder: string;
}

/**
 * The repository that a folder stands in.
 * @throws LoopForgeError `input_invalid` when it stands in none
 */
export async function findWorkingTree(folder: string): Promise<WorkingTree> {
  for (let root = resolve(folder); ; root = dirname(root)) {
    const gitFolder = await gitFolderOf(root);
    if (gitFolder !== null) {
      const shared = await readTextAt(join(gitFolder, 'commondir'));
      return { root, gitFolder, sharedFolder: shared === null ? gitFolder : resolve(gitFolder, shared.trim()) };
    }
    if (root === dirname(root)) throw noRepository(folder);
  }
}

/** `.git` is a folder, or, in a further working tree and in a submodule, a file that names one. */
async function gitFolderOf(root: string): Promise<string | null> {
  const path = join(root, '.git');
  if ((await readTextAt(join(path, 'HEAD'))) !== null) return path;
  const named = /^gitdir: (?<path>.+)$/m.exec((await readTextAt(path)) ?? '')?.groups?.['path'];
  return named === undefined ? null : resolve(root, named.trim());
}

function noRepository(folder: string): LoopForgeError {
  return new LoopForgeError(
    'input_invalid',
    `${folder} is not in a Git repository. Go into the repository that LoopForge is to track; "git init" makes a new one.`,
  );
}
