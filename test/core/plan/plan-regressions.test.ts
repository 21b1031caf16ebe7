import { describe, expect, test } from 'vitest';
import { UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import { LAW_DEFAULTS } from '../../../src/core/values/settings.ts';
import { recordAfter, request, stepsOf } from '../run-plan.ts';
import { aCheck, aMergedPull, aPull, aReview, at, someFacts, someRequests } from '../sample-facts.ts';

// Small cases that random facts once found; each was wrong at some time.

describe('facts that could not be read move nothing back', () => {
  const unread = { reviewDecision: UNAVAILABLE, reviews: UNAVAILABLE, reviewRequests: UNAVAILABLE } as const;

  test('not on the way to what is observed', () => {
    const pull = aPull({ checks: [aCheck()], reviews: [aReview()] });
    const record = recordAfter([someFacts({ pulls: [pull] })]);
    expect(record.state).toBe('approved');
    const made = planItem(request({ facts: someFacts({ pulls: [{ ...pull, ...unread }] }), record }));
    expect(made).toMatchObject({ drafts: [], outcome: 'deferred', reason: 'evidence_unavailable', state: 'approved' });
  });

  test('not on the walk before a refusal', () => {
    const pull = aPull({ checks: [aCheck()], reviewRequests: someRequests(1) });
    const closed = someFacts({ issue: { state: 'closed' }, closedAt: at('08:50:00'), pulls: [pull] });
    const record = recordAfter([someFacts({ pulls: [pull] }), closed]);
    expect(record.state).toBe('awaiting_review');
    expect(planItem(request({ facts: { ...closed, pulls: [{ ...pull, ...unread }] }, record }))).toMatchObject({
      drafts: [],
      state: 'awaiting_review',
    });
  });
});

test('a reopened item walks back before its merge on red is refused, as if the reopening had been seen', () => {
  const record = recordAfter([someFacts(), someFacts({ issue: { state: 'closed' }, closedAt: at('08:30:00') })]);
  expect(record.state).toBe('closed');
  const red = aMergedPull({ checks: [aCheck({ conclusion: 'FAILURE' })] });
  const reopened = { issue: { stateReason: 'reopened' }, reopenings: 1, reopenedAt: at('08:40:00') } as const;
  const inOneGap = planItem(request({ facts: someFacts({ ...reopened, pulls: [red] }), record }));
  expect(stepsOf(inOneGap)).toEqual([
    'task_queued',
    'pr_created',
    'ci_pending',
    'ci_failed',
    'refused gate_not_met ci_failed→merged',
  ]);
});

test('at birth record.auto_merge is what the record is born with', () => {
  const pull = aMergedPull({ reviewDecision: 'review_required', checks: [aCheck()] });
  const facts = someFacts({ issue: { state: 'closed' }, closedAt: at('09:00:00'), pulls: [pull] });
  const made = planItem(request({ facts, settings: { ...LAW_DEFAULTS, autoMerge: true } }));
  expect(made).toMatchObject({ state: 'closed', violations: [] });
});

test('a pull request that is not merged has not closed the issue', () => {
  const issue = { state: 'closed', closer: { kind: 'pull_request', number: 43 } } as const;
  const facts = someFacts({ issue, closedAt: at('09:00:00'), pulls: [aPull({ state: 'closed' })] });
  expect(planItem(request({ facts })).situation.pull).toBeNull();
});
