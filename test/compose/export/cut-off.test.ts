import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openExport } from '../../../src/adapters/export-file/open-export.ts';
import type { ExportFormatName } from '../../../src/codec/export/format.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { longer, RecordMaker, stepped } from '../../../src/usecase/conformance/stage/records.ts';
import { exportAs, ownFolder, sourceOf } from './exporting.ts';

/** With letters of two, three and four bytes, and one record far longer than what is written at once. */
const RECORDS: readonly LoopRecord[] = new RecordMaker()
  .many(6, (index) => ({ labels: { text: 'é€😀' }, metadata: { text: '😀'.repeat(index * 3) } }))
  .map((record, index) => longer(record, index === 3 ? 120 : 2));

interface Cut {
  readonly path: string;
  readonly whole: Buffer;
  readonly journal: Buffer;
  /** Puts there what a run leaves that is killed when so many bytes of the one and of the other are written. */
  leave(data: number | null, journal: number | null): void;
}

/** An export, and what its files were before it was whole. */
async function cutOff(format: ExportFormatName): Promise<Cut> {
  const folder = ownFolder();
  const path = join(folder, 'trail');
  await exportAs(join(folder, 'whole'), sourceOf(RECORDS), { format });
  const whole = readFileSync(join(folder, 'whole'));
  await exportAs(path, sourceOf(RECORDS), { format, stopAfter: RECORDS.length }).catch(() => {});
  const journal = readFileSync(`${path}.partial.journal`);
  const leave: Cut['leave'] = (data, journaled) => {
    for (const name of readdirSync(folder)) if (name !== 'whole') rmSync(join(folder, name));
    if (data !== null) writeFileSync(`${path}.partial`, whole.subarray(0, data));
    if (journaled !== null) writeFileSync(`${path}.partial.journal`, journal.subarray(0, journaled));
  };
  return { path, whole, journal, leave };
}

/** Where a journal's lines end, and places within them. */
function places(bytes: Buffer): readonly number[] {
  const ends = [...bytes.entries()].filter(([, byte]) => byte === 10).map(([at]) => at + 1);
  return [0, 1, ...ends.flatMap((end) => [end - 1, end, end + 7])].filter((at) => at <= bytes.length);
}

describe.each<ExportFormatName>(['ndjson', 'json', 'csv', 'cloudevents', 'ocsf'])(
  '%s, killed and done again',
  (format) => {
    test('has the same bytes as if it had never been killed', async () => {
      const { path, whole, journal, leave } = await cutOff(format);
      const lines = journal.toString().split('\n').slice(1, -1);
      expect(lines).toHaveLength(RECORDS.length);
      for (const journaled of places(journal)) {
        const known = journal.subarray(0, journaled).toString().split('\n').slice(1, -1).at(-1);
        const at = known === undefined ? 0 : JSON.parse(known).at;
        for (const data of [at, at + 1, at + 50, whole.length]) {
          const hasHeader = journaled > journal.indexOf('\n');
          leave(hasHeader ? Math.min(data, whole.length) : 0, journaled);
          await exportAs(path, sourceOf(RECORDS), { format });
          expect(readFileSync(path).equals(whole), `${journaled} bytes of the journal, ${data} of the data`).toBe(true);
          expect(readdirSync(join(path, '..')).sort()).toEqual(['trail', 'whole']);
        }
      }
    });

    test('has them also where the power failed, and the data is behind its journal', async () => {
      const { path, whole, journal, leave } = await cutOff(format);
      for (const data of [null, 0, 1, 700, Math.floor(whole.length / 2)]) {
        leave(data, journal.length);
        await exportAs(path, sourceOf(RECORDS), { format });
        expect(readFileSync(path).equals(whole), `${data} bytes`).toBe(true);
      }
    });
  },
);

test('killed when all is written, but before it is in its place, or before its journal is gone: it is whole, and says so', async () => {
  const folder = ownFolder();
  const path = join(folder, 'trail.ndjson');
  const watermarkPath = join(folder, 'watermark');
  const asked = { watermarkPath };
  // As the run leaves it that is killed between the two.
  await exportAs(path, sourceOf(RECORDS), { stopAfter: 3, ...asked }).catch(() => {});
  const header = readFileSync(`${path}.partial.journal`, 'utf8').split('\n')[0] ?? '';
  rmSync(`${path}.partial`);
  rmSync(`${path}.partial.journal`);
  const { watermark, records, entries } = await exportAs(path, sourceOf(RECORDS), asked);
  const whole = readFileSync(path);
  const end = `${header}\n${JSON.stringify({ end: true, records, entries, watermark })}\n`;

  for (const isInPlace of [true, false]) {
    rmSync(watermarkPath, { force: true });
    writeFileSync(`${path}.partial.journal`, end);
    if (!isInPlace) {
      rmSync(path);
      writeFileSync(`${path}.partial`, whole);
    }
    const nothing = sourceOf([], () => expect.fail('it is read again'));
    expect(await exportAs(path, nothing, asked)).toMatchObject({ watermark, records, entries, before: records });
    expect(readFileSync(path).equals(whole)).toBe(true);
    expect(readFileSync(watermarkPath, 'utf8')).toBe(`${watermark}\n`);
    expect(readdirSync(folder).sort()).toEqual(['trail.ndjson', 'watermark']);
  }
});

