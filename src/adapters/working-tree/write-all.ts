import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LoopForgeError } from '../../core/model.ts';

export interface NewFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/**
 * Writes files that are not there yet: all of them, or none.
 * @throws LoopForgeError `input_invalid` when one cannot be written, or has come to be there in the meantime
 */
export async function writeAll(root: string, files: readonly NewFile[]): Promise<void> {
  const made: string[] = [];
  const folders: string[] = [];
  for (const { path, text } of files) {
    try {
      const folder = await mkdir(dirname(join(root, path)), { recursive: true });
      if (folder !== undefined) folders.push(dirname(join(root, path)));
      await writeFile(join(root, path), text, { flag: 'wx' });
      made.push(join(root, path));
    } catch (cause) {
      for (const file of made) await rm(file, { force: true });
      for (const folder of folders.toReversed()) await removeEmpty(root, folder);
      throw new LoopForgeError('input_invalid', `${path} cannot be written, so nothing was: ${String(cause)}`, {
        cause,
      });
    }
  }
}

/** Takes back folders that were made for nothing. One that holds something is not ours, and stays. */
async function removeEmpty(root: string, folder: string): Promise<void> {
  for (let path = folder; path !== root; path = dirname(path)) {
    try {
      await rmdir(path);
    } catch {
      return;
    }
  }
}
