import { describe, expect, test } from 'vitest';
import { AtomicFiles } from '../../../../src/adapters/store/file/atomic-files.ts';
import { FragileDisk } from './fragile-disk.ts';
import { type Kind, stopOften, WRITES } from './stopped-saves.ts';

const NAMES = Object.keys(WRITES) as (keyof typeof WRITES)[];
const KINDS: readonly Kind[] = ['file', 'folder'];

// After every byte: every-byte.test.ts, in test:long.
describe.each(KINDS)(
  'in a %s, a process or a machine that stops at any of many moments leaves the old or the new',
  (kind) => {
    test.each(NAMES)('%s', async (name) => {
      expect(await stopOften(kind, name, 101)).toBeGreaterThan(10);
    });
  },
);

test('a left-over file is taken away by the next writer, and never read', async () => {
  const disk = new FragileDisk();
  await disk.write('/side/left.tmp', Buffer.from('{"half":'));
  await disk.write('/side/lock', Buffer.from(''));
  await new AtomicFiles(disk, '/side').clear();
  expect(disk.paths).toEqual(['/side/lock']);
});

describe('the disk of these tests', () => {
  test('forgets what was not synced', async () => {
    const disk = new FragileDisk();
    await disk.write('/a', Buffer.from('one'));
    expect(disk.afterPowerCut().paths).toEqual([]);
    await disk.syncFolder('/');
    await disk.rename('/a', '/b');
    expect([disk.afterPowerCut().paths, disk.afterKill().paths]).toEqual([['/a'], ['/b']]);
  });

  test('stops in the middle of a file', async () => {
    const disk = new FragileDisk();
    disk.stopAfter = 3;
    await expect(disk.write('/a', Buffer.from('one'))).rejects.toThrow('stopped');
    expect(disk.afterKill().text('/a')).toBe('on');
    expect(disk.afterPowerCutWithNames().text('/a')).toBe('');
  });
});
