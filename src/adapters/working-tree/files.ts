import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LoopForgeError } from '../../core/model.ts';

/** The system's codes for what is not there, or is something else. */
const ABSENT: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EISDIR'];

/** A file's text; null where there is no such file. @throws LoopForgeError `input_invalid` when it cannot be read */
export async function readTextAt(path: string): Promise<string | null> {
  return orNothing(path, () => readFile(path, 'utf8'));
}

/** The paths below a folder, from it on, in no order; none where there is no such folder. */
export async function pathsIn(folder: string): Promise<readonly string[]> {
  const entries = await orNothing(folder, () => readdir(folder, { recursive: true, withFileTypes: true }));
  const files = entries?.filter((entry) => entry.isFile()) ?? [];
  return files.map(({ parentPath, name }) =>
    join(parentPath, name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/'),
  );
}

async function orNothing<T>(path: string, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && ABSENT.includes(cause.code)) return null;
    throw new LoopForgeError('input_invalid', `${path} cannot be read: ${String(cause)}`, { cause });
  }
}
