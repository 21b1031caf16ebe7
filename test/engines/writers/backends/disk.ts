import { join } from 'node:path';
import { newDataFolder, removeDataFolder } from '../../support/data-folder.ts';
import type { Backend, StoreName } from '../backend.ts';

/** Stores on this machine's disk: a JSON file with all records, a folder with a file for each, a database. */
export const FILE = onDisk('file', 'records.json');
export const FOLDER = onDisk('folder', 'records');
export const SQLITE = onDisk('sqlite', 'records.db');

function onDisk(name: StoreName, path: string): Backend {
  return {
    name,
    engine: null,
    async start() {
      const folder = await newDataFolder(name);
      return { at: join(folder, path), server: null, [Symbol.asyncDispose]: () => removeDataFolder(folder) };
    },
  };
}
