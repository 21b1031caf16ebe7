import { describe, expect, test } from 'vitest';
import { judgeChecks } from '../../../src/core/facts/checks/judge-checks.ts';
import { type CheckFact, type PullFacts, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { judgeReviews } from '../../../src/core/facts/reviews/judge-reviews.ts';
import { checkNeeds } from '../../../src/core/needs/check-needs.ts';
import { reviewNeeds } from '../../../src/core/needs/review-needs.ts';
import { aCheck, actor, aMergedPull, aPull, aReview, aStatus, at, OTHER_HEAD } from '../sample-facts.ts';
import { situationOf } from '../sample-situation.ts';

const SELF = { workflowPath: null, job: null, statusContext: '' };

function lacksOf(pull: PullFacts, path: { readonly state: boolean } = { state: false }): readonly string[] {
  const checks = judgeChecks(pull, { ci: 'checks', requiredChecks: [], ignoreChecks: [] }, SELF, null);
  return checkNeeds(situationOf({ pull, checks }), path).map(({ kind, names }) => [kind, ...names].join(' '));
}

const run = (name: string, conclusion: string | null, change: Partial<CheckFact> = {}) =>
  aCheck({ name, conclusion, ...change });
const going = (name: string, status: string) => run(name, null, { status, completedAt: null });

describe('what the checks lack', () => {
  test.each<[string, readonly CheckFact[], readonly string[]]>([
    ['a failure', [run('a', 'FAILURE'), run('b', 'STARTUP_FAILURE')], ['failed a b']],
    ['an error', [aStatus({ name: 'a', conclusion: 'ERROR' })], ['failed a']],
    ['out of time', [run('a', 'TIMED_OUT')], ['timed_out a']],
    ['cancelled', [run('a', 'CANCELLED')], ['cancelled a']],
    ['cancelled for a newer run', [run('a', 'CANCELLED', { event: 'push' }), run('a', 'SUCCESS')], ['superseded a']],
    ['taken for lost', [run('a', 'STALE')], ['superseded a']],
    ['under way', [going('a', 'IN_PROGRESS'), aStatus({ name: 'b', conclusion: 'PENDING' })], ['running a b']],
    ['not begun', [going('a', 'QUEUED'), going('b', 'REQUESTED'), going('c', 'PENDING')], ['queued a b c']],
    ['a deployment to approve', [going('a', 'WAITING')], ['waiting a']],
    ['a person to act', [run('a', 'ACTION_REQUIRED')], ['waiting a']],
    ['expected', [aStatus({ name: 'a', conclusion: 'EXPECTED' })], ['never_reported a']],
    ['only skipped', [run('a', 'SKIPPED'), run('b', 'NEUTRAL')], ['only_neutral a b']],
    ['none', [], ['no_checks']],
    ['a word of tomorrow', [run('a', 'SOMETHING_NEW')], ['running a']],
    ['nothing', [run('a', 'SUCCESS'), run('b', 'SKIPPED')], []],
    [
      'all at once',
      [
        run('a', 'FAILURE'),
        run('b', 'CANCELLED'),
        going('c', 'WAITING'),
        going('d', 'IN_PROGRESS'),
        run('e', 'SUCCESS'),
      ],
      ['failed a', 'cancelled b', 'waiting c', 'running d'],
    ],
  ])('%s', (_name, checks, needs) => {
    expect(lacksOf(aPull({ checks }))).toEqual(needs);
  });

  const requiredChecks = [
    { name: 'ci', appId: null },
    { name: 'build', appId: '15368' },
  ];

  test('required ones: never reported, or by the wrong hand', () => {
    const byPerson = aStatus({ name: 'build', conclusion: 'SUCCESS' });
    expect(lacksOf(aPull({ requiredChecks, checks: [byPerson] }))).toEqual([
      'pinned build (app 15368)',
      'never_reported ci',
    ]);
    expect(lacksOf(aPull({ requiredChecks, checks: [] }))).toEqual(['never_reported ci build']);
  });

  test('conflicts keep checks from beginning, which is the thing to say', () => {
    expect(lacksOf(aPull({ conflict: true }))).toEqual(['conflict']);
    expect(lacksOf(aPull({ conflict: true, requiredChecks, checks: [run('build', 'SUCCESS')] }))).toEqual(['conflict']);
    expect(lacksOf(aPull({ conflict: true, checks: [run('a', 'FAILURE')] }))).toEqual(['failed a']);
    for (const conflict of [null, false, UNAVAILABLE] as const)
      expect(lacksOf(aPull({ conflict }))).toEqual(['no_checks']);
  });

  test('a merge without checks lacks them only where success is asked for', () => {
    expect(lacksOf(aMergedPull())).toEqual([]);
    expect(lacksOf(aMergedPull(), { state: true })).toEqual(['no_checks']);
  });

  test('what could not be read', () => {
    expect(lacksOf(aPull({ checks: UNAVAILABLE }))).toEqual(['unreadable checks']);
  });

  test('a long list is cut, with its count', () => {
    const checks = Array.from({ length: 30 }, (_, index) => run(`check-${index}`, 'FAILURE'));
    const verdict = judgeChecks(aPull({ checks }), { ci: 'checks', requiredChecks: [], ignoreChecks: [] }, SELF, null);
    const [need] = checkNeeds(situationOf({ pull: aPull({ checks }), checks: verdict }), { state: false });
    expect(need).toMatchObject({ kind: 'failed', counts: { total: 30 } });
    expect(need?.names).toHaveLength(20);
  });
});

describe('what the reviews lack', () => {
  const RULE = { required: 2, codeOwners: false, lastPush: false, dismissesStale: true };
  const asked = [
    { name: 'octocat-3', codeOwner: false },
    { name: 'acme/owners', codeOwner: true },
    { name: null, codeOwner: true },
  ];
  const needs = (pull: Partial<PullFacts>, requireCurrentApproval = false) => {
    const whole = aPull(pull);
    const review = judgeReviews(whole, { requireCurrentApproval, approver: null });
    return reviewNeeds(situationOf({ pull: whole, review }));
  };

  test('one of two approvals, and who is asked', () => {
    const pull = {
      reviewDecision: 'review_required',
      reviewRule: RULE,
      reviews: [aReview()],
      reviewRequests: asked,
    } as const;
    expect(needs(pull)).toEqual([
      { kind: 'approvals', names: ['octocat-3', 'acme/owners'], counts: { required: 2, given: 1 } },
    ]);
  });

  test('a code owner, where there are approvals enough', () => {
    const reviews = [aReview(), aReview({ author: actor('9') })];
    const reviewRule = { ...RULE, codeOwners: true };
    const pull = { reviewDecision: 'review_required', reviewRule, reviews, reviewRequests: asked } as const;
    expect(needs(pull)).toEqual([{ kind: 'code_owner', names: ['acme/owners'], counts: {} }]);
    expect(needs({ ...pull, reviews: [aReview()] })).toMatchObject([{ kind: 'approvals' }]);
    expect(needs({ ...pull, reviewRule: RULE })).toMatchObject([{ kind: 'approvals' }]);
  });

  test('changes that somebody wants', () => {
    const reviews = [aReview({ state: 'changes_requested', author: actor('9') }), aReview()];
    for (const reviewDecision of ['changes_requested', null] as const) {
      expect(needs({ reviewDecision, reviews })).toEqual([
        { kind: 'changes_requested', names: ['octocat-9'], counts: {} },
      ]);
    }
  });

  test('an approval of the current head', () => {
    const pull = { reviewDecision: 'approved', reviews: [aReview({ sha: OTHER_HEAD })] } as const;
    const stale = [{ kind: 'approvals', names: [], counts: { required: 1, given: 1, stale: 1 } }];
    expect(needs(pull)).toEqual(stale);
    expect(needs(pull, true)).toEqual(stale);
    expect(needs({ ...pull, reviews: [aReview()] }, true)).toEqual([]);
  });

  test('one that was asked for as a favour; nothing where nobody is asked', () => {
    expect(needs({ reviewRequests: asked })).toEqual([
      { kind: 'approvals', names: ['octocat-3', 'acme/owners'], counts: { required: 1, given: 0 } },
    ]);
    expect(needs({})).toEqual([]);
  });

  test('what could not be read', () => {
    expect(needs({ reviewDecision: UNAVAILABLE })).toEqual([{ kind: 'unreadable', names: ['reviews'], counts: {} }]);
    expect(needs({ reviewDecision: 'review_required', reviews: UNAVAILABLE, reviewRule: UNAVAILABLE })).toEqual([
      { kind: 'approvals', names: [], counts: { required: 1 } },
    ]);
  });

  test('as of the merge, where it is over', () => {
    const pull = aMergedPull({
      reviewDecision: 'approved',
      reviewRule: RULE,
      reviewHistory: [
        {
          author: actor('7'),
          state: 'approved',
          submittedAt: at('08:30:00'),
          sha: null,
          dismissedAt: null,
          mayPush: true,
        },
        {
          author: actor('9'),
          state: 'approved',
          submittedAt: at('10:00:00'),
          sha: null,
          dismissedAt: null,
          mayPush: true,
        },
      ],
    });
    const review = judgeReviews(pull, { requireCurrentApproval: false, approver: null });
    expect(reviewNeeds(situationOf({ pull, review }))).toEqual([
      { kind: 'approvals', names: [], counts: { required: 2, given: 1 } },
    ]);
  });
});
