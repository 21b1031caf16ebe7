import { expect, test } from 'vitest';
import { AtomicFiles } from '../../../../src/adapters/store/file/atomic-files.ts';
import { fileFailure } from '../../../../src/adapters/store/file/failures.ts';
import { RecordsInFolder } from '../../../../src/adapters/store/file/records-in-folder.ts';
import { aRecord } from '../stored-records.ts';
import { FragileDisk } from './fragile-disk.ts';

const systemError = (code: string, words: string) => Object.assign(new Error(`${code}: ${words}`), { code });

test.each([
  [systemError('EACCES', "permission denied, open '/srv/records.json'"), 'store_failed', 'permission denied'],
  [systemError('ENOSPC', 'no space left on device, write'), 'store_failed', 'What was stored before stands.'],
  [systemError('EROFS', 'read-only file system'), 'store_failed', 'read-only file system'],
  [systemError('EISDIR', 'illegal operation on a directory, read'), 'store_failed', 'ends in .json'],
  [Object.assign(new Error('database is locked'), { errcode: 5 }), 'store_unreachable', 'try again'],
  [Object.assign(new Error('file is not a database'), { errcode: 26 }), 'store_failed', 'delete the file "lock"'],
])('%s', (error, code, words) => {
  const failure = fileFailure(error, '/srv/records.json');
  expect(failure).toMatchObject({ code, message: expect.stringContaining('/srv/records.json') });
  expect(failure.message).toContain(words);
});

/** A disk that is full, or fails elsewhere: what it was asked for is half done, and thrown. */
class FailingDisk extends FragileDisk {
  failing: 'write' | 'rename' | null = null;

  override async write(path: string, bytes: Uint8Array): Promise<void> {
    await super.write(path, this.failing === 'write' ? bytes.subarray(0, 5) : bytes);
    if (this.failing === 'write') throw systemError('ENOSPC', 'no space left on device, write');
  }

  override async rename(from: string, to: string): Promise<void> {
    if (this.failing === 'rename') throw systemError('EACCES', 'permission denied, rename');
    await super.rename(from, to);
  }
}

test.each(['write', 'rename'] as const)(
  'where %s fails, what was there stays, and nothing half written is left',
  async (name) => {
    const disk = new FailingDisk();
    const files = new AtomicFiles(disk, '/all/.loopforge');
    const records = new RecordsInFolder('/all', '/all/.loopforge', disk, files);
    await records.put(aRecord(1), JSON.stringify(aRecord(1)), null);
    disk.failing = name;
    await expect(records.put(aRecord(2), JSON.stringify(aRecord(2)), null)).rejects.toThrow(/ENOSPC|EACCES/);
    expect(await records.get(aRecord(2).record_id)).toBeNull();
    expect(await records.getByRef('ref-1')).toEqual(aRecord(1));
    expect(disk.paths.filter((path) => path.endsWith('.tmp'))).toEqual([]);
    disk.failing = null;
    await records.put(aRecord(2), JSON.stringify(aRecord(2)), null);
    expect(await records.getByRef('ref-2')).toEqual(aRecord(2));
  },
);
