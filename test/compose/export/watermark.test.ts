import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { UnreadRecord } from '../../../src/compose/sources/record-source.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { type Instant, plusMs } from '../../../src/core/values/instant.ts';
import { RecordMaker, stepped } from '../../../src/usecase/conformance/stage/records.ts';
import { type Asked, exportAs, ownFolder, sourceOf } from './exporting.ts';

const NOON: Instant = '2026-11-24T12:00:00Z';
const MINUTE = 60_000;

function noonPlus(minutes: number): Instant {
  return plusMs(NOON, minutes * MINUTE);
}

/** A chain of exports, each going on from the one before, and what they wrote. */
class Feed {
  readonly #path = join(ownFolder(), 'trail.ndjson');
  readonly hashes: string[] = [];
  since: string | null = null;

  async next(
    records: readonly (LoopRecord | UnreadRecord)[],
    asked: Asked,
  ): Promise<{ readonly entries: number; readonly isMoved: boolean }> {
    const outcome = await exportAs(this.#path, sourceOf(records), { ...asked, since: this.since });
    const text = readFileSync(this.#path, 'utf8');
    this.hashes.push(
      ...text
        .split('\n')
        .slice(0, -1)
        .map((line) => String(JSON.parse(line).hash)),
    );
    this.since = outcome.watermark;
    return outcome;
  }
}

function hashesOf(records: readonly LoopRecord[]): readonly string[] {
  return records.flatMap(({ transitions }) => transitions.map(({ hash }) => hash));
}

describe('exports that go on from each other have every entry once', () => {
  test('while records go on, minute by minute, and by clocks that go wrong by ten minutes', async () => {
    const feed = new Feed();
    let records: readonly LoopRecord[] = new RecordMaker().many(5, () => ({ at: noonPlus(-60) }));
    for (let minute = 0; minute < 40; minute++) {
      const clock = noonPlus(minute + ((minute * 7) % 21) - 10);
      records = records.map((record, index) => ((minute + index) % 3 === 0 ? stepped(record, { at: clock }) : record));
      if (minute % 4 === 1) await feed.next(records, { began: noonPlus(minute) });
    }
    await feed.next(records, { began: noonPlus(60) });
    expect(new Set(feed.hashes).size).toBe(feed.hashes.length);
    expect(feed.hashes.toSorted()).toEqual(hashesOf(records).toSorted());
  });

  test('also where the clock of the exports goes back, and where two begin in one second', async () => {
    const feed = new Feed();
    let records: readonly LoopRecord[] = new RecordMaker().many(3, () => ({ at: noonPlus(-20) }));
    for (const minute of [0, 0, -30, 5, -2, 5, 40]) {
      records = records.map((record) => stepped(record, { at: noonPlus(minute) }));
      await feed.next(records, { began: noonPlus(minute) });
    }
    await feed.next(records, { began: noonPlus(41) });
    expect(new Set(feed.hashes).size).toBe(feed.hashes.length);
    // By a clock that went back half an hour entries bear moments before the watermark: nobody can tell them from old ones.
    const missing = hashesOf(records).filter((hash) => !feed.hashes.includes(hash));
    expect(missing).toHaveLength(3);
  });

  test('an entry that appears fourteen minutes late is in the next one', async () => {
    const feed = new Feed();
    const [record] = new RecordMaker().many(1, () => ({ at: noonPlus(-60) }));
    if (record === undefined) throw new Error('no record');
    await feed.next([record], { began: NOON });
    await feed.next([stepped(record, { at: noonPlus(-14) })], { began: noonPlus(1) });
    expect(feed.hashes).toHaveLength(2);
  });

  test('also of a record that one of them could not read', async () => {
    const feed = new Feed();
    const [one, other] = new RecordMaker().many(2, () => ({ at: noonPlus(-1) }));
    if (one === undefined || other === undefined) throw new Error('no record');
    const damaged: UnreadRecord = { id: one.record_id, code: 'record_unreadable', problem: 'It is damaged.' };
    await feed.next([one, other], { began: NOON });
    await feed.next([damaged, other], { began: noonPlus(2) });
    await feed.next([damaged, other], { began: noonPlus(3) });
    await feed.next([one, other], { began: noonPlus(4) });
    expect(feed.hashes).toHaveLength(2);
  });

  test('with an end that is passed on: the next one begins there', async () => {
    const feed = new Feed();
    const [record] = new RecordMaker().many(1, () => ({ at: noonPlus(-600) }));
    if (record === undefined) throw new Error('no record');
    const grown = [-500, -400, -300, -2].reduce((one, minute) => stepped(one, { at: noonPlus(minute) }), record);
    expect(await feed.next([grown], { began: NOON, until: noonPlus(-400) })).toMatchObject({ entries: 2 });
    expect(feed.since).toBe(noonPlus(-400));
    await feed.next([grown], { began: NOON, until: noonPlus(-1) });
    await feed.next([grown], { began: noonPlus(2) });
    expect(feed.hashes).toEqual(hashesOf([grown]));
  });

  test('with an end before what is written already', async () => {
    const feed = new Feed();
    const [record] = new RecordMaker().many(1, () => ({ at: noonPlus(-600) }));
    if (record === undefined) throw new Error('no record');
    const grown = [-12, -8, -4].reduce((one, minute) => stepped(one, { at: noonPlus(minute) }), record);
    expect(await feed.next([grown], { began: NOON })).toMatchObject({ entries: 4 });
    expect(await feed.next([grown], { began: noonPlus(1), until: noonPlus(-10) })).toMatchObject({ entries: 0 });
    await feed.next([grown], { began: noonPlus(2) });
    expect(feed.hashes).toEqual(hashesOf([grown]));
  });

  test('also where very many entries bear moments that are still to come, or were recorded while it was written', async () => {
    const feed = new Feed();
    const ahead = new RecordMaker().many(1_300, (index) => ({ at: noonPlus(index < 10 ? -5 : 1_000 + index) }));
    // The ten before it began are not named, which is told.
    expect(await feed.next(ahead, { began: NOON })).toMatchObject({ isMoved: true, entries: 1_300 });
    const [moment, marks] = feed.since?.split('+') ?? [];
    expect([moment, marks?.length]).toEqual([NOON, 1_290 * 8]);
    const grown = ahead.map((record, index) => (index < 5 ? stepped(record, { at: noonPlus(10) }) : record));
    expect(await feed.next(grown, { began: noonPlus(20) })).toMatchObject({ entries: 5 });
    expect(feed.hashes.toSorted()).toEqual(hashesOf(grown).toSorted());
  });
});

test('of very many entries at once a thousand are named, and that the rest is not is told', async () => {
  const feed = new Feed();
  const records = new RecordMaker().many(1_300, (index) => ({ at: noonPlus(-10 + Math.floor(index / 200)) }));
  expect(await feed.next(records, { began: NOON })).toMatchObject({ isMoved: true, entries: 1_300 });
  expect(feed.since).toMatch(new RegExp(`^${plusMs(noonPlus(-9), 1_000)}\\+.{7200}$`));
  await feed.next(records, { began: noonPlus(1) });
  expect(feed.hashes).toHaveLength(1_300);
});

test('a watermark is kept in a file: read at the start, written once the output is whole', async () => {
  const folder = ownFolder();
  const watermarkPath = join(folder, 'watermark');
  writeFileSync(watermarkPath, 'before\n');
  const records = new RecordMaker().many(3, () => ({ at: noonPlus(-60) }));
  const stopped = exportAs(join(folder, 'trail.ndjson'), sourceOf(records), {
    watermarkPath,
    stopAfter: 2,
    began: NOON,
  });
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  expect(readFileSync(watermarkPath, 'utf8')).toBe('before\n');
  // The run that goes on is that of the moment at which the first began: what was recorded in between may not be in it.
  await exportAs(join(folder, 'trail.ndjson'), sourceOf(records), { watermarkPath, began: noonPlus(600) });
  expect(readFileSync(watermarkPath, 'utf8')).toBe(`${noonPlus(-15)}\n`);
});

test('records that are chosen by how they stand have no watermark', async () => {
  const path = join(ownFolder(), 'trail.ndjson');
  const query = { states: ['issue_created'] };
  expect(await exportAs(path, sourceOf(new RecordMaker().many(2)), { query })).toMatchObject({
    records: 2,
    watermark: null,
  });
});
