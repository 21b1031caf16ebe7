import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemDisk } from '../store/file/disk.ts';
import { outputFailed } from './output-failed.ts';

/** What a file is called until it takes its place. One name, so that runs that were ended leave no more than one behind. */
export function newNameOf(path: string): string {
  return `${path}.new`;
}

/** Makes a file hold a text in one step: whoever reads it finds the old one or the new one. @throws LoopForgeError `output_failed` */
export async function replaceFile(path: string, text: string): Promise<void> {
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
