import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PastReview, type PullFacts, type ReviewRule, UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import { judgeReviews, type ReviewVerdict } from '../../../../src/core/facts/reviews/judge-reviews.ts';
import type { Actor } from '../../../../src/core/values/actor.ts';
import type { Sha } from '../../../../src/core/values/ids.ts';
import { AUTHOR, actor, aMergedPull, aReview, at, HEAD, OTHER_HEAD } from '../../sample-facts.ts';

const OCTO = actor('7');
const MONA = actor('9');
const MERGER = actor('8');
const LATER = at('10:00:00');

function judge(pull: Partial<PullFacts>, approver: Actor | null = null): ReviewVerdict | 'unavailable' {
  const verdict = judgeReviews(aMergedPull(pull), { requireCurrentApproval: false, approver });
  return verdict === UNAVAILABLE ? 'unavailable' : verdict;
}

function decisionOf(pull: Partial<PullFacts>, approver: Actor | null = null) {
  const verdict = judge(pull, approver);
  return verdict === 'unavailable' ? verdict : verdict.decision;
}

function past(change: Partial<PastReview> = {}): PastReview {
  const review = { author: OCTO, state: 'approved', submittedAt: at('08:30:00'), sha: HEAD } as const;
  return { ...review, dismissedAt: null, mayPush: true, ...change };
}

const approved = past();
const objected = past({ author: MONA, state: 'changes_requested' });
const late = past({ author: MONA, state: 'changes_requested', submittedAt: LATER });
const RULE: ReviewRule = { required: 1, codeOwners: false, lastPush: false, dismissesStale: true };

describe('the decision of today stands where nothing came after the merge', () => {
  test.each(['approved', 'changes_requested', 'review_required', null] as const)('%s', (reviewDecision) => {
    const reviews = [aReview({ state: 'commented' })];
    expect(judge({ reviewDecision, reviews, reviewHistory: [approved] })).toMatchObject({
      decision: reviewDecision,
      rebuilt: [],
    });
  });

  test('a review in the second of the merge is none of later', () => {
    const reviewHistory = [past({ submittedAt: at('09:00:00') })];
    expect(decisionOf({ reviewDecision: 'approved', reviewHistory })).toBe('approved');
  });
});

describe('what came after the merge does not count', () => {
  const reviewDecision = 'changes_requested';
  test.each<[string, Partial<PullFacts>, ReviewVerdict['decision']]>([
    ['approved then, changes wanted later', { reviewHistory: [approved, late] }, 'approved'],
    ['nothing then, changes wanted later', { reviewHistory: [late] }, 'review_required'],
    ['the same person changed her mind later', { reviewHistory: [approved, { ...late, author: OCTO }] }, 'approved'],
    ['dismissed later', { reviewHistory: [past({ dismissedAt: LATER })] }, 'approved'],
    ['dismissed before', { reviewHistory: [past({ dismissedAt: at('08:40:00') }), late] }, 'review_required'],
    [
      'an objection dismissed later',
      { reviewHistory: [past({ ...objected, dismissedAt: LATER })] },
      'changes_requested',
    ],
    [
      'approved later only',
      { reviewDecision: 'approved', reviewHistory: [past({ submittedAt: LATER })] },
      'review_required',
    ],
    [
      'objected then, approved later',
      { reviewDecision: 'approved', reviewHistory: [objected, past({ author: MONA, submittedAt: LATER })] },
      'changes_requested',
    ],
    [
      'one of two then',
      { reviewRule: { ...RULE, required: 2 }, reviewHistory: [approved, past({ author: MONA, submittedAt: LATER })] },
      'review_required',
    ],
    ['the author never counts', { reviewHistory: [past({ author: AUTHOR }), late] }, 'review_required'],
    [
      'a dismissal revives nothing',
      {
        reviewHistory: [
          past({ submittedAt: at('08:10:00') }),
          past({ ...objected, author: OCTO, dismissedAt: at('08:40:00') }),
          late,
        ],
      },
      'review_required',
    ],
  ])('with a rule: %s', (_name, change, decision) => {
    expect(judge({ reviewDecision, reviewRule: RULE, ...change })).toMatchObject({ decision, rebuilt: [] });
  });

  test.each<[string, readonly PastReview[], ReviewVerdict['decision']]>([
    ['approved then', [approved, late], 'approved'],
    ['an older head approved then', [past({ sha: OTHER_HEAD }), late], null],
    ['nothing then', [late], null],
    [
      'an older head objected to then',
      [{ ...objected, sha: OTHER_HEAD }, past({ submittedAt: LATER })],
      'changes_requested',
    ],
  ])('without one: %s', (_name, reviewHistory, decision) => {
    const reviews = [aReview({ state: 'changes_requested', author: MONA })];
    expect(judge({ reviewDecision: null, reviews, reviewHistory })).toMatchObject({ decision, rebuilt: [] });
  });

  test('the approval is that of then, by whom and when', () => {
    const reviewHistory = [approved, past({ author: MONA, submittedAt: LATER })];
    expect(judge({ reviewDecision: 'approved', reviewRule: RULE, reviewHistory })).toMatchObject({
      approvals: 1,
      approvedAt: at('08:30:00'),
      approver: OCTO,
      current: true,
      stale: false,
    });
  });
});

