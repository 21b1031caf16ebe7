import { describe, expect, test } from 'vitest';
import { releasedLifecycle } from '../../../../src/codec/lifecycle/released.ts';
import { type Facts, type PullFacts, UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import { planItem } from '../../../../src/core/plan/plan.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import type { Instant } from '../../../../src/core/values/instant.ts';
import { checkCompleteness } from '../../../../src/core/verify/completeness/completeness.ts';
import { recordAfter, request, STANDARD } from '../../run-plan.ts';
import { aCheck, actor, aMergedPull, aPull, at, OTHER_HEAD, someFacts } from '../../sample-facts.ts';

const SOON = at('12:00:00');
const DAYS_LATER = '2026-11-25T12:00:00Z';
const GREEN = { checks: [aCheck()] };
const CLOSED = { issue: { state: 'closed', closer: { kind: 'hand' } }, closedAt: at('10:00:00') } as const;
const REOPENED = { reopenings: 1, reopenedAt: at('11:00:00') } as const;
const SECOND = { number: 44, url: 'https://github.com/acme/widgets/pull/44', headSha: OTHER_HEAD };
const LATE = { at: at('11:30:00'), by: actor('7') };

/** What is missing, short enough to stand in a table. */
function missedIn(record: LoopRecord, facts: Facts, now: Instant, seen = facts): readonly string[] {
  const asked = request({ facts, record, now, occasion: 'named' });
  const held = {
    record,
    facts: seen,
    plan: planItem(asked),
    lifecycle: STANDARD,
    lifecycleOf: releasedLifecycle,
    now,
    isCalm: false,
  };
  return checkCompleteness(held).map(({ gravity, code }) => `${gravity} ${code}`);
}

describe('a merge of this cycle that the record does not judge', () => {
  const merged = aMergedPull(GREEN);
  const recorded = recordAfter([someFacts({ pulls: [aPull()] }), someFacts({ pulls: [merged], ...CLOSED })]);
  const beside = (change: Partial<PullFacts>): Facts =>
    someFacts({ pulls: [merged, aMergedPull({ ...SECOND, ...change })], ...CLOSED });

  test('is a failure, where a run would judge it', () => {
    expect(missedIn(recorded, beside(GREEN), SOON)).toEqual(['notice missing_transition']);
    expect(missedIn(recorded, beside(GREEN), DAYS_LATER)).toEqual(['fail missing_transition']);
    const red = beside({ checks: [aCheck({ conclusion: 'FAILURE' })] });
    expect(missedIn(recorded, red, DAYS_LATER)).toEqual(['fail missing_transition']);
  });

  test('is in doubt where it cannot be judged, and never a pass', () => {
    expect(missedIn(recorded, beside({ checks: UNAVAILABLE }), SOON)).toEqual(['inconclusive partial_read']);
    expect(missedIn(recorded, beside({ checks: UNAVAILABLE }), DAYS_LATER)).toEqual([
      'inconclusive missing_transition',
    ]);
  });

  test('is in doubt where only what was written later ties it to the item', () => {
    const edited = { ...LATE, mayPush: true };
    expect(missedIn(recorded, beside({ ...GREEN, edited }), DAYS_LATER)).toEqual(['inconclusive missing_transition']);
  });

  test('is on its way where it has just closed the item: that is said, and no doubt', () => {
    const closer = {
      kind: 'commit',
      sha: OTHER_HEAD,
      url: 'https://github.com/acme/widgets/commit/b',
      pulls: [43],
    } as const;
    const facts = someFacts({ issue: { state: 'closed', closer }, closedAt: at('11:58:00'), pulls: [aPull()] });
    expect(missedIn(recorded, facts, SOON)).toEqual(['notice missing_transition']);
  });

  test('may be hidden among mentions that were not read', () => {
    const facts = { ...someFacts({ pulls: [merged], ...CLOSED }), morePulls: true };
    expect(missedIn(recorded, facts, DAYS_LATER)).toEqual(['inconclusive partial_read']);
  });

  test('is none where it is judged, is of the time before the record, or where the item is left alone', () => {
    const all = [someFacts({ pulls: [aPull()] }), someFacts({ pulls: [merged], ...CLOSED }), beside(GREEN)];
    expect(missedIn(recordAfter(all), beside(GREEN), DAYS_LATER)).toEqual([]);
    expect(missedIn(recorded, beside({ mergedAt: '2026-11-10T08:00:00Z' }), DAYS_LATER)).toEqual([]);
  });
});

describe('a merge of a cycle that is over', () => {
  const reopened = (pull: PullFacts): Facts => someFacts({ pulls: [pull], ...REOPENED });
  const early = aMergedPull({ mergedAt: at('10:30:00') });
  const unseen = recordAfter([someFacts(), reopened(early)]);

  test('leaves doubt where no entry judges it, whenever that is found', () => {
    expect(missedIn(unseen, reopened(early), SOON)).toEqual(['inconclusive missing_transition']);
    expect(missedIn(unseen, reopened(early), DAYS_LATER)).toEqual(['inconclusive missing_transition']);
  });

  test('leaves doubt where a step names the pull request, although nothing links it any more', () => {
    const followed = recordAfter([someFacts({ pulls: [aPull()] }), someFacts(REOPENED)]);
    const unlinked = reopened({ ...early, link: 'none' });
    expect(missedIn(followed, someFacts(REOPENED), SOON, unlinked)).toEqual(['inconclusive missing_transition']);
    expect(missedIn(unseen, unlinked, SOON)).toEqual([]);
  });

  test('is none where a step, a refusal or a note accounts for it', () => {
    const states: readonly PullFacts[] = [
      aMergedPull(GREEN),
      aMergedPull({ checks: [aCheck({ conclusion: 'FAILURE' })] }),
    ];
    for (const pull of states) {
      const record = recordAfter([someFacts({ pulls: [pull], ...CLOSED }), reopened(pull)]);
      expect(missedIn(record, reopened(pull), DAYS_LATER)).toEqual([]);
    }
    const two = [aMergedPull(GREEN), aMergedPull({ ...SECOND, ...GREEN })];
    const record = recordAfter([someFacts({ pulls: two, ...CLOSED }), someFacts({ pulls: two, ...REOPENED })]);
    expect(record.notes.map(({ kind }) => kind)).toContain('merge_judged');
    expect(missedIn(record, someFacts({ pulls: two, ...REOPENED }), DAYS_LATER)).toEqual([]);
  });

  test('accuses nobody where the link was written later, and is in doubt where nobody knows by whom', () => {
    const later = (mayPush: boolean | typeof UNAVAILABLE) => reopened({ ...early, edited: { ...LATE, mayPush } });
    expect(missedIn(unseen, later(true), SOON)).toEqual([]);
    expect(new Set(missedIn(unseen, later(UNAVAILABLE), SOON))).toEqual(new Set(['inconclusive partial_read']));
  });
});
