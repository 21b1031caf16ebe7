import { describe, expect, test } from 'vitest';
import { type PullFacts, type ReviewFact, UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import { judgeReviews, type ReviewVerdict } from '../../../../src/core/facts/reviews/judge-reviews.ts';
import { AUTHOR, actor, aPull, aReview, at, OTHER_HEAD, someRequests } from '../../sample-facts.ts';

const settings = (requireCurrentApproval = false) => ({ requireCurrentApproval, approver: null });

function judge(pull: Partial<PullFacts>, requireCurrent = false): ReviewVerdict {
  const verdict = judgeReviews(aPull(pull), settings(requireCurrent));
  if (verdict === UNAVAILABLE) throw new Error('unavailable');
  return verdict;
}

describe('with a rule', () => {
  test.each(['approved', 'changes_requested', 'review_required'] as const)('GitHub decides: %s', (reviewDecision) => {
    const reviews = [aReview({ state: reviewDecision === 'approved' ? 'changes_requested' : 'approved' })];
    expect(judge({ reviewDecision, reviews }).decision).toBe(reviewDecision);
  });

  test('an approval of the current head is current, and says when and by whom', () => {
    expect(judge({ reviewDecision: 'approved', reviews: [aReview()] })).toMatchObject({
      current: true,
      stale: false,
      approvals: 1,
      humans: 1,
      approvedAt: at('08:30:00'),
      approver: actor('7'),
    });
  });

  test('the decision was complete with its last approval', () => {
    const first = aReview({ submittedAt: at('08:40:00'), author: actor('8') });
    const reviews = [first, aReview()];
    expect(judge({ reviewDecision: 'approved', reviews })).toMatchObject({
      approvedAt: at('08:40:00'),
      approver: actor('8'),
      approvals: 2,
    });
  });

  const stale = aReview({ sha: OTHER_HEAD });
  test.each<[string, readonly ReviewFact[], boolean]>([
    ['one of an older head', [stale], false],
    ['one current, one of an older head', [aReview(), aReview({ author: actor('8'), sha: OTHER_HEAD })], true],
    ['one of a commit that is gone', [aReview({ sha: null })], false],
    ['all of the current head', [aReview(), aReview({ author: actor('8') })], true],
    ['none that can be seen', [], false],
  ])('%s: current is %s', (_name, reviews, current) => {
    const pull = { reviewDecision: 'approved', reviews } as const;
    expect(judge(pull)).toMatchObject({ decision: 'approved', current, stale: !current });
    expect(judge(pull, true)).toMatchObject({ decision: current ? 'approved' : 'review_required' });
  });

  test('a current approval is asked for only where there is an approval', () => {
    expect(judge({ reviewDecision: 'changes_requested', reviews: [stale] }, true).decision).toBe('changes_requested');
  });

  test('reviews that could not be read leave the decision, but not whether it is current', () => {
    const pull = { reviewDecision: 'approved', reviews: UNAVAILABLE } as const;
    expect(judge(pull)).toMatchObject({ decision: 'approved', current: UNAVAILABLE, approvals: UNAVAILABLE });
    expect(judgeReviews(aPull(pull), settings(true))).toBe(UNAVAILABLE);
  });
});

describe('without a rule', () => {
  const judged = (...reviews: readonly ReviewFact[]): ReviewVerdict => judge({ reviewDecision: null, reviews });
  const against = aReview({ state: 'changes_requested', author: actor('8') });

  test.each<[string, readonly ReviewFact[], ReviewVerdict['decision']]>([
    ['nobody', [], null],
    ['one approval', [aReview()], 'approved'],
    ['one objection', [against], 'changes_requested'],
    ['an objection beside an approval', [aReview(), against], 'changes_requested'],
    ['a dismissed approval', [aReview({ state: 'dismissed' })], null],
    ['a mere comment', [aReview({ state: 'commented' })], null],
    ['an approval of an older head', [aReview({ sha: OTHER_HEAD })], null],
    [
      'an objection to an older head, which a push does not answer',
      [{ ...against, sha: OTHER_HEAD }],
      'changes_requested',
    ],
    ['the author', [aReview({ author: AUTHOR })], null],
    ['the author objecting to oneself', [aReview({ author: AUTHOR, state: 'changes_requested' })], null],
    ['somebody whose account is gone', [aReview({ author: null })], 'approved'],
  ])('%s: %s', (_name, reviews, decision) => {
    expect(judged(...reviews).decision).toBe(decision);
    expect(judge({ reviewDecision: null, reviews }, true).decision).toBe(decision);
  });

  test('bots approve but are no humans, and nobody counts twice', () => {
    const reviews = [aReview(), aReview({ author: actor('9', 'Bot') }), aReview({ author: null })];
    expect(judged(...reviews)).toMatchObject({ approvals: 3, humans: 1 });
    expect(judged(aReview(), aReview()).humans).toBe(1);
  });

  test('reviews that could not be read make all of it unavailable', () => {
    expect(judgeReviews(aPull({ reviewDecision: null, reviews: UNAVAILABLE }), settings())).toBe(UNAVAILABLE);
    expect(judgeReviews(aPull({ reviewDecision: UNAVAILABLE }), settings())).toBe(UNAVAILABLE);
  });
});

describe('the author never counts', () => {
  test('among the approvals, nor for whether they are current', () => {
    const reviews = [aReview(), aReview({ author: AUTHOR, sha: OTHER_HEAD })];
    expect(judge({ reviewDecision: 'approved', reviews })).toMatchObject({ approvals: 1, current: true });
  });

  test('also under a new name, since the id decides', () => {
    const renamed = { ...AUTHOR, login: 'monalisa' };
    expect(judge({ reviewDecision: null, reviews: [aReview({ author: renamed })] }).decision).toBeNull();
  });
});

test('reviews asked for are counted, and may be unavailable on their own', () => {
  expect(judge({ reviewRequests: someRequests(2) })).toMatchObject({ requested: 2, decision: null, current: false });
  expect(judge({ reviewRequests: UNAVAILABLE }).requested).toBe(UNAVAILABLE);
});
