import { describe, expect, test } from 'vitest';
import { appendEntries, type Draft, emptyRecord } from '../../../../src/core/record/append/append.ts';
import type { EntrySettings } from '../../../../src/core/record/entry.ts';
import { inOrder } from '../../by-hand.ts';
import { aNote, aRejection, aStamp, aStep, GENESIS, LAW, recordOf, saying } from '../../sample-drafts.ts';
import { at, HEAD } from '../../sample-facts.ts';

const SETTINGS: EntrySettings = {
  ci: 'checks',
  ignore_checks: [],
  require_current_approval: false,
  required_checks: [],
  unmerged_close: 'refuse',
  config: null,
};

const timesOf = (record: ReturnType<typeof recordOf>): readonly string[] =>
  inOrder(record).map((entry) => entry.timestamp);

describe('timestamps', () => {
  test('are the facts own times, as long as those go forward', () => {
    const record = recordOf([aStep(), aStep({ at: at('08:30:00') }), aStep({ at: at('09:00:00') })]);
    expect(timesOf(record)).toEqual([at('08:00:00'), at('08:30:00'), at('09:00:00')]);
  });

  test('never go backwards, in whichever list the entries are', () => {
    const record = recordOf([aStep({ at: at('09:00:00') }), aRejection({ at: at('08:30:00') }), aNote({ at: null })]);
    expect(timesOf(record)).toEqual([at('09:00:00'), at('09:00:00'), at('09:00:00')]);
  });

  test('are the previous entry time for a fact without a time, also in a later run', () => {
    const record = recordOf([aStep({ at: at('08:10:00') })]);
    const { appended } = appendEntries(record, [aStep({ at: null })], aStamp({ recordedAt: at('13:00:00') }));
    expect(appended[0]?.timestamp).toBe(at('08:10:00'));
    expect(appended[0]?.recorded_at).toBe(at('13:00:00'));
  });

  test('are the clock at birth, where even the birth has no time', () => {
    expect(timesOf(recordOf([aStep({ at: null })]))).toEqual([at('12:00:00')]);
  });
});

describe('settings', () => {
  test('stand on the first entry and are null while they stay the same', () => {
    const born = recordOf([aStep(), aStep(), aRejection()], { settings: SETTINGS });
    expect(inOrder(born).map((entry) => entry.settings)).toEqual([SETTINGS, null, null]);
    const { appended } = appendEntries(born, [aStep()], aStamp({ settings: { ...SETTINGS } }));
    expect(appended[0]?.settings).toBeNull();
  });

  test('stand on the first entry after they changed, and again when they change back', () => {
    const changed: EntrySettings = { ...SETTINGS, ignore_checks: ['lint'] };
    const first = recordOf([aStep()], { settings: SETTINGS });
    const second = appendEntries(first, [aNote(), aStep()], aStamp({ settings: changed }));
    expect(second.appended.map((entry) => entry.settings)).toEqual([changed, null]);
    const third = appendEntries(second.record, [aStep()], aStamp({ settings: SETTINGS }));
    expect(third.appended[0]?.settings).toEqual(SETTINGS);
  });

  test('are the same whatever the order of their keys', () => {
    const { ci, ...rest } = SETTINGS;
    const first = recordOf([aStep()], { settings: SETTINGS });
    const { appended } = appendEntries(first, [aStep()], aStamp({ settings: { ...rest, ci } }));
    expect(appended[0]?.settings).toBeNull();
  });
});

describe('a note that answers for a refusal of the same run', () => {
  const { was: _nothing, ...note } = aNote({ note: 'accept' });
  const answer: Draft = { ...note, answersFor: 'gate_not_met|close' };

  test('names its entry, whatever is written before both', () => {
    const drafts = [aRejection({ cause: 'gate_not_met|close' }), aRejection({ cause: 'gate_not_met|merge' }), answer];
    for (const before of [[], [aNote()], [aNote(), aNote()]]) {
      const { record } = appendEntries(recordOf([aStep()]), [...before, ...drafts], aStamp());
      expect(record.notes.at(-1)?.was).toEqual({ data: { seq: 2 + before.length }, kept: [], named: [] });
      expect(record.head.violations.map(({ accepted }) => accepted !== null)).toEqual([true, false]);
    }
  });

  test('is refused where there is none', () => {
    const record = recordOf([aStep(), aRejection({ cause: 'gate_not_met|close' })]);
    expect(() => appendEntries(record, [answer], aStamp())).toThrow('is not there');
  });
});

describe('an entry', () => {
  const record = recordOf([
    aStep({ flags: ['unproven', 'late', 'stale'], metadata: { a: 1 } }),
    aRejection(),
    saying('redaction', { seq: 1, names: ['metadata/a'] }),
  ]);
  const [step, rejection, note] = inOrder(record);
  const KEYS = [
    ...['seq', 'from_state', 'to_state', 'trigger', 'timestamp', 'recorded_at', 'source', 'actor', 'run', 'pr'],
    ...['pr_url', 'sha', 'lifecycle', 'settings', 'basis', 'evidence', 'flags', 'metadata', 'salts', 'prev_hash'],
    'hash',
  ];

  test('has every key, of a transition, a rejection and a note', () => {
    expect(Object.keys(step ?? {}).sort()).toEqual(KEYS.toSorted());
    expect(Object.keys(rejection ?? {}).sort()).toEqual([...KEYS, 'code', 'cause', 'message', 'needs'].sort());
    expect(Object.keys(note ?? {}).sort()).toEqual([...KEYS, 'kind', 'was'].sort());
  });

  test('has sorted flags and the law and run of its stamp', () => {
    expect(step).toMatchObject({ flags: ['late', 'stale', 'unproven'], lifecycle: LAW, run: { id: '9', attempt: 1 } });
  });

  test('of the kind note has no states', () => {
    expect(note).toMatchObject({ from_state: null, to_state: null, kind: 'redaction', trigger: 'redaction' });
  });

  test('is frozen', () => {
    expect(Object.isFrozen(step)).toBe(true);
  });
});

describe('appending', () => {
  test('leaves the given record alone', () => {
    const before = recordOf([aStep()]);
    const copy = structuredClone(before);
    const { record } = appendEntries(before, [aStep({ to: 'task_queued' }), aRejection(), aNote()], aStamp());
    expect(before).toEqual(copy);
    expect(record.head.seq).toBe(4);
  });

  test('nothing changes nothing', () => {
    const before = recordOf([aStep()]);
    expect(appendEntries(before, [], aStamp())).toEqual({ record: before, appended: [] });
  });

  test('at once or one after the other makes the same record', () => {
    const drafts = [aStep(), aStep({ from: 'issue_created', to: 'task_queued', pr: 43, sha: HEAD }), aRejection()];
    const stamp = aStamp();
    const oneByOne = drafts.reduce(
      (record, draft) => appendEntries(record, [draft], stamp).record,
      emptyRecord(GENESIS),
    );
    expect(oneByOne).toEqual(recordOf(drafts));
  });

  test.each([
    ['undefined', { a: undefined }],
    ['NaN', { a: Number.NaN }],
    ['a lone surrogate', { a: '\ud800' }],
    ['a date', { a: new Date(0) }],
    ['the key __proto__', JSON.parse('{"__proto__": 1}')],
    ['a value that looks erased', { a: { redacted: 'x' } }],
  ])('metadata with %s is refused', (_name, metadata) => {
    const record = recordOf([aStep()]);
    const append = () => appendEntries(record, [aStep({ metadata })], aStamp());
    expect(append).toThrow(expect.objectContaining({ code: 'record_invalid' }));
  });
});
