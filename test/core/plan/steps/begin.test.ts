import { describe, expect, test } from 'vitest';
import { type Facts, type PullFacts, UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import { planItem } from '../../../../src/core/plan/plan.ts';
import type { Occasion } from '../../../../src/core/plan/steps/plan-types.ts';
import type { Instant } from '../../../../src/core/values/instant.ts';
import { LAW_DEFAULTS, type LawSettings } from '../../../../src/core/values/settings.ts';
import { request, stepsOf } from '../../run-plan.ts';
import { aCheck, aMergedPull, aPull, at, someFacts } from '../../sample-facts.ts';

const LONG_AGO = '2026-11-15T11:59:59Z'; // a second more than 7 days before the runs of these tests
const A_WEEK_AGO = '2026-11-15T12:00:00Z';

function beginning(facts: Facts, occasion: Occasion = 'event', settings: Partial<LawSettings> = {}) {
  return planItem(request({ facts, occasion, settings: { ...LAW_DEFAULTS, ...settings } }));
}

const closedAt = (time: Instant): Facts => someFacts({ issue: { state: 'closed' }, closedAt: time });
function withOld(...others: PullFacts[]): Facts {
  return someFacts({ pulls: [aMergedPull({ mergedAt: LONG_AGO, closedAt: LONG_AGO }), ...others] });
}
const assigned = someFacts({ issue: { assignees: ['octocat'] } });

describe('on an event', () => {
  test('a record begins for any open issue', () => {
    expect(stepsOf(beginning(someFacts()))).toEqual(['issue_created']);
    expect(stepsOf(beginning(someFacts({ createdAt: '2001-01-01T00:00:00Z' })))).toEqual(['issue_created']);
  });

  test('and for one closed at most 7 days ago', () => {
    expect(stepsOf(beginning(closedAt(A_WEEK_AGO)))).toEqual(['issue_created', 'closed']);
  });

  test('but not for an older one', () => {
    expect(beginning(closedAt(LONG_AGO))).toMatchObject({
      outcome: 'ignored',
      reason: 'not_tracked',
      state: null,
      drafts: [],
      notice: expect.stringContaining('`issue:`'),
    });
  });

  test('an old merge of an issue that is still open is adopted, not judged', () => {
    const facts = someFacts({ pulls: [aMergedPull({ mergedAt: LONG_AGO })] });
    const made = beginning(facts);
    expect(made).toMatchObject({ outcome: 'created', reason: 'adopted', state: 'merged', refused: false });
    expect(stepsOf(made)).toEqual(['merged', 'note adopted']);
  });

  test('so is one of an issue that was closed lately', () => {
    const pulls = [aMergedPull({ mergedAt: LONG_AGO, closedAt: LONG_AGO })];
    const made = beginning({ ...closedAt(A_WEEK_AGO), pulls });
    expect(made).toMatchObject({
      outcome: 'created',
      reason: 'adopted',
      state: 'closed',
      refused: false,
      unjudged: [],
    });
    expect(stepsOf(made)).toEqual(['closed', 'note adopted']);
    expect(made.drafts[0]?.flags).toEqual(['unproven']);
  });

  test('and one of an issue that goes on with another pull request', () => {
    const pulls = [aMergedPull({ mergedAt: LONG_AGO }), aPull({ number: 44 })];
    expect(stepsOf(beginning(someFacts({ pulls })))).toEqual(['ci_pending', 'note adopted']);
  });

  test.each<[string, Facts]>([
    ['another merge is younger', withOld(aMergedPull({ number: 44, checks: [aCheck()] }))],
    ['the issue was reopened since', { ...withOld(), reopenings: 1, reopenedAt: A_WEEK_AGO }],
    ['it is not the issue’s own', someFacts({ pulls: [aMergedPull({ mergedAt: LONG_AGO, link: 'none' })] })],
    ['a pull request was closed without one', someFacts({ pulls: [aPull({ state: 'closed', closedAt: LONG_AGO })] })],
  ])('an old merge is no reason to adopt where %s', (_name, facts) => {
    expect(beginning(facts).reason).not.toBe('adopted');
    expect(stepsOf(beginning(facts)).at(0)).toBe('issue_created');
  });

  test('what can be seen only in part is not taken over', () => {
    const pulls = [aMergedPull({ mergedAt: LONG_AGO }), aPull({ number: 44, checks: UNAVAILABLE })];
    const made = beginning(someFacts({ pulls }));
    expect(made).toMatchObject({ outcome: 'deferred', reason: 'evidence_unavailable', state: null, drafts: [] });
  });

  test('a merge of the last week is judged', () => {
    const facts = someFacts({ pulls: [aMergedPull({ mergedAt: A_WEEK_AGO, createdAt: A_WEEK_AGO })] });
    expect(stepsOf(beginning(facts)).at(0)).toBe('issue_created');
  });

  test('pull requests that could not be read do not keep an open issue out', () => {
    expect(beginning(someFacts({ pulls: UNAVAILABLE })).state).toBe('issue_created');
  });
});

describe('by name', () => {
  test('an old closed item is adopted as it stands, unproven', () => {
    const made = beginning(closedAt(LONG_AGO), 'named');
    expect(made).toMatchObject({ outcome: 'created', reason: 'adopted', state: 'closed' });
    expect(made.drafts[0]).toMatchObject({ from: null, to: 'closed', trigger: 'adopted', flags: ['unproven'] });
    expect(made.drafts[1]).toMatchObject({ kind: 'note', note: 'adopted', metadata: { reason: expect.any(String) } });
  });

  test('an open or young one begins as usual', () => {
    expect(stepsOf(beginning(someFacts(), 'named'))).toEqual(['issue_created']);
    expect(stepsOf(beginning(closedAt(at('11:00:00')), 'named'))).toEqual(['issue_created', 'closed']);
  });
});

describe('in a sweep', () => {
  test.each<[string, Facts, boolean]>([
    ['open and untouched', someFacts(), false],
    ['open and assigned', assigned, true],
    ['open with an open pull request', someFacts({ pulls: [aPull()] }), true],
    ['open with a merged pull request only', someFacts({ pulls: [aMergedPull()] }), false],
    ['closed a minute ago', closedAt(at('11:59:00')), false],
    ['a pull request of its own', someFacts({ issue: null, pulls: [aPull({ number: 42 })] }), true],
    [
      'a closed pull request of its own',
      someFacts({ issue: null, pulls: [aPull({ number: 42, state: 'closed' })], closedAt: at('09:00:00') }),
      false,
    ],
  ])('%s begins: %s', (_name, facts, begins) => {
    expect(beginning(facts, 'sweep').outcome !== 'ignored').toBe(begins);
  });
});

describe('with begin: task_queued', () => {
  const settings = { begin: 'task_queued' } as const;
  test('nothing begins until the item is taken up', () => {
    expect(beginning(someFacts(), 'event', settings)).toMatchObject({ outcome: 'ignored', reason: 'not_tracked' });
    expect(stepsOf(beginning(assigned, 'event', settings))).toEqual(['issue_created', 'task_queued']);
    expect(stepsOf(beginning(someFacts({ pulls: [aPull()] }), 'event', settings)).at(-1)).toBe('ci_pending');
  });

  test('nothing begins while it is not known whether it is', () => {
    expect(beginning(someFacts({ pulls: UNAVAILABLE }), 'event', settings).outcome).toBe('ignored');
  });
});
