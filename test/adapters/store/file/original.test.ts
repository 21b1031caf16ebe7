import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { FileRepository } from '../../../../src/adapters/store/file/repository.ts';
import { originalCases } from '../../../support/stores/original-cases.ts';
import { QUICK } from '../stored-records.ts';

const folder = mkdtempSync(join(QUICK, 'loopforge-files-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

// What else every store is asked: conformance.test.ts, in test:long, and on a disk in test:engines.
describe.each([
  ['a file', '.json'],
  ['a folder', ''],
])('%s, as the original is tried', (_, ending) => {
  const create = (): FileRepository => new FileRepository({ path: join(folder, `${randomUUID()}${ending}`) });
  test.each(originalCases({ create }))('$name', ({ run }) => run());
});