test('a source that changed meanwhile loses nothing that was there, and doubles nothing', async () => {
  const path = join(ownFolder(), 'trail.ndjson');
  const [first, second, third, fourth, ...rest] = RECORDS;
  if (!first || !second || !third || !fourth) throw new Error('too few records');
  await exportAs(path, sourceOf(RECORDS), { stopAfter: 3 }).catch(() => {});
  const grown = longer(first, 2);
  const [again] = new RecordMaker().many(1, () => ({ id: third.record_id, metadata: { another: true } }));
  const [young] = new RecordMaker().many(1, () => ({ id: 'loop-young' }));
  if (!again || !young) throw new Error('too few records');
  // The first went on, the second is gone, another one has taken the third's id over, and a new one is there.
  const { before } = await exportAs(path, sourceOf([young, grown, again, fourth, ...rest, grown]));
  expect(before).toBe(3);
  const lines = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const found = lines.map(({ record_id, hash }) => `${record_id} ${hash}`);
  expect(new Set(found).size).toBe(found.length);
  const hashes = (record: LoopRecord) => record.transitions.map(({ hash }) => `${record.record_id} ${hash}`);
  expect(found.toSorted()).toEqual([grown, second, third, again, young, fourth, ...rest].flatMap(hashes).toSorted());
});

test('a record that comes twice in one run brings only what is new', async () => {
  const path = join(ownFolder(), 'trail.ndjson');
  const [first] = RECORDS;
  if (!first) throw new Error('too few records');
  expect(await exportAs(path, sourceOf([first, stepped(first), first]))).toMatchObject({ records: 1, entries: 4 });
  expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(4);
});

describe('what another run left', () => {
  test('is gone on with by the same command alone', async () => {
    const path = join(ownFolder(), 'trail.ndjson');
    const source = sourceOf(RECORDS);
    await exportAs(path, source, { stopAfter: 2 }).catch(() => {});
    for (const other of [
      { format: 'csv' },
      { until: '2026-12-01T00:00:00Z' },
      { query: { states: ['merged'] } },
      { since: '2026-01-01' },
    ] as const) {
      await expect(exportAs(path, source, other)).rejects.toMatchObject({
        code: 'input_invalid',
        message: expect.stringContaining('"--restart"'),
      });
    }
    await exportAs(path, source, { format: 'csv', restart: true });
    expect(readFileSync(path, 'utf8')).toMatch(/^"record_id"/);
    expect(existsSync(`${path}.partial`)).toBe(false);
  });

  test('is a file of somebody else: it is left alone', async () => {
    const path = join(ownFolder(), 'trail.ndjson');
    writeFileSync(`${path}.partial`, 'mine');
    await expect(exportAs(path, sourceOf(RECORDS))).rejects.toMatchObject({ code: 'input_invalid' });
    expect(readFileSync(`${path}.partial`, 'utf8')).toBe('mine');
  });

  test('with pseudonyms of a key that is gone begins anew', async () => {
    const path = join(ownFolder(), 'trail.ndjson');
    const drawn = () => ({ bytes: crypto.getRandomValues(new Uint8Array(32)), isDrawn: true });
    await exportAs(path, sourceOf(RECORDS), { stopAfter: 2, pseudonyms: drawn() }).catch(() => {});
    expect(existsSync(`${path}.partial`)).toBe(false);
    expect(await exportAs(path, sourceOf(RECORDS), { pseudonyms: drawn() })).toMatchObject({ before: 0 });
  });
});

test('two runs to one file: the second is refused at once, and the first goes on', async () => {
  const path = join(ownFolder(), 'trail.ndjson');
  const began = performance.now();
  let second: Promise<unknown> = Promise.resolve();
  await exportAs(
    path,
    sourceOf(RECORDS, (index) => {
      if (index === 1) second = exportAs(path, sourceOf(RECORDS)).catch((error: unknown) => error);
    }),
  );
  expect(await second).toMatchObject({ code: 'output_failed', message: expect.stringContaining('Another run writes') });
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(await exportAs(path, sourceOf(RECORDS))).toMatchObject({ records: RECORDS.length });
});

test('a file that is opened twice is free again once it is released', async () => {
  const path = join(ownFolder(), 'trail.ndjson');
  const wish = { path, restart: false, canGoOn: true, asked: 'x', began: '2026-12-24T12:00:00Z', since: null };
  const first = await openExport(wish);
  if (first.state.kind === 'open') await first.state.file.stop();
  await expect(openExport(wish)).rejects.toMatchObject({ code: 'output_failed' });
  await first.release();
  const again = await openExport(wish);
  if (again.state.kind === 'open') await again.state.file.stop();
  await again.release();
});
