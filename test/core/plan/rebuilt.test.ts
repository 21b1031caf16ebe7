import { describe, expect, test } from 'vitest';
import type { PastReview, PullFacts } from '../../../src/core/facts/facts.ts';
import type { Lifecycle } from '../../../src/core/lifecycle/lifecycle.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { corroborate } from '../../../src/core/verify/corroboration/corroboration.ts';
import { recordAfter, STANDARD, STRICT } from '../run-plan.ts';
import { aCheck, actor, aMergedPull, aPull, aReview, at, HEAD, someFacts } from '../sample-facts.ts';

const RULE = { required: 1, codeOwners: false, lastPush: false, dismissesStale: true };
const ISSUE = { assignees: ['octocat'], assignedAt: at('08:01:00'), assignedBy: actor('1') };
const CLOSED = {
  ...ISSUE,
  state: 'closed',
  stateReason: 'completed',
  closer: { kind: 'pull_request', number: 43 },
} as const;

/** The item as a run saw it before the merge, and as the next one sees it. */
function record(lifecycle: Lifecycle, before: Partial<PullFacts>, after: Partial<PullFacts>): LoopRecord {
  const merged = aMergedPull({ ...before, ...after });
  const closed = { closedAt: merged.mergedAt, closedBy: actor('8') };
  return recordAfter(
    [someFacts({ issue: ISSUE, pulls: [aPull(before)] }), someFacts({ issue: CLOSED, ...closed, pulls: [merged] })],
    { lifecycle },
  );
}

function flagged({ transitions, rejections }: LoopRecord): readonly string[] {
  expect(rejections).toEqual([]);
  return transitions.filter(({ flags }) => flags.includes('rebuilt')).map(({ to_state: state }) => state);
}

const gone: PastReview = {
  author: actor('7'),
  state: 'approved',
  submittedAt: at('08:30:00'),
  sha: HEAD,
  dismissedAt: null,
  mayPush: false,
};
const waiting = { checks: [aCheck()], reviewDecision: 'review_required', reviewRule: RULE } as const;
const lost = aCheck({ startedAt: '2026-11-29T08:00:00Z', conclusion: 'FAILURE' });

describe.each([
  ['standard', STANDARD],
  ['strict', STRICT],
])('in %s', (_name, lifecycle) => {
  test('an approval by somebody who left is recorded as rebuilt, and refuses nothing', () => {
    const made = record(lifecycle, waiting, { reviewHistory: [gone] });
    expect(flagged(made)).toEqual(['approved']);
    expect(made.state).toBe('closed');
  });

  test('a check whose attempt of then is gone is too', () => {
    const made = record(lifecycle, {}, { checks: [lost, aCheck({ name: 'lint' })] });
    expect(flagged(made)).toEqual(['ci_passed']);
    expect(made.state).toBe('closed');
  });

  test('what is known as it was is not', () => {
    const made = record(lifecycle, waiting, {
      reviewHistory: [{ ...gone, mayPush: true }],
      reviews: [aReview()],
      reviewDecision: 'approved',
    });
    expect(flagged(made)).toEqual([]);
  });

  test('verifying such an entry ends in doubt, never in a failure', () => {
    const { transitions } = record(lifecycle, {}, { checks: [lost, aCheck({ name: 'lint' })] });
    const doubts = corroborate(
      transitions.filter(({ to_state: state }) => state === 'ci_passed'),
      {
        timeline: { closed: [], reopened: [], assigned: [], deletedComments: [] },
        pulls: new Map(),
        lifecycleOf: () => lifecycle,
      },
    );
    expect(doubts).toMatchObject([{ gravity: 'inconclusive', code: 'not_corroborated' }]);
  });
});
