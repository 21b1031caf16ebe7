import { describe, expect, test } from 'vitest';
import { type CheckFact, type Known, type PullFacts, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { recordAfter, request, STANDARD, STRICT, stepsOf } from '../run-plan.ts';
import { aCheck, actor, aMergedPull, aPull, at, someFacts } from '../sample-facts.ts';

const green = { checks: [aCheck()] };
const first = aMergedPull(green);
const second = { ...green, number: 44, createdAt: at('10:05:00'), mergedAt: at('10:30:00'), closedAt: at('10:30:00') };
const end = { state: 'closed', stateReason: 'completed', closer: { kind: 'pull_request', number: 43 } } as const;
const whole = [
  someFacts({ pulls: [aPull(green)] }),
  someFacts({ issue: end, closedAt: at('09:00:00'), pulls: [first] }),
] as const;
const again = { reopenings: 1, reopenedAt: at('10:00:00') };

const LAWS = [
  ['standard', STANDARD],
  ['strict', STRICT],
] as const;

describe.each(LAWS)('in %s, an item at its end', (_name, lifecycle) => {
  const record: LoopRecord = recordAfter(whole, { lifecycle });
  const planned = (change: Parameters<typeof someFacts>[0]): ReturnType<typeof planItem> =>
    planItem(request({ lifecycle, record, facts: someFacts(change) }));

  test('that shows as open, with its merge and in the same cycle, is refused', () => {
    const made = planned({ pulls: [first] });
    expect(record.state).toBe('closed');
    expect(made).toMatchObject({ outcome: 'rejected', reason: 'illegal_transition', state: 'closed' });
    expect(stepsOf(made)).toEqual(['refused illegal_transition closed→merged']);
    expect(made.violations).toMatchObject([{ cause: 'illegal_transition|0' }]);
  });

  test('that was reopened and shows a merge of the new cycle, is refused for that reopening by nobody', () => {
    const closedAgain = { ...end, closer: { kind: 'pull_request', number: 44 } } as const;
    const pulls = [first, aMergedPull(second)];
    const made = planned({ ...again, issue: closedAgain, closedAt: at('10:30:00'), pulls });
    expect(made.violations).toEqual([]);
  });
});

test('an item at its end that was reopened is refused once in strict, and led on in standard', () => {
  const made = LAWS.map(([, lifecycle]) =>
    planItem(
      request({ lifecycle, record: recordAfter(whole, { lifecycle }), facts: someFacts({ ...again, pulls: [first] }) }),
    ),
  );
  expect(made.map(stepsOf)).toEqual([['task_queued'], ['refused illegal_transition closed→task_queued']]);
});

describe('in strict, an end that was reopened and closed again is refused for the reopening', () => {
  const record = recordAfter(whole, { lifecycle: STRICT });
  const closedAgain = { ...again, issue: { ...end, closer: { kind: 'hand' } }, closedAt: at('11:00:00') } as const;
  const edit = { at: at('10:50:00'), by: actor('7') };
  const later = (mayPush: Known<boolean>, checks: readonly CheckFact[] = green.checks): PullFacts =>
    aMergedPull({ ...second, checks, edited: { ...edit, mayPush } });

  test.each<[string, Parameters<typeof someFacts>[0], string]>([
    ['where there was no merge', { pulls: [first] }, 'illegal_transition'],
    ['not where there was one', { pulls: [first, aMergedPull(second)] }, 'merge_judged'],
    ['not where one was tied to it later', { pulls: [first, later(true)] }, 'merge_judged'],
    ['where that was not in order', { pulls: [first, later(true, [])] }, 'illegal_transition'],
    ['where no writer said so', { pulls: [first, later(false)] }, 'illegal_transition'],
    ['not while it is not known who said so', { pulls: [first, later(UNAVAILABLE)] }, 'evidence_unavailable'],
    ['not while there may be more', { pulls: [first], morePulls: true }, 'evidence_unavailable'],
    ['not while none can be read', { pulls: UNAVAILABLE }, 'evidence_unavailable'],
  ])('%s', (_name, change, reason) => {
    const made = planItem(request({ lifecycle: STRICT, record, facts: someFacts({ ...closedAgain, ...change }) }));
    expect([made.reason, made.refused]).toEqual([reason, reason === 'illegal_transition']);
  });

  test('of a pull request of its own alike, whatever was written under it', () => {
    const own = { ...green, number: 42, edited: UNAVAILABLE } as const;
    const facts = { issue: null, closedAt: at('09:00:00'), pulls: [aMergedPull(own)] };
    const begun = recordAfter([someFacts({ issue: null, pulls: [aPull(own)] }), someFacts(facts)], {
      lifecycle: STRICT,
    });
    const merged = { ...own, mergedAt: at('10:30:00'), closedAt: at('10:30:00') };
    const once = someFacts({ ...again, ...facts, closedAt: at('10:30:00'), pulls: [aMergedPull(merged)] });
    expect(planItem(request({ lifecycle: STRICT, record: begun, facts: once })).violations).toEqual([]);
  });
});

test('a reopening that no run saw leads from the merge to the earliest state, and on from there', () => {
  const record = recordAfter([someFacts({ pulls: [first] })]);
  const next = aPull({ number: 44, createdAt: at('10:05:00') });
  const made = planItem(request({ record, facts: someFacts({ ...again, pulls: [first, next] }) }));
  expect([record.state, stepsOf(made)]).toEqual(['merged', ['task_queued', 'pr_created', 'ci_pending']]);
});
