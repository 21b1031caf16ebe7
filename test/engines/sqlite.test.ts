import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { SqliteRepository } from '../../src/adapters/store/sqlite/repository.ts';
import type { Repository } from '../../src/core/ports/repository.ts';
import { conformance } from '../../src/usecase/conformance/conformance.ts';

const folder = mkdtempSync(join(tmpdir(), 'loopforge-sqlite-'));
const paths = new WeakMap<Repository, string>();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(path: string): Repository {
  const repository = new SqliteRepository({ path });
  paths.set(repository, path);
  return repository;
}

const cases = conformance({
  create: () => open(join(folder, randomUUID())),
  reopen: (store) => open(paths.get(store) ?? ''),
});

describe('SQLite in a file, each save on the disk', () => {
  test.each(cases)('$name', ({ run }) => run());
});
