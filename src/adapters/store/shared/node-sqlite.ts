import type { DatabaseSync } from 'node:sqlite';
import { LoopForgeError } from '../../../core/model.ts';

/**
 * Opens a file with the SQLite that is part of Node. It never waits for others by itself, for it would hold up the whole
 * thread: `whileBusy` does.
 * @throws LoopForgeError `driver_missing` where this Node was built without SQLite; what SQLite says, such as that the
 * file cannot be opened
 */
export function openNodeSqlite(path: string): DatabaseSync {
  const sqlite = quietly(() => process.getBuiltinModule('node:sqlite'));
  if (sqlite === undefined) {
    const message = 'This store needs node:sqlite, and this Node was built without it. Use a build by nodejs.org.';
    throw new LoopForgeError('driver_missing', message);
  }
  return new sqlite.DatabaseSync(path, { timeout: 0 });
}

/**
 * Until 24.21 Node warns of `node:sqlite`, as experimental, when it is loaded. Whoever chose a store can do nothing about
 * that, and a command line prints it between its lines. Loading takes one turn, in which nobody else can warn of anything.
 */
function quietly<T>(load: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
