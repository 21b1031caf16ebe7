import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, test } from 'vitest';
import { SqliteRepository } from '../../../../src/adapters/store/sqlite/repository.ts';
import type { Repository } from '../../../../src/core/ports/repository.ts';
import { conformance } from '../../../../src/usecase/conformance/conformance.ts';

const folder = mkdtempSync(join(tmpdir(), 'loopforge-sqlite-'));
const databases: DatabaseSync[] = [];
const paths = new WeakMap<Repository, string>();

afterAll(() => {
  for (const database of databases) database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A store in a file, of which nobody waits until it has reached the disk: test/engines does. */
function open(path: string): Repository {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
  databases.push(database);
  const repository = new SqliteRepository({ database });
  paths.set(repository, path);
  return repository;
}

const cases = conformance({
  create: () => open(join(folder, randomUUID())),
  reopen: (store) => open(paths.get(store) ?? ''),
  limits: { maxBytes: 200_000, manyRecords: 120, writers: 5 },
});

describe('the SQLite store', () => {
  test.each(cases)('$name', ({ run }) => run());
});
