import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { fileNameOf } from '../../../../src/adapters/store/file/file-names.ts';
import { FileRepository } from '../../../../src/adapters/store/file/repository.ts';
import type { Repository } from '../../../../src/core/ports/repository.ts';
import { conformance } from '../../../../src/usecase/conformance/conformance.ts';
import { originalCases } from '../../../support/stores/original-cases.ts';
import { QUICK } from '../stored-records.ts';

const folder = mkdtempSync(join(QUICK, 'loopforge-files-'));
const paths = new WeakMap<Repository, string>();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(path: string): Repository {
  const repository = new FileRepository({ path });
  paths.set(repository, path);
  return repository;
}

/** As a disk that fails leaves it: cut off. */
function spoil(path: string, id: string): void {
  const file = path.endsWith('.json') ? path : join(path, fileNameOf(id));
  truncateSync(file, statSync(file).size - 9);
}

describe.each([
  ['a file', '.json'],
  ['a folder', ''],
])('the store in %s', (_, ending) => {
  const create = (): Repository => open(join(folder, `${randomUUID()}${ending}`));
  const cases = conformance({
    create,
    reopen: (store) => open(paths.get(store) ?? ''),
    damage: (store, { record_id }) => spoil(paths.get(store) ?? '', record_id),
    limits: { maxBytes: 200_000, manyRecords: 120, writers: 8 },
  });
  test.each(cases)('$name', ({ run }) => run());
  test.each(originalCases({ create }))('$name', ({ run }) => run());
});
