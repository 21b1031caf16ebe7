import { describe, expect, test } from 'vitest';
import { appendEntries } from '../../../../src/core/record/append/append.ts';
import { withoutDelivered, withWaiting } from '../../../../src/core/record/append/outbox.ts';
import { entriesOf } from '../../../../src/core/record/chain/chain.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { trustedCommentId } from '../../../../src/core/values/ids.ts';
import { aNote, aStamp, aStep, recordOf } from '../../sample-drafts.ts';

type Outbox = LoopRecord['head']['outbox'];

const RECORD = recordOf([aStep(), aStep({ from: 'issue_created', to: 'task_queued' }), aNote({ at: null })]);
const ENTRIES = entriesOf(RECORD);

function waiting(outbox: Outbox, record = RECORD): LoopRecord {
  return { ...record, head: { ...record.head, outbox } };
}

function entry(seq: number) {
  const found = ENTRIES.find((one) => one.seq === seq);
  if (found === undefined) throw new Error(`there is no entry ${seq}`);
  return found;
}

describe('withWaiting', () => {
  test.each<[string, Outbox, readonly string[], Outbox]>([
    ['puts down the first new entry for each sink', null, ['a', 'b'], { a: 2, b: 2 }],
    ['leaves what waits already', { a: 1 }, ['a', 'b'], { a: 1, b: 2 }],
    ['leaves sinks that nobody knows here', { z: 1 }, ['a'], { z: 1, a: 2 }],
    ['leaves all of it where there is no sink', { z: 1 }, [], { z: 1 }],
    ['begins anew where what waits is beyond the end', { a: 99, z: 1 }, ['a'], { a: 2, z: 1 }],
    [
      'knows no other names than those that are there',
      null,
      ['constructor', '__proto__x'],
      { constructor: 2, __proto__x: 2 },
    ],
  ])('%s', (_, before, sinks, after) => {
    expect(withWaiting(waiting(before), ENTRIES.slice(1), sinks).head.outbox).toEqual(after);
  });

  test('changes nothing else, so that all hashes stay', () => {
    const { outbox: _, ...head } = withWaiting(RECORD, ENTRIES.slice(1), ['a']).head;
    expect(RECORD.head).toEqual({ ...head, outbox: null });
  });

  test('goes back to what was appended outside of any run, which nobody could tell', () => {
    const byHand = appendEntries(RECORD, [aNote({ at: null }), aNote({ at: null })], aStamp({ run: null }));
    const { record, appended } = appendEntries(byHand.record, [aNote({ at: null })], aStamp());
    expect(appended.map(({ seq }) => seq)).toEqual([6]);
    expect(withWaiting(record, appended, ['a']).head.outbox).toEqual({ a: 4 });
  });
});

describe('withoutDelivered', () => {
  const told = (sink: string, from: number, upTo: number, more: object = {}) => {
    return { sink, from, upTo: entry(upTo), isOver: false, ...more };
  };

  test.each<[string, Outbox, Parameters<typeof withoutDelivered>[1], Outbox | 'same']>([
    ['takes out what was told to the end', { a: 1 }, [told('a', 1, 3)], null],
    ['goes on behind what was told', { a: 1, b: 1 }, [told('a', 1, 2)], { a: 3, b: 1 }],
    ['takes several at once', { a: 1, b: 2, z: 1 }, [told('a', 1, 3), told('b', 2, 2)], { z: 1, b: 3 }],
    ['never goes back: another run has told more', { a: 3 }, [told('a', 1, 2)], 'same'],
    ['goes on from where another run came to', { a: 2 }, [told('a', 1, 3)], null],
    ['leaves what came before and was not told', { a: 1 }, [told('a', 2, 3)], 'same'],
    ['leaves what another run took out', null, [told('a', 1, 3)], 'same'],
    [
      'leaves an entry that is another now',
      { a: 1 },
      [told('a', 1, 3, { upTo: { ...entry(3), hash: entry(2).hash } })],
      'same',
    ],
    ['leaves an entry that is not there', { a: 1 }, [told('a', 1, 3, { upTo: { ...entry(3), seq: 4 } })], 'same'],
    ['forgets one that wants no more', { a: 3, b: 1 }, [told('a', 1, 1, { isOver: true })], { b: 1 }],
  ])('%s', (_, before, delivered, after) => {
    const record = withoutDelivered(waiting(before), delivered);
    expect(record === null ? 'same' : record.head.outbox).toEqual(after);
  });

  test('knows the end of a sealed part by its name', () => {
    const sealed: LoopRecord = {
      ...waiting({ a: 1 }),
      transitions: [],
      segments: [{ comment_id: trustedCommentId('7'), first_seq: 1, last_seq: 2, hash: entry(2).hash }],
    };
    expect(withoutDelivered(sealed, [told('a', 1, 2)])?.head.outbox).toEqual({ a: 3 });
    expect(withoutDelivered(sealed, [told('a', 1, 1)])).toBeNull();
  });

  test('two runs that tell the same at once come to the same, whoever notes it first', () => {
    const [short, long] = [told('a', 1, 2), told('a', 1, 3)];
    const both = [
      [short, long],
      [long, short],
    ].map((order) => order.reduce((record, one) => withoutDelivered(record, [one]) ?? record, waiting({ a: 1 })));
    expect(both.map(({ head }) => head.outbox)).toEqual([null, null]);
  });
});
