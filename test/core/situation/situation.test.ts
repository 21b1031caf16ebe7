import { describe, expect, test } from 'vitest';
import { type Facts, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { assess, type Situation, type SituationInput } from '../../../src/core/situation/situation.ts';
import { LAW_DEFAULTS } from '../../../src/core/values/settings.ts';
import { assertion, carriedOut, recordAfter, request } from '../run-plan.ts';
import {
  aCheck,
  aMergedPull,
  aPull,
  aReview,
  at,
  HEAD,
  OTHER_HEAD,
  someContext,
  someFacts,
  someRequests,
} from '../sample-facts.ts';

function look(facts: Facts, change: Partial<SituationInput> = {}): Situation {
  return assess({ ...request({ facts }), ...change });
}

describe('what conditions read', () => {
  test('of an open issue without a pull request: every property is there', () => {
    expect(look(someFacts()).contexts).toEqual({
      github: {
        event_name: 'schedule',
        event: {},
        actor: 'octocat',
        ref: 'refs/heads/main',
        sha: HEAD,
        repository: 'acme/widgets',
        run_id: '100',
        run_attempt: 1,
      },
      issue: {
        number: 42,
        state: 'open',
        state_reason: null,
        title: 'A widget is missing',
        author: 'octocat-1',
        assignees: [],
        labels: [],
        created_at: at('08:00:00'),
        set_aside: false,
        merged_before: false,
        closed_by: null,
        closed_elsewhere: null,
        close_accepted: false,
        taken_up: false,
      },
      pull_request: {
        number: null,
        open: false,
        closed: false,
        merged: false,
        active: false,
        draft: false,
        author: null,
        base: null,
        from_fork: false,
        head_sha: null,
        auto_merge: false,
        conflict: null,
      },
      checks: {
        ...{ state: 'none', ok: false, total: 0, failed: [], pending: [], skipped: [] },
        ...{ cancelled: [], timed_out: [], waiting: [], never_reported: [] },
      },
      review: { decision: null, current: false, required: null, requested: 0, approvals: 0, humans: 0 },
      record: { state: null, pr_number: null, auto_merge: false, cycle: 0, reopened: false, labels: {} },
    });
  });

  test('of a pull request, its checks and reviews', () => {
    const pull = aPull({
      reviewDecision: 'approved',
      reviews: [aReview()],
      reviewRequests: someRequests(1),
      autoMerge: true,
    });
    const checks = [aCheck(), aCheck({ name: 'lint', conclusion: 'SKIPPED' })];
    expect(look(someFacts({ pulls: [{ ...pull, checks }] })).contexts).toMatchObject({
      pull_request: { number: 43, open: true, active: true, merged: false, head_sha: HEAD, auto_merge: true },
      checks: { state: 'success', ok: true, total: 2, failed: [], pending: [], skipped: ['lint'] },
      review: { decision: 'approved', current: true, requested: 1, approvals: 1, humans: 1 },
    });
  });

  test('of an item that is a pull request: the issue is all null', () => {
    const { issue } = look(someFacts({ issue: null, pulls: [aPull({ number: 42 })] })).contexts;
    const known = {
      ...{ assignees: [], labels: [], set_aside: false, merged_before: false, closed_by: null, closed_elsewhere: null },
      ...{ close_accepted: false, taken_up: false },
    };
    const nulls = ['number', 'state', 'state_reason', 'title', 'author', 'created_at'].map((key) => [key, null]);
    expect(issue).toEqual({ ...Object.fromEntries(nulls), ...known });
  });

  test('outside a workflow the run is null', () => {
    const { github } = look(someFacts(), { context: someContext({ run: null }) }).contexts;
    expect(github).toMatchObject({ run_id: null, run_attempt: null });
  });

  test.each([
    ['not_planned', true],
    ['duplicate', true],
    ['completed', false],
    ['reopened', false],
    [null, false],
  ] as const)('an issue with the reason %s is set aside: %s', (stateReason, setAside) => {
    expect(look(someFacts({ issue: { stateReason } })).contexts.issue['set_aside']).toBe(setAside);
  });
});

describe('what could not be read', () => {
  const keysOf = (situation: Situation, name: 'pull_request' | 'checks' | 'review') =>
    new Set(Object.values(situation.contexts[name]));

  test('no pull requests: all about them is unavailable, property by property', () => {
    const situation = look(someFacts({ pulls: UNAVAILABLE }));
    const known = look(someFacts()).contexts;
    for (const name of ['pull_request', 'checks', 'review'] as const) {
      expect(keysOf(situation, name)).toEqual(new Set([UNAVAILABLE]));
      expect(Object.keys(situation.contexts[name])).toEqual(Object.keys(known[name]));
    }
    expect(situation).toMatchObject({ unrecordedMerge: false, warnings: [] });
  });

  test('one part: only that context is', () => {
    const situation = look(someFacts({ pulls: [aPull({ checks: UNAVAILABLE })] }));
    expect(keysOf(situation, 'checks')).toEqual(new Set([UNAVAILABLE]));
    expect(situation.contexts.review['decision']).toBeNull();
    expect(situation.contexts.pull_request['active']).toBe(true);
  });

  test('merged_before of an issue that was reopened', () => {
    const facts = someFacts({ pulls: UNAVAILABLE, reopenings: 1, reopenedAt: at('09:00:00') });
    expect(look(facts).contexts.issue['merged_before']).toBe(UNAVAILABLE);
  });
});

describe('the record', () => {
  const pull = aMergedPull({ checks: [aCheck()] });
  const merged = recordAfter([someFacts(), someFacts({ pulls: [pull] })]);

  test('its state, pull request and labels can be read', () => {
    expect(look(someFacts({ pulls: [pull] }), { record: merged }).contexts.record).toEqual({
      state: 'merged',
      pr_number: 43,
      auto_merge: false,
      cycle: 0,
      reopened: false,
      labels: {},
    });
  });

  test('before its birth auto_merge is what it will be born with', () => {
    const settings = { ...LAW_DEFAULTS, autoMerge: true };
    expect(look(someFacts(), { settings }).contexts.record['auto_merge']).toBe(true);
  });

  test('a merge is unrecorded until the record has it, and again in a new cycle', () => {
    const reopened = { reopenings: 1, reopenedAt: at('08:59:00') };
    const unrecorded = (record: LoopRecord | null, change = {}): boolean =>
      look(someFacts({ pulls: [pull], ...change }), { record }).unrecordedMerge;
    expect(unrecorded(null)).toBe(true);
    expect(unrecorded(merged)).toBe(false);
    expect(unrecorded(merged, reopened)).toBe(true);
  });

  test('a merge in an earlier cycle of the record counts as merged before, though its pull request is gone', () => {
    const facts = someFacts({ reopenings: 1, reopenedAt: at('10:00:00') });
    expect(look(facts, { record: merged }).contexts.issue['merged_before']).toBe(true);
    expect(look(someFacts(), { record: merged }).contexts.issue['merged_before']).toBe(false);
  });
});

describe('ci: asserted', () => {
  const settings = { ...LAW_DEFAULTS, ci: 'asserted' } as const;
  const facts = someFacts({ pulls: [aPull()] });

  function claimed(to: string): LoopRecord {
    const born = recordAfter([facts], { settings });
    const one = request({ facts, settings, record: born, assertion: assertion(to) });
    const record = carriedOut(one, planItem(one));
    if (record === null) throw new Error('no record');
    return record;
  }

  const stateWith = (record: LoopRecord | null, change: Partial<SituationInput> = {}, seen = facts) =>
    look(seen, { settings, record, ...change }).contexts.checks['state'];

  test('is pending until somebody claims a result', () => {
    expect(stateWith(null)).toBe('pending');
  });

  test('goes by the last claim for this pull request and head', () => {
    expect(stateWith(claimed('ci_passed'))).toBe('success');
    expect(stateWith(claimed('ci_failed'))).toBe('failure');
  });

  test('forgets the claim with a new head or another pull request', () => {
    const passed = claimed('ci_passed');
    expect(stateWith(passed, {}, someFacts({ pulls: [aPull({ headSha: OTHER_HEAD })] }))).toBe('pending');
    expect(stateWith(passed, {}, someFacts({ pulls: [aPull({ number: 44 })] }))).toBe('pending');
  });

  test('counts the claim that is being made', () => {
    expect(stateWith(null, { asserting: 'ci_passed' })).toBe('success');
    expect(stateWith(claimed('ci_passed'), { asserting: 'ci_failed' })).toBe('failure');
    expect(stateWith(claimed('ci_passed'), { asserting: 'approved' })).toBe('success');
  });
});

describe('what closed an issue', () => {
  const OURS = { kind: 'elsewhere', what: 'pull_request', url: 'https://x', sameOwner: true, merged: true } as const;
  const commit = (pulls: readonly number[] | typeof UNAVAILABLE) =>
    ({ kind: 'commit', sha: HEAD, url: 'https://x', pulls }) as const;

  test.each([
    ['a hand', { kind: 'hand' }, 'hand', null],
    ['a pull request', { kind: 'pull_request', number: 43 }, 'pull_request', null],
    ['a commit', commit([]), 'commit', null],
    ['a commit of a merged pull request', commit([43]), 'pull_request', null],
    ['a commit of one that is open', commit([44]), 'commit', null],
    ['a commit of nobody knows which', commit(UNAVAILABLE), UNAVAILABLE, null],
    ['the same owner’s', OURS, 'elsewhere', 'https://x'],
    ['another owner’s', { ...OURS, sameOwner: false }, 'elsewhere', null],
    ['one that is not merged', { ...OURS, merged: false }, 'elsewhere', null],
    ['a commit elsewhere', { ...OURS, what: 'commit' }, 'elsewhere', null],
    ['nobody knows what', UNAVAILABLE, UNAVAILABLE, UNAVAILABLE],
  ] as const)('%s', (_, closer, closedBy, elsewhere) => {
    const pulls = [aMergedPull(), aPull({ number: 44 })];
    const { issue } = look(someFacts({ issue: { state: 'closed', closer }, closedAt: at('09:30:00'), pulls })).contexts;
    expect([issue['closed_by'], issue['closed_elsewhere']]).toEqual([closedBy, elsewhere]);
  });
});

describe('an item is taken up', () => {
  const fork = { fromFork: true, outsider: true };
  test.each<[string, Parameters<typeof someFacts>[0], unknown]>([
    ['by an assignee', { issue: { assignees: ['octocat'] }, pulls: UNAVAILABLE }, true],
    ['by an open pull request', { pulls: [aPull()] }, true],
    ['not by an outsider’s', { pulls: [aPull(fork)] }, false],
    ['once an outsider’s is merged', { pulls: [aMergedPull(fork)] }, true],
    ['not by one that was withdrawn', { pulls: [aPull({ state: 'closed' })] }, false],
    ['not by one that is none of its own', { pulls: [aPull({ link: 'none' })] }, false],
    [
      'not by a merge of an earlier cycle',
      { pulls: [aMergedPull()], reopenings: 1, reopenedAt: at('09:30:00') },
      false,
    ],
    ['nobody knows by whose', { pulls: [aPull({ fromFork: true, outsider: UNAVAILABLE })] }, UNAVAILABLE],
    ['by ours, whoever else’s there is', { pulls: [aPull({ outsider: UNAVAILABLE }), aPull({ number: 44 })] }, true],
    ['nobody knows, where not all was read', { morePulls: true }, UNAVAILABLE],
    ['nobody knows, where nothing was read', { pulls: UNAVAILABLE }, UNAVAILABLE],
  ])('%s', (_, facts, expected) => {
    expect(look(someFacts(facts)).contexts.issue['taken_up']).toBe(expected);
  });
});
