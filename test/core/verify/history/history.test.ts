import { describe, expect, test } from 'vitest';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { BOT, grown, judge, MONA, next, withNote } from '../sample-history.ts';

/** Records of one, two and three entries, each made from the one before. */
function three(): readonly [LoopRecord, LoopRecord, LoopRecord] {
  const first = counted(grown(1), 1);
  const second = counted(next(first, 1), 2);
  return [first, second, counted(next(second, 2), 3)];
}

function counted(record: LoopRecord, rev: number): LoopRecord {
  return { ...record, head: { ...record.head, rev } };
}

function written(records: readonly LoopRecord[]) {
  return records.map((record, at) => ({ record, at }));
}

describe('the edit history', () => {
  test('of an honest record shows nothing', () => {
    expect(judge(written(three()))).toEqual([]);
  });

  test('names an editor who added nothing, and goes on behind', () => {
    const [a, b, c] = three();
    const recounted = { ...c, head: { ...c.head, rev: 4 } };
    const found = judge([
      { record: a, at: 0 },
      { record: b, at: 1 },
      { record: null, at: 1, by: MONA },
      { record: recounted, at: 2 },
    ]);
    expect(found).toEqual(['fail foreign_editor']);
  });

  test('names an account that is gone', () => {
    const [a, b] = three();
    const found = judge([
      { record: a, at: 0 },
      { record: b, at: 1, by: null },
    ]);
    expect(found).toEqual(['fail foreign_editor']);
  });

  test('accepts a person’s own redaction note, and one who may no longer write only with doubt', () => {
    const [a, b] = three();
    const revisions = [
      { record: a, at: 0 },
      { record: b, at: 1 },
      { record: withNote(b, 'redaction', MONA, 2), at: 2, by: MONA },
    ];
    expect(judge(revisions)).toEqual([]);
    expect(judge(revisions, { mayWrite: () => false })).toEqual(['inconclusive foreign_editor']);
    expect(judge(revisions, { mayWrite: () => null })).toEqual(['inconclusive foreign_editor']);
  });

  test('does not accept a note in another’s name, nor one beside something else', () => {
    const [a, b] = three();
    const before = [
      { record: a, at: 0 },
      { record: b, at: 1 },
    ];
    const inOthers = { record: withNote(b, 'repair', BOT, 2), at: 2, by: MONA };
    expect(judge([...before, inOthers])).toEqual(['fail foreign_editor']);
    const besides = withNote(next(b, 2), 'repair', MONA, 2);
    const sameCount = { ...besides, head: { ...besides.head, rev: 3 } };
    expect(judge([...before, { record: sameCount, at: 2, by: MONA }])).toEqual(['fail foreign_editor']);
  });

  test('keeps showing what was repaired, and no longer fails for it', () => {
    const [a, b] = three();
    const repaired = withNote({ ...b, head: { ...b.head, rev: 3 } }, 'repair', MONA, 3);
    const found = judge([
      { record: a, at: 0 },
      { record: b, at: 1 },
      { record: null, at: 2, by: MONA },
      { record: repaired, at: 3, by: MONA },
    ]);
    expect(found).toEqual(['notice foreign_editor']);
  });

  test('a repair does not whitewash entries that came with the foreign edit', () => {
    const [a, b] = three();
    const forged = next(b, 2);
    const repaired = withNote(forged, 'repair', MONA, 3);
    const found = judge([
      { record: a, at: 0 },
      { record: b, at: 1 },
      { record: forged, at: 2, by: MONA },
      { record: repaired, at: 3, by: MONA },
    ]);
    expect(found).toContain('fail foreign_editor');
  });

  test('sees entries replaced, dropped, and written by others than the count knows', () => {
    const [a, b, c] = three();
    const replaced = counted(next(b, 4), 4);
    const before = [
      { record: a, at: 0 },
      { record: b, at: 1 },
      { record: c, at: 2 },
    ];
    expect(judge([...before, { record: replaced, at: 4 }])).toEqual(['fail history_rewritten']);
    const dropped = { ...b, head: { ...b.head, rev: 4 } };
    expect(judge([...before, { record: dropped, at: 2 }])).toEqual(['fail history_rewritten']);
    expect(judge([...before, { record: c, at: 2 }])).toEqual(['fail history_rewritten']);
  });

  test('a text that was removed is tampering, unless a redaction came before: then it is unknown', () => {
    const [a, b, c] = three();
    const gone = [
      { record: a, at: 0 },
      { record: b, at: 1, deletedBy: MONA },
      { record: c, at: 2 },
    ];
    expect(judge(gone)).toEqual(['fail revision_deleted']);
    const told = { record: withNote(c, 'redaction', BOT, 3), at: 3 };
    expect(judge([...gone, told])).toEqual(['inconclusive revision_deleted']);
  });
});

describe('the times', () => {
  test('an entry that its revision is an hour too young for is backdated', () => {
    const [a, b] = three();
    const found = judge([
      { record: a, at: 0 },
      { record: b, at: 40 },
    ]);
    expect(found).toEqual(['fail backdated']);
  });

  test('one from the future is too', () => {
    const [a] = three();
    const late = next(a, 30);
    expect(
      judge([
        { record: a, at: 0 },
        { record: late, at: 10 },
      ]),
    ).toEqual(['fail backdated']);
  });

  test('where GitHub joined edits, or did not keep the first, it cannot be told', () => {
    const [a, b, c] = three();
    expect(
      judge([
        { record: a, at: 0 },
        { record: c, at: 10 },
      ]),
    ).toEqual(['inconclusive partial_read', 'inconclusive backdated', 'inconclusive backdated']);
    expect(judge([{ record: b, at: 10 }], { fromCreation: false })).toEqual([
      'inconclusive backdated',
      'inconclusive backdated',
    ]);
  });
});
