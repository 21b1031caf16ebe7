import { describe, expect, test } from 'vitest';
import { planItem } from '../../../src/core/plan/plan.ts';
import { recordAfter, request, STRICT, stepsOf } from '../run-plan.ts';
import { aCheck, aPull, at, someFacts, someRequests } from '../sample-facts.ts';

const green = { checks: [aCheck()] };
const merged = { ...green, state: 'merged', closedAt: at('09:00:00'), mergedAt: at('09:00:00') } as const;
const waiting = recordAfter([someFacts({ pulls: [aPull({ ...green, reviewRequests: someRequests(1) })] })]);

describe('of several edges to one state, the first whose guard holds is taken, and gives the trigger', () => {
  test.each([
    ['a conversion to draft', aPull({ ...green, draft: true }), 'pr.drafted'],
    ['a withdrawn request', aPull(green), 'review.withdrawn'],
    ['a merge past a review asked for as a favour', aPull({ ...merged, reviewRequests: someRequests(1) }), 'ci.passed'],
  ])('%s', (_name, pull, trigger) => {
    const made = planItem(request({ facts: someFacts({ pulls: [pull] }), record: waiting }));
    const [first] = made.drafts;
    expect(first).toMatchObject({ kind: 'transition', from: 'awaiting_review', to: 'ci_passed', trigger });
  });

  test('where none is open, none is taken', () => {
    const pull = aPull({ ...green, reviewDecision: 'review_required' });
    expect(stepsOf(planItem(request({ facts: someFacts({ pulls: [pull] }), record: waiting })))).toEqual([]);
  });

  test('a lifecycle without such an edge is behind', () => {
    const facts = someFacts({ pulls: [aPull({ ...green, reviewRequests: someRequests(1) })] });
    const record = recordAfter([facts], { lifecycle: STRICT });
    const made = planItem(request({ facts: someFacts({ pulls: [aPull(green)] }), record, lifecycle: STRICT }));
    expect([record.state, made.reason, stepsOf(made)]).toEqual(['awaiting_review', 'behind', []]);
  });
});
