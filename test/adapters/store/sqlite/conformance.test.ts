import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, test } from 'vitest';
import { SqliteRepository } from '../../../../src/adapters/store/sqlite/repository.ts';
import type { Repository } from '../../../../src/core/ports/repository.ts';
import { conformance } from '../../../../src/usecase/conformance/conformance.ts';
import { originalCases } from '../../../support/stores/original-cases.ts';
import { QUICK } from '../stored-records.ts';

const folder = mkdtempSync(join(QUICK, 'loopforge-sqlite-'));
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

function spoil(path: string, id: string): void {
  const database = new DatabaseSync(path);
  database.prepare(`UPDATE loopforge_records SET record = substr(record, 10) WHERE record_id = ?`).run(id);
  database.close();
}

const cases = conformance({
  create: () => open(join(folder, randomUUID())),
  reopen: (store) => open(paths.get(store) ?? ''),
  damage: (store, { record_id }) => spoil(paths.get(store) ?? '', record_id),
  limits: { maxBytes: 200_000, manyRecords: 60, writers: 4 },
});

describe('the SQLite store', () => {
  test.each(cases)('$name', ({ run }) => run());

  describe('as the original is tried', () => {
    const originals = originalCases({ create: () => new SqliteRepository({ path: ':memory:' }) });
    test.each(originals)('$name', ({ run }) => run());
  });
});
