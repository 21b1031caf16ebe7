import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * All that a file store asks of a file system. What is missing is null, false or empty; every other failure is thrown as
 * the system says it. Between two calls, and in the middle of one, the process may end or the power may fail.
 */
export interface Disk {
  /** Null: there is no such file. */
  read(path: string): Promise<Uint8Array | null>;
  /** The names in a folder, in no order. */
  names(folder: string): Promise<readonly string[]>;
  /**
   * Makes a new file, which holds these bytes whatever happens once this has returned. Until then it holds some of them.
   * @param like an existing file whose permissions it gets
   */
  write(path: string, bytes: Uint8Array, like: string): Promise<void>;
  /** In one step: whoever reads `to` finds the one file or the other. It is lasting once the folder is synced. */
  rename(from: string, to: string): Promise<void>;
  /** Whether it was there. It is lasting once the folder is synced. */
  remove(path: string): Promise<boolean>;
  /** Makes a folder, and those that it is in, lasting at once. */
  makeFolder(path: string): Promise<void>;
  /** Makes lasting which files are in a folder. */
  syncFolder(path: string): Promise<void>;
}

/** The file system of this machine. */
export const systemDisk: Disk = {
  read: (path) => orMissing(() => readFile(path), null),
  names: (folder) => orMissing(() => readdir(folder), []),
  write: async (path, bytes, like) => {
    const mode = (await orMissing(() => stat(like), null))?.mode;
    const file = await open(path, 'wx');
    try {
      await file.writeFile(bytes);
      if (mode !== undefined) await file.chmod(mode & 0o777);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  rename,
  remove: async (path) => {
    const isThere = (await orMissing(() => stat(path), null)) !== null;
    await rm(path, { force: true });
    return isThere;
  },
  makeFolder: async (path) => {
    const first = await mkdir(path, { recursive: true });
    if (first === undefined) return;
    for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
  },
  syncFolder,
};

/** Windows opens no folders, and writes down by itself what is in them. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function orMissing<T, Missing>(ask: () => Promise<T>, missing: Missing): Promise<T | Missing> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return missing;
    throw error;
  }
}