describe('who cannot push now', () => {
  const gone = past({ mayPush: false });
  const today = { reviewDecision: 'review_required', reviewRule: RULE, reviewHistory: [gone] } as const;

  test('may have counted then, which is said and refuses nothing', () => {
    const verdict = judge(today);
    expect(verdict).toMatchObject({ decision: 'approved', approver: OCTO });
    expect(verdict).toMatchObject({ rebuilt: ['the approval by octocat-7, who cannot push now'] });
    expect(verdict).toMatchObject({ warnings: [expect.stringContaining('octocat-7')] });
  });

  test('counted then where the record saw it', () => {
    expect(judge(today, OCTO)).toMatchObject({ decision: 'approved', rebuilt: [], warnings: [] });
    expect(judge(today, MONA)).toMatchObject({ rebuilt: [expect.any(String)] });
  });

  test('need not count where others are enough', () => {
    expect(judge({ ...today, reviewHistory: [gone, past({ author: MONA })] })).toMatchObject({
      decision: 'approved',
      approver: MONA,
      approvals: 1,
      rebuilt: [],
    });
  });

  test('is not enough alone where more are asked for', () => {
    expect(decisionOf({ ...today, reviewRule: { ...RULE, required: 2 } })).toBe('review_required');
  });

  test('objects in vain, and approves no older head without a rule', () => {
    const stranger = past({ ...objected, mayPush: false });
    expect(decisionOf({ ...today, reviewHistory: [approved, stranger, late] })).toBe('approved');
    const older = past({ mayPush: false, sha: OTHER_HEAD });
    expect(decisionOf({ reviewDecision: null, reviewHistory: [older] })).toBeNull();
  });
});

describe('rules that leave no trace in the reviews', () => {
  test.each([
    { ...RULE, codeOwners: true },
    { ...RULE, lastPush: true },
  ])('are said, and refuse nothing (%#)', (reviewRule) => {
    const verdict = judge({ reviewDecision: 'changes_requested', reviewRule, reviewHistory: [approved, late] });
    expect(verdict).toMatchObject({ decision: 'approved', rebuilt: [expect.any(String)] });
    expect(decisionOf({ reviewDecision: 'changes_requested', reviewRule, reviewHistory: [late] })).toBe(
      'review_required',
    );
  });
});

