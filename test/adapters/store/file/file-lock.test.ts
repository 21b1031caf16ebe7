import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FileLock } from '../../../../src/adapters/store/file/file-lock.ts';
import { FileRepository } from '../../../../src/adapters/store/file/repository.ts';
import { aFolder, aRecord } from '../stored-records.ts';

function aLock(path: string): FileLock {
  const lock = new FileLock(path);
  onTestFinished(() => lock.close());
  return lock;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 3));

/** Has every lock held so many times, all at once; the most that held one at the same time. */
async function mostAtOnce(locks: readonly FileLock[], times: number): Promise<number> {
  let holders = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++holders);
    await pause();
    holders--;
  };
  await Promise.all(locks.flatMap((lock) => Array.from({ length: times }, () => lock.hold(work))));
  return most;
}

test('one holds it at a time, whether they ask by one lock or by several of its file', async () => {
  const path = join(aFolder(), 'lock');
  expect(await mostAtOnce([aLock(path), aLock(path), aLock(path)], 4)).toBe(1);
});

test('the same once somebody has deleted the file that all have open', async () => {
  const path = join(aFolder(), 'lock');
  const locks = [aLock(path), aLock(path), aLock(path)];
  await mostAtOnce(locks, 1);
  rmSync(path);
  expect(await mostAtOnce(locks, 3)).toBe(1);
});

test('who fails frees it, and only that call fails', async () => {
  const lock = aLock(join(aFolder(), 'lock'));
  const failing = lock.hold(() => Promise.reject(new Error('no')));
  const next = lock.hold(async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});

test('nothing is written for it', async () => {
  const folder = aFolder();
  const lock = aLock(join(folder, 'lock'));
  await lock.hold(async () => expect(readdirSync(folder)).toEqual(['lock']));
  expect(readdirSync(folder)).toEqual(['lock']);
  expect(statSync(join(folder, 'lock')).size).toBe(0);
});

test('a file that is no lock is said to be none', async () => {
  const path = join(aFolder(), 'records');
  const repository = new FileRepository({ path });
  await repository.save(aRecord(1), { expectedVersion: null });
  await repository.close();
  writeFileSync(join(path, '.loopforge', 'lock'), 'something else, which is long enough to be read. '.repeat(40));
  await expect(repositoryAt(path).save(aRecord(2), { expectedVersion: null })).rejects.toMatchObject({
    code: 'store_failed',
    message: expect.stringContaining('delete'),
  });
  expect(await repositoryAt(path).get(aRecord(1).record_id)).toEqual(aRecord(1));
});

function repositoryAt(path: string): FileRepository {
  return new FileRepository({ path });
}
