import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/core/facts/facts.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import type { Plan, PlanRequest } from '../../../src/core/plan/steps/plan-types.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { trustedSha } from '../../../src/core/values/ids.ts';
import {
  assertion,
  carriedOut,
  type RequestChange,
  recordAfter,
  request,
  STANDARD,
  STRICT,
  stepsOf,
} from '../run-plan.ts';
import { aCheck, actor, aMergedPull, at, HEAD, OTHER_HEAD, someContext, someFacts } from '../sample-facts.ts';

const issue = { state: 'closed', stateReason: 'completed', assignees: ['octocat'] } as const;
const taken = someFacts({ issue: { assignees: ['octocat'] } });
const closedByHand = someFacts({ issue, closedAt: at('10:00:00') });
const who = { override: true, reason: 'Done by a supplier.', actor: actor('8') } as const;
const RERUN = someContext({ run: { id: '2', attempt: 2, url: '' } });

/** In strict no edge leads to the close of what was taken up; the close is refused, once. */
const refused = recordAfter([taken, closedByHand], { lifecycle: STRICT });

function answered(to: string, change: RequestChange = {}): { readonly made: Plan; readonly after: LoopRecord | null } {
  const asked: PlanRequest = request({
    ...{ facts: closedByHand, lifecycle: STRICT, record: refused, assertion: assertion(to, who) },
    ...change,
  });
  const made = planItem(asked);
  return { made, after: carriedOut(asked, made) };
}

const later = (record: LoopRecord | null, facts: Facts = closedByHand, change: RequestChange = {}): Plan =>
  planItem(request({ facts, lifecycle: STRICT, record, ...change }));

describe('where no way leads past a refusal, an override answers for it', () => {
  test.each([['closed'], ['task_queued']])('with `to: %s`', (to) => {
    const { made } = answered(to);
    expect(made).toMatchObject({ outcome: 'unchanged', reason: 'overridden', refused: false, violations: [] });
    const [rejection] = refused.rejections;
    expect(made.drafts).toMatchObject([
      {
        ...{ kind: 'note', note: 'accept', source: 'override', actor: who.actor, metadata: { reason: who.reason } },
        was: { data: { seq: rejection?.seq } },
      },
    ]);
  });

  test('also in the very run that finds it: the note names the entry that it will be', () => {
    const { made, after } = answered('closed', { record: recordAfter([taken], { lifecycle: STRICT }) });
    expect(stepsOf(made)).toEqual(['refused gate_not_met task_queued→closed', 'note accept']);
    expect(after?.notes[0]?.was).toMatchObject({ data: { seq: after?.rejections[0]?.seq } });
    expect(later(after).violations).toEqual([]);
  });

  test('it is open no more, and not refused again, not even by the run that refused it', () => {
    const { after } = answered('closed');
    expect(after?.head.violations).toMatchObject([{ accepted: after?.notes[0]?.seq }]);
    expect(later(after)).toMatchObject({ outcome: 'unchanged', drafts: [], violations: [], refused: false });
    expect(later(refused, closedByHand, { context: RERUN }).refused).toBe(true);
    expect(later(after, closedByHand, { context: RERUN }).refused).toBe(false);
  });

  test('but what happens anew is', () => {
    const { after } = answered('closed');
    const again = someFacts({ issue, closedAt: at('11:30:00'), reopenings: 1, reopenedAt: at('11:00:00') });
    expect(later(after, again).violations).toMatchObject([{ cause: expect.stringMatching(/\|close\|\|\|1$/) }]);
  });
});

describe('an override answers for nothing', () => {
  test('with another state', () => {
    const { made } = answered('merged');
    expect(made).toMatchObject({ outcome: 'rejected', reason: 'guard_false', drafts: [] });
    expect(made.violations).toHaveLength(1);
  });

  test('where nothing was refused', () => {
    const { made } = answered('task_queued', { facts: taken, record: recordAfter([taken], { lifecycle: STRICT }) });
    expect(made).toMatchObject({ outcome: 'unchanged', drafts: [] });
  });

  test('where a way leads on: it is walked', () => {
    const record = recordAfter([taken, closedByHand], { lifecycle: STANDARD });
    expect(record.rejections).toHaveLength(1);
    const { made } = answered('closed', { lifecycle: STANDARD, record });
    expect(stepsOf(made)).toEqual(['closed']);
    expect(made.violations).toEqual([]);
  });

  test('where a way leads on, and the present state is named', () => {
    const record = recordAfter([taken, closedByHand], { lifecycle: STANDARD });
    const { made } = answered('task_queued', { lifecycle: STANDARD, record });
    expect(made).toMatchObject({ outcome: 'unchanged', drafts: [] });
    expect(made.violations).toHaveLength(1);
  });
});

test('each of several refusals is answered for', () => {
  const red = { checks: [aCheck({ conclusion: 'FAILURE' })] };
  const over = (number: number, headSha: string, minute: '01' | '02') =>
    aMergedPull({
      ...red,
      number,
      headSha: trustedSha(headSha),
      mergedAt: at(`09:${minute}:00`),
      closedAt: at(`09:${minute}:00`),
    });
  const aside = { state: 'closed', stateReason: 'not_planned' } as const;
  const facts = someFacts({
    issue: aside,
    closedAt: at('08:50:00'),
    pulls: [over(43, HEAD, '01'), over(44, OTHER_HEAD, '02')],
  });
  const record = recordAfter([someFacts({ issue: aside, closedAt: at('08:50:00') }), facts]);
  expect([record.state, record.rejections.map(({ to_state }) => to_state)]).toEqual(['closed', ['merged', 'merged']]);
  const asked = request({ facts, record, assertion: assertion('merged', who) });
  const made = planItem(asked);
  expect(stepsOf(made)).toEqual(['note accept', 'note accept']);
  const after = carriedOut(asked, made);
  expect(planItem(request({ facts, record: after }))).toMatchObject({
    outcome: 'unchanged',
    drafts: [],
    violations: [],
  });
});
