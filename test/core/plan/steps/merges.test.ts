import { describe, expect, test } from 'vitest';
import {
  type DescriptionEdit,
  type Facts,
  type Known,
  type PullFacts,
  UNAVAILABLE,
} from '../../../../src/core/facts/facts.ts';
import { planItem } from '../../../../src/core/plan/plan.ts';
import type { Plan } from '../../../../src/core/plan/steps/plan-types.ts';
import { carriedOut, recordAfter, request, STRICT, stepsOf } from '../../run-plan.ts';
import { aCheck, actor, aMergedPull, at, HEAD, someFacts } from '../../sample-facts.ts';

const CLOSED = { issue: { state: 'closed', closer: { kind: 'hand' } }, closedAt: at('10:00:00') } as const;

/** The item was closed by hand; then somebody writes under a pull request, merged before, that it closes the issue. */
function afterwards(change: Partial<PullFacts>, mayPush: Known<boolean> = true): Plan {
  const edited: DescriptionEdit = { at: at('11:00:00'), by: actor('7'), mayPush };
  const late: Facts = someFacts({ ...CLOSED, pulls: [aMergedPull({ checks: [aCheck()], edited, ...change })] });
  return planItem(request({ facts: late, record: recordAfter([someFacts(), someFacts(CLOSED)]) }));
}

describe('a merge that is tied to a closed item by what was written later', () => {
  test('is judged where it was in order', () => {
    const made = afterwards({});
    expect(stepsOf(made)).toEqual(['note merge_judged']);
    expect(made).toMatchObject({
      outcome: 'unchanged',
      reason: 'merge_judged',
      drafts: [{ flags: ['late', 'inferred'] }],
    });
  });

  test('accuses nobody where it was not, or where whoever wrote it may not push', () => {
    expect(stepsOf(afterwards({ checks: [aCheck({ conclusion: 'FAILURE' })] }))).toEqual([]);
    expect(stepsOf(afterwards({}, false))).toEqual([]);
  });

  test('is named as unjudged where it is not known who may push', () => {
    const made = afterwards({}, UNAVAILABLE);
    expect(stepsOf(made)).toEqual([]);
    expect(made.unjudged).toEqual([43]);
  });
});

test('a merge that closed the item is its own before a step says so, whatever else links it', () => {
  const record = recordAfter([someFacts({ pulls: [aMergedPull({ checks: [aCheck()] })] })], { lifecycle: STRICT });
  const closer = { kind: 'pull_request', number: 43 } as const;
  const facts = someFacts({
    ...{ reopenings: 1, reopenedAt: at('09:00:00'), closedAt: at('10:00:00') },
    issue: { state: 'closed', closer },
    pulls: [aMergedPull({ link: 'none' })],
  });
  const asked = request({ facts, record, lifecycle: STRICT });
  const made = planItem(asked);
  expect(stepsOf(made)).toContain('refused gate_not_met closed→merged');
  expect(stepsOf(planItem({ ...asked, record: carriedOut(asked, made) }))).toEqual([]);
});

describe('a merge of whose hour too little can be told', () => {
  const rule = { required: 1, codeOwners: false, lastPush: false, dismissesStale: false };
  const approval = { author: actor('9'), state: 'approved', submittedAt: at('08:30:00'), sha: HEAD } as const;
  const pull = (mayPush: boolean): PullFacts =>
    aMergedPull({
      checks: [aCheck()],
      reviewDecision: mayPush ? 'approved' : 'review_required',
      reviews: mayPush ? [approval] : [],
      reviewRule: rule,
      reviewHistory: [{ ...approval, dismissedAt: null, mayPush }],
    });
  const flagsOf = (mayPush: boolean): readonly (readonly string[])[] =>
    planItem(request({ facts: someFacts({ pulls: [pull(mayPush)] }) })).drafts.map((draft) =>
      draft.kind === 'transition' && draft.to === 'approved' ? draft.flags : [],
    );

  test('is taken in its favour, and the step says so', () => {
    expect(flagsOf(false).flat()).toEqual(['rebuilt']);
    expect(flagsOf(true).flat()).toEqual([]);
  });
});
