import { describe, expect, test } from 'vitest';
import { cloudEvent } from '../../../src/codec/hook/cloud-event.ts';
import { entryLine } from '../../../src/codec/hook/entry-line.ts';
import { inOrder } from '../../core/by-hand.ts';
import { aNote, aRejection, aStep, GENESIS, recordOf } from '../../core/sample-drafts.ts';
import { cloudEventErrors } from './cloud-event-schema.ts';

const record = recordOf([aStep(), aRejection(), aNote()]);
const events = inOrder(record).map((entry) => cloudEvent(record, entry, 'hashed'));

test('every kind of entry is a CloudEvent by the standard', () => {
  expect(events.map(cloudEventErrors)).toEqual([[], [], []]);
  expect(events.map(({ type }) => type)).toEqual([
    'io.github.loopforge.transition',
    'io.github.loopforge.rejection',
    'io.github.loopforge.note',
  ]);
});

test('it says where it is from, which entry it is, and which came before', () => {
  const [first, second] = inOrder(record);
  expect(events[0]).toMatchObject({
    source: 'https://github.com/acme/widgets',
    subject: '42',
    id: first?.hash,
    time: first?.timestamp,
    recordedtime: first?.recorded_at,
    correlationid: 'acme/widgets#42',
    causationid: first?.prev_hash,
    data: { seq: 1, hash: first?.hash, prev_hash: first?.prev_hash },
  });
  expect(events[1]).toMatchObject({ id: second?.hash, causationid: first?.hash });
  expect(inOrder(record).map((entry) => cloudEvent(record, entry, 'clear').data)).toEqual(
    inOrder(record).map((entry) => entryLine(record, entry, 'clear')),
  );
});

test('their numbers are in order as texts, whatever their length', () => {
  const [entry] = inOrder(record);
  if (entry === undefined) throw new Error('there is no entry');
  const sequences = [1, 9, 10, 99, 100, 20_000, 2 ** 31].map(
    (seq) => cloudEvent(record, { ...entry, seq }, 'hashed').sequence,
  );
  expect([...sequences].sort()).toEqual(sequences);
  expect(sequences.map(Number)).toEqual([1, 9, 10, 99, 100, 20_000, 2 ** 31]);
});

describe('a record that is on no GitHub', () => {
  const [entry] = inOrder(record);
  const outside = (ref: string) => {
    const genesis = { ...GENESIS, host: null, record_id: 'loop-0123abcd', ref, ref_number: null, repo: null };
    return { ...record, ...genesis, genesis };
  };

  test.each(['wi-7', 'JIRA-1/ü#?', 'a\u0000b\u007f\u0085', 'no\ufffecharacter\u{1ffff}\ufdd0'])(
    'has an event too, whatever it is called by: %j',
    (ref) => {
      if (entry === undefined) throw new Error('there is no entry');
      const event = cloudEvent(outside(ref), entry, 'hashed');
      expect(cloudEventErrors(event)).toEqual([]);
      expect(event.source).toBe('/loop-0123abcd');
      expect(event.data.ref).toBe(ref);
    },
  );
});

test.each(['a host', 'evil.example/x?', 'h\n', '<b>', '@octocat', 'ü.example', ''])(
  'a host that is none is not in its source: %j',
  (host) => {
    const [entry] = inOrder(record);
    if (entry === undefined) throw new Error('there is no entry');
    const event = cloudEvent({ ...record, genesis: { ...GENESIS, host } }, entry, 'hashed');
    expect(event.source).toBe('/acme/widgets');
    expect(cloudEventErrors(event)).toEqual([]);
  },
);

test('the schema of the test refuses what the standard refuses', () => {
  const [good] = events;
  const wrong = [
    { ...good, id: '' },
    { ...good, source: undefined },
    { ...good, specversion: '1' },
    { ...good, time: '2026-01-01 00:00:00' },
    { ...good, subject: 'a\nb' },
    { ...good, prev_hash: 'x' },
    { ...good, sequence: 7 },
    { ...good, extension: { a: 1 } },
  ].map((event) => JSON.parse(JSON.stringify(event)));
  expect(wrong.filter((event) => cloudEventErrors(event).length === 0)).toEqual([]);
});
