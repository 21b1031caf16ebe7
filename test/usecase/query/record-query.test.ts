import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/core/values/instant.ts';
import { EVERY_RECORD, matchesQuery, type RecordQuery, sinceOf } from '../../../src/usecase/query/record-query.ts';
import { aNote, aRejection, aStep, recordOf } from '../../core/sample-drafts.ts';
import { at } from '../../core/sample-facts.ts';

const HOUR = 3_600_000;
const FAILED = recordOf([aStep(), aStep({ to: 'ci_failed', at: at('09:00:00') })]);

function matches(record: typeof FAILED, query: Partial<RecordQuery>, now: Instant = at('12:00:00')): boolean {
  return matchesQuery(record, { ...EVERY_RECORD, ...query }, now);
}

test('every record is asked for where nothing is said', () => {
  expect(matches(FAILED, {})).toBe(true);
});

test.each([
  [['ci_failed'], true],
  [['merged', 'ci_failed'], true],
  [['merged'], false],
  [['CI_FAILED'], false],
  [['ci'], false],
])('in one of the states %j: %s', (states, expected) => {
  expect(matches(FAILED, { states })).toBe(expected);
});

describe('for longer than', () => {
  test.each([
    [3 * HOUR - 1_000, true],
    [3 * HOUR, true],
    [3 * HOUR + 1_000, false],
  ])('three hours in its state, asked for %d ms: %s', (olderThanMs, expected) => {
    expect(matches(FAILED, { olderThanMs })).toBe(expected);
  });

  test('a note and a refusal begin nothing anew', () => {
    const later = recordOf([
      aStep(),
      aStep({ to: 'ci_failed', at: at('09:00:00') }),
      aNote({ at: at('11:00:00') }),
      aRejection({ at: at('11:30:00') }),
    ]);
    expect(later.updated_at > at('11:00:00')).toBe(true);
    expect(matches(later, { olderThanMs: 3 * HOUR })).toBe(true);
  });

  test('a step to the same state does, and so does a reopening', () => {
    const again = recordOf([aStep({ to: 'ci_pending' }), aStep({ to: 'ci_pending', at: at('11:00:00') })]);
    expect(sinceOf(again)).toBe(at('11:00:00'));
    const reopened = recordOf([aStep({ to: 'closed' }), aStep({ to: 'task_queued', at: at('11:30:00') })]);
    expect(matches(reopened, { olderThanMs: HOUR })).toBe(false);
  });

  test('a moment that is still to come by the clock of whoever asks is not long ago', () => {
    expect(matches(FAILED, { olderThanMs: 60_000 }, at('08:30:00'))).toBe(false);
  });

  test('with its oldest entries sealed away it is as long as ever', () => {
    const head = { ...FAILED, transitions: [] };
    expect(sinceOf(head)).toBe(sinceOf(FAILED));
  });
});

describe('with a refusal that is open', () => {
  const refused = recordOf([aStep(), aRejection({ source: 'observed' })]);
  const seq = 2;

  function shown(open: readonly number[]): typeof refused {
    return { ...refused, head: { ...refused.head, shown: { renderer: 2, needs: [], allowed: [], open } } };
  }

  test('as the run that wrote the comment found it', () => {
    expect(matches(shown([seq]), { openViolations: true })).toBe(true);
    expect(matches(shown([]), { openViolations: true })).toBe(false);
  });

  test('as the entries tell it, where no comment does', () => {
    expect(matches(refused, { openViolations: true })).toBe(true);
    expect(matches(FAILED, { openViolations: true })).toBe(false);
  });

  test('and all of it at once', () => {
    expect(matches(refused, { states: ['issue_created'], openViolations: true })).toBe(true);
    expect(matches(refused, { states: ['merged'], openViolations: true })).toBe(false);
  });
});
