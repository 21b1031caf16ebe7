import { lstat, open, realpath, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemDisk } from '../store/file/disk.ts';
import { outputFailed } from './output-failed.ts';

/** What a file is called until it takes its place. One name, so that runs that were ended leave no more than one behind. */
export function newNameOf(path: string): string {
  return `${path}.new`;
}

/** Makes a file hold a text in one step: whoever reads it finds the old one or the new one. @throws LoopForgeError `output_failed` */
export async function replaceFile(named: string, text: string): Promise<void> {
  const path = await behindLink(named);
  try {
    const file = await open(newNameOf(path), 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(newNameOf(path), path);
    await systemDisk.syncFolder(dirname(path));
  } catch (cause) {
    throw outputFailed(path, cause);
  }
}

/** The file that a link leads to, which is replaced in its stead; what is no link, or leads nowhere, is itself. */
export async function behindLink(path: string): Promise<string> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await realpath(path) : path;
  } catch {
    return path;
  }
}