describe('the objector merges', () => {
  const own = past({ author: MERGER, state: 'changes_requested' });
  const reviews = [aReview({ author: MERGER, state: 'changes_requested' })];
  const none = { reviewDecision: null, reviews } as const;

  test.each<[string, Partial<PullFacts>, ReviewVerdict['decision'] | 'unavailable']>([
    ['and has withdrawn the objection', { reviewHistory: [own] }, null],
    ['also one to an older head', { reviewHistory: [{ ...own, sha: OTHER_HEAD }] }, null],
    [
      'which is no approval',
      { reviewDecision: 'changes_requested', reviewRule: RULE, reviewHistory: [own] },
      'review_required',
    ],
    [
      'and others have approved',
      { reviewDecision: 'changes_requested', reviewRule: RULE, reviewHistory: [own, approved] },
      'approved',
    ],
    ['but somebody else objects too', { reviewHistory: [own, objected] }, 'changes_requested'],
    [
      'by auto-merge that was switched on before',
      { autoMergeAt: at('08:20:00'), reviewHistory: [own] },
      'changes_requested',
    ],
    ['by auto-merge that was switched on since', { autoMergeAt: at('08:40:00'), reviewHistory: [own] }, null],
    ['by auto-merge, nobody knows when', { autoMergeAt: UNAVAILABLE, reviewHistory: [own] }, 'unavailable'],
    [
      'by a queue that was entered before',
      { group: { queuedAt: at('08:20:00'), sha: HEAD, checks: [] }, reviewHistory: [own] },
      'changes_requested',
    ],
  ])('%s', (_name, change, decision) => {
    expect(decisionOf({ ...none, ...change })).toBe(decision);
  });

  test('nobody else who merges withdraws it', () => {
    expect(decisionOf({ ...none, mergedBy: MONA, reviewHistory: [own] })).toBe('changes_requested');
  });
});

describe('what is not known of then', () => {
  test.each<[string, Partial<PullFacts>]>([
    ['what was given', { reviewDecision: 'approved', reviewHistory: UNAVAILABLE }],
    ['what was asked for, since a rule set was changed', { reviewDecision: 'approved', rulesChangedAt: LATER }],
    ['whether there was a rule, since the branch is gone', { reviewDecision: null, reviewRule: UNAVAILABLE }],
    [
      'how many were asked for',
      { reviewDecision: 'approved', reviewRule: UNAVAILABLE, reviewHistory: [approved, late] },
    ],
  ])('%s: unavailable', (_name, change) => {
    expect(judge(change)).toBe('unavailable');
  });

  test('a decision that nothing came after stands without its rule', () => {
    const pull = { reviewDecision: 'approved', reviewRule: UNAVAILABLE, reviewHistory: [approved] } as const;
    expect(decisionOf(pull)).toBe('approved');
  });
});

describe('whatever is said later', () => {
  const opinion = fc.record({
    author: fc.constantFrom(OCTO, MONA, MERGER, AUTHOR),
    state: fc.constantFrom('approved', 'changes_requested'),
    sha: fc.constantFrom(HEAD, OTHER_HEAD),
    minute: fc.integer({ min: 10, max: 50 }),
  });
  const given =
    (hour: '08' | '10') =>
    (one: { author: Actor; state: 'approved' | 'changes_requested'; sha: Sha; minute: number }) =>
      past({ ...one, submittedAt: at(`${hour}:${one.minute}:00`) });

  type Judge = (pull: Partial<PullFacts>) => ReviewVerdict | 'unavailable';
  const ofItsHour = (judgeToday: Judge) =>
    fc.property(
      fc.array(opinion, { maxLength: 4 }),
      fc.array(opinion, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(null, RULE, { ...RULE, required: 2 }),
      (then, after, rule) => {
        const before = then.map(given('08'));
        const decision = rule === null ? null : ('approved' as const);
        const base = { reviewRule: rule, reviewDecision: decision, reviews: [] };
        const stranger = past({ submittedAt: LATER, author: actor('77') });
        const inHour = judge({ ...base, reviewHistory: [...before, stranger] });
        expect(judgeToday({ ...base, reviewHistory: [...before, ...after.map(given('10'))] })).toEqual(inHour);
        const dismissed = before.map((one) => ({ ...one, dismissedAt: LATER }));
        if (before.length > 0) expect(judgeToday({ ...base, reviewHistory: dismissed })).toEqual(inHour);
      },
    );

  test('the verdict is that of the hour', () => {
    fc.assert(ofItsHour(judge));
  });

  test('a judge who judges it as of today is found out', () => {
    const asOfToday: Judge = (pull) => judge({ ...pull, mergedAt: at('11:00:00') });
    expect(fc.check(ofItsHour(asOfToday)).failed).toBe(true);
  });
});
