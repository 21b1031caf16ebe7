import { expect } from 'vitest';
import { AtomicFiles } from '../../../../src/adapters/store/file/atomic-files.ts';
import type { RecordFiles } from '../../../../src/adapters/store/file/record-files.ts';
import { RecordsInFile } from '../../../../src/adapters/store/file/records-in-file.ts';
import { RecordsInFolder } from '../../../../src/adapters/store/file/records-in-folder.ts';
import { textOfRecord } from '../../../../src/adapters/store/shared/record-text.ts';
import { streamRecords } from '../../../../src/adapters/store/shared/stream-pages.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { aRecord, collect, idOf, later, minute } from '../stored-records.ts';
import { FragileDisk } from './fragile-disk.ts';

/** What a writer does on a disk, as the repository does it under the lock. */
type Write = (records: RecordFiles) => Promise<unknown>;

export type Kind = 'file' | 'folder';

function open(
  kind: Kind,
  disk: FragileDisk,
): { readonly records: RecordFiles; readonly write: (one: Write) => Promise<void> } {
  const side = kind === 'file' ? '/.all.json.loopforge' : '/all/.loopforge';
  const files = new AtomicFiles(disk, side);
  const records =
    kind === 'file' ? new RecordsInFile('/all.json', disk, files) : new RecordsInFolder('/all', side, disk, files);
  const write = async (one: Write): Promise<void> => {
    await disk.makeFolder();
    await files.clear();
    await one(records);
  };
  return { records, write };
}

const put = (record: LoopRecord, expected: number | null): Write => {
  return (records) => records.put(record, textOfRecord(record), expected);
};

/** A record that is there before, so that something else could get lost. */
const OTHER = aRecord(9, { ref: 'other' });
const BEFORE = aRecord(1, { ref: 'before' });
const AFTER = later(BEFORE, { ref: 'after', state: 'task_queued', updated_at: minute(5) });
const SAME_REF = later(BEFORE, { state: 'task_queued', updated_at: minute(5) });

/** What is stopped: what is there before, what is done, and how the record may be found afterwards. */
export const WRITES = {
  'the first save of all': { before: [], write: put(BEFORE, null), found: [null, BEFORE] },
  'a new record': { before: [OTHER], write: put(BEFORE, null), found: [null, BEFORE] },
  'the next version': { before: [OTHER, BEFORE], write: put(SAME_REF, 1), found: [BEFORE, SAME_REF] },
  'another ref': { before: [OTHER, BEFORE], write: put(AFTER, 1), found: [BEFORE, AFTER] },
  'a delete': {
    before: [OTHER, BEFORE],
    write: (records: RecordFiles) => records.remove(idOf(1)),
    found: [BEFORE, null],
  },
} as const;

/** What the next process may find. */
const AFTERMATHS = ['afterKill', 'afterPowerCut', 'afterPowerCutWithNames'] as const;

/** The last steps of a write, in which most is no byte but a change of its own. */
const LAST = 30;
/** After every so manyth byte it is not only looked at, but gone on from. */
const THOROUGH = 101;

/**
 * Stops one write after every `stride`th step and each of the last, and looks at what is left: each file is as it was or
 * as it is to be.
 * @returns how often it was stopped
 */
export async function stopOften(kind: Kind, name: keyof typeof WRITES, stride: number): Promise<number> {
  const { before, write, found } = WRITES[name];
  const whole = new FragileDisk();
  for (const record of before) await open(kind, whole).write(put(record, null));
  const done = whole.afterKill();
  await open(kind, done).write(write);
  let stops = 0;
  for (let stopAfter = 0; stopAfter < done.steps; ) {
    const disk = whole.afterKill();
    disk.stopAfter = stopAfter;
    // What comes after the record has been written is tidying, which fails in silence.
    await open(kind, disk)
      .write(write)
      .catch(() => {});
    expect(disk.steps).toBe(stopAfter);
    const isLast = stopAfter >= done.steps - LAST;
    for (const aftermath of AFTERMATHS) {
      const left = disk[aftermath]();
      isOldOrNew(left, whole, done);
      if (isLast || stopAfter % THOROUGH === 0) await lookAt(kind, left, before, found, `${aftermath} ${stopAfter}`);
    }
    stops++;
    stopAfter += isLast ? 1 : stride;
  }
  // What has returned is there for good.
  await lookAt(kind, done.afterPowerCut(), before, [found[1]], 'done');
  return stops;
}

/** Each file but those that are being written holds what it held, or what it is to hold. */
function isOldOrNew(left: FragileDisk, old: FragileDisk, done: FragileDisk): void {
  for (const path of new Set([...left.paths, ...old.paths, ...done.paths])) {
    if (path.endsWith('.tmp')) continue;
    const text = left.text(path);
    // The time at which an entry was stored is another each time.
    if (path.includes('/refs/')) expect(() => JSON.parse(text || '[]')).not.toThrow();
    else if (text !== old.text(path) && text !== done.text(path)) throw new Error(`${path} holds ${text}`);
  }
}

/** The record is the old or the new one, everywhere; the other one is there; and the next writer goes on. */
async function lookAt(
  kind: Kind,
  disk: FragileDisk,
  before: readonly LoopRecord[],
  found: readonly (LoopRecord | null)[],
  when: string,
): Promise<void> {
  const { records, write } = open(kind, disk);
  const now = await records.get(idOf(1));
  expect(found, when).toContainEqual(now);
  for (const ref of ['before', 'after'])
    expect(await records.getByRef(ref), when).toEqual(now?.ref === ref ? now : null);
  const others = before.includes(OTHER) ? [OTHER] : [];
  if (others.length > 0) expect(await records.getByRef('other'), when).toEqual(OTHER);
  const all = await collect(streamRecords(records.inOrder({})));
  expect(all, when).toHaveLength(others.length + (now === null ? 0 : 1));
  const next = now === null ? BEFORE : later(now, { ref: 'next' });
  await write(put(next, now?.head.seq ?? null));
  expect(await records.getByRef(next.ref), when).toEqual(next);
  expect(
    disk.paths.filter((path) => path.endsWith('.tmp')),
    when,
  ).toEqual([]);
}
