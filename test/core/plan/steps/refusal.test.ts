import { describe, expect, test } from 'vitest';
import type { CheckFact, Facts } from '../../../../src/core/facts/facts.ts';
import type { Lifecycle } from '../../../../src/core/lifecycle/lifecycle.ts';
import { planItem } from '../../../../src/core/plan/plan.ts';
import type { Plan } from '../../../../src/core/plan/steps/plan-types.ts';
import { needSentences } from '../../../../src/core/words/needs/missing-words.ts';
import { assertion, NOW, type RequestChange, recordAfter, request, STANDARD, STRICT, stepsOf } from '../../run-plan.ts';
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
} from '../../sample-facts.ts';

const RED = aCheck({ conclusion: 'FAILURE' });

function refusalAfter(before: readonly Facts[], now: Facts, lifecycle: Lifecycle, change: RequestChange = {}): Plan {
  return planItem(request({ facts: now, record: recordAfter(before, { lifecycle }), lifecycle, ...change }));
}

const born = someFacts();
const working = someFacts({ pulls: [aPull({ checks: [RED] })] });
const mergedRed = someFacts({ pulls: [aMergedPull({ checks: [RED] })] });

describe('messages, word for word', () => {
  test.each([
    ['strict', STRICT],
    ['standard', STANDARD],
  ])('a merge past red checks, in %s', (_name, lifecycle) => {
    expect(refusalAfter([born, working], mergedRed, lifecycle).message).toBe(
      [
        'Invalid transition: ci_failed → merged. Allowed from ci_failed: ci_pending',
        'Missing: ci_passed needs: these checks to pass: build',
      ].join('\n'),
    );
  });

  test.each([
    ['strict', STRICT],
    ['standard', STANDARD],
  ])('a merge past red checks that nobody approved names both gates, in %s', (_name, lifecycle) => {
    const unreviewed = { checks: [RED], reviewDecision: 'review_required' } as const;
    const open = someFacts({ pulls: [aPull(unreviewed)] });
    const made = refusalAfter([born, open], someFacts({ pulls: [aMergedPull(unreviewed)] }), lifecycle);
    expect(made.message?.split('\n')[1]).toBe(
      'Missing: ci_passed needs: these checks to pass: build · approved needs: an approving review',
    );
  });

  test('a gate whose proof is lost names the approval too that red checks would hide', () => {
    const approved = { checks: [aCheck()], reviewDecision: 'approved', reviews: [aReview()] } as const;
    const lost = { checks: [RED], reviewDecision: 'review_required' } as const;
    const made = refusalAfter(
      [someFacts({ pulls: [aPull(approved)] })],
      someFacts({ pulls: [aMergedPull(lost)] }),
      STRICT,
    );
    expect(made.message?.split('\n')[1]).toContain('an approving review');
  });

  test('a gate that nobody needs to pass is not named', () => {
    expect(refusalAfter([born, working], mergedRed, STANDARD).message).not.toContain('approved');
  });

  test('what failed after a merge is named though the item has gone on', () => {
    const unseen = { checks: [] };
    const done = { issue: { state: 'closed' }, closedAt: at('09:00:00') } as const;
    const merged = someFacts({ ...done, pulls: [aMergedPull(unseen)] });
    const red = aCheck({ conclusion: 'FAILURE', createdAt: at('09:00:30'), startedAt: at('09:00:31') });
    const made = refusalAfter([merged], someFacts({ ...done, pulls: [aMergedPull({ checks: [red] })] }), STANDARD);
    expect(made.message?.split('\n')).toEqual([
      `Gate lost: ci_passed no longer holds for ${HEAD}`,
      'Missing: ci_passed needs: these checks to pass: build',
    ]);
  });

  test('a merge while a check runs', () => {
    const pending = [aCheck({ conclusion: null })];
    const open = someFacts({ pulls: [aPull({ checks: pending })] });
    const made = refusalAfter([open], someFacts({ pulls: [aMergedPull({ checks: pending })] }), STRICT);
    expect(made.message).toBe(
      [
        'Invalid transition: ci_pending → merged. Allowed from ci_pending: ci_passed, ci_failed',
        'Missing: ci_passed needs: these checks to finish: build',
      ].join('\n'),
    );
  });

  test('only edges whose guard holds are allowed', () => {
    const made = refusalAfter([born, working], mergedRed, STANDARD);
    expect(made.message?.split('\n')[0]).toBe(
      'Invalid transition: ci_failed → merged. Allowed from ci_failed: ci_pending',
    );
    expect(made.allowed).toEqual(['ci_pending']);
  });

  test('a step from a terminal state', () => {
    const done = someFacts({
      issue: { state: 'closed' },
      closedAt: at('09:00:00'),
      pulls: [aMergedPull({ checks: [aCheck()] })],
    });
    const again = someFacts({ issue: { stateReason: 'reopened' }, reopenings: 1, reopenedAt: at('09:10:00') });
    const made = refusalAfter([done], again, STRICT);
    expect(made.message).toBe('Invalid transition: closed → task_queued. Allowed from closed: none (terminal)');
    const summary = 'The issue was opened again, and the lifecycle has no way back from `closed`.';
    const remedy = 'Only a person can settle this, by an override with a reason.';
    const waysOut = { remedies: [], overrideTo: 'task_queued' };
    expect(made.violations).toEqual([
      { seq: null, cause: 'illegal_transition|1', summary, remedy, message: made.message, ...waysOut },
    ]);
  });

  test('a gate that is lost names the gate and the head', () => {
    const pushed = someFacts({ pulls: [aPull({ headSha: OTHER_HEAD })] });
    const made = refusalAfter([someFacts({ pulls: [aPull({ checks: [aCheck()] })] })], pushed, STRICT);
    expect(made.message?.split('\n')[0]).toBe(`Gate lost: ci_passed no longer holds for ${OTHER_HEAD}`);
    expect(made).toMatchObject({ outcome: 'rejected', reason: 'gate_lost', refused: true, state: 'ci_passed' });
  });

  test('closed before it was merged', () => {
    const closed = someFacts({ issue: { state: 'closed', assignees: ['octocat'] }, closedAt: at('09:00:00') });
    const made = refusalAfter([someFacts({ issue: { assignees: ['octocat'] } })], closed, STANDARD);
    expect(made.message?.split('\n')[0]).toBe(
      'Invalid transition: task_queued → closed. Allowed from task_queued: pr_created',
    );
    expect(made.message).toContain('closed needs: a merged pull request that closes this issue: write `Closes #42`');
    expect(made.message).toMatch(/ · or close it as not planned, or override it with a reason$/);
  });
});

describe('one act, one refusal', () => {
  const record = recordAfter([born, working, mergedRed]);
  const again = (change: RequestChange = {}): Plan => planItem(request({ facts: mergedRed, record, ...change }));
  const run = (id: string, attempt: number) => ({ context: someContext({ run: { id, attempt, url: '' } }) });

  test('its cause is code, act, pull request, head and cycle', () => {
    expect(record.head.violations).toEqual([
      { seq: 6, cause: `gate_not_met|merge|43|${HEAD}|0`, run_id: '3', accepted: null },
    ]);
    expect(record.rejections[0]).toMatchObject({ from_state: 'ci_failed', to_state: 'merged', code: 'gate_not_met' });
  });

  test('a later run is green and says which violation is open', () => {
    expect(again(run('77', 1))).toMatchObject({
      drafts: [],
      outcome: 'unchanged',
      reason: 'already_recorded',
      refused: false,
      violations: [{ seq: 6, cause: `gate_not_met|merge|43|${HEAD}|0` }],
    });
  });

  test('a re-run of the run that recorded it is red again, without a second entry', () => {
    expect(again(run('3', 2))).toMatchObject({ drafts: [], outcome: 'rejected', refused: true });
    expect(again(run('3', 1)).refused).toBe(false);
    expect(again(run('4', 2)).refused).toBe(false);
  });

  test('closing the issue afterwards is the same act', () => {
    const closed = { ...mergedRed, issue: someFacts({ issue: { state: 'closed' } }).issue, closedAt: at('09:10:00') };
    expect(planItem(request({ facts: closed, record }))).toMatchObject({ drafts: [], reason: 'already_recorded' });
  });

  test('the same in the next cycle is another act', () => {
    const cycle = { reopenings: 1, reopenedAt: at('08:59:00') };
    const made = planItem(request({ facts: { ...mergedRed, ...cycle }, record }));
    expect(made.violations).toEqual([expect.objectContaining({ seq: null, cause: `gate_not_met|merge|43|${HEAD}|1` })]);
  });

  test('it walks first: green checks that were missed are recorded before the refusal', () => {
    const asked = someFacts({ pulls: [aMergedPull({ checks: [aCheck()], reviewDecision: 'review_required' })] });
    expect(stepsOf(refusalAfter([someFacts({ pulls: [aPull()] })], asked, STANDARD))).toEqual([
      'ci_passed',
      'awaiting_review',
      'refused gate_not_met awaiting_review→merged',
    ]);
  });

  test('it walks back to where checks run only if they ran: the next run would say that they passed', () => {
    const asked = { reviewDecision: 'review_required' } as const;
    const waiting = recordAfter([someFacts({ pulls: [aPull({ checks: [aCheck()], ...asked })] })], {
      lifecycle: STRICT,
    });
    const merged = (...checks: CheckFact[]): Plan => {
      const facts = someFacts({ pulls: [aMergedPull({ checks, ...asked })] });
      return planItem(request({ facts, record: waiting, lifecycle: STRICT }));
    };
    expect(stepsOf(merged())).toEqual(['refused gate_not_met awaiting_review→merged']);
    const again = aCheck({ startedAt: at('08:50:00'), completedAt: null, status: 'IN_PROGRESS', conclusion: null });
    expect(stepsOf(merged(again))).toEqual(['ci_pending', 'refused gate_not_met ci_pending→merged']);
  });

  test('late proof heals it, flagged', () => {
    const late = [aCheck({ startedAt: at('09:20:00'), completedAt: at('09:30:00') })];
    const made = planItem(request({ facts: someFacts({ pulls: [aMergedPull({ checks: late })] }), record }));
    expect(stepsOf(made)).toEqual(['ci_pending', 'ci_passed', 'merged']);
    expect(made.drafts.map((draft) => draft.flags)).toEqual([[], ['late'], ['late']]);
    expect(made.violations).toEqual([]);
  });
});

describe('what is missing', () => {
  const missing = (facts: Facts, lifecycle = STANDARD): readonly string[] =>
    needSentences(planItem(request({ facts, lifecycle, now: NOW })).missing);

  test.each<[string, Facts, string]>([
    ['nobody has taken it up', born, 'task_queued needs: an assignee or a pull request'],
    [
      'there is no pull request',
      someFacts({ issue: { assignees: ['octocat'] } }),
      'pr_created needs: an open pull request that closes this issue',
    ],
    ['no check reported', someFacts({ pulls: [aPull()] }), 'a check that reports success (none has)'],
    ['a check failed', working, 'ci_passed needs: these checks to pass: build'],
    [
      'an approval is asked for',
      someFacts({ pulls: [aPull({ checks: [aCheck()], reviewDecision: 'review_required' })] }),
      'approved needs: an approving review',
    ],
    [
      'changes are asked for',
      someFacts({ pulls: [aPull({ checks: [aCheck()], reviewDecision: 'changes_requested' })] }),
      'approved needs: the requested changes to be resolved and approved',
    ],
    [
      'it is not merged',
      someFacts({ pulls: [aPull({ checks: [aCheck()] })] }),
      'merged needs: pull request #43 to be merged',
    ],
    [
      'the issue is still open',
      someFacts({ pulls: [aMergedPull({ checks: [aCheck()] })] }),
      'closed needs: the issue to be closed',
    ],
  ])('%s', (_name, facts, sentence) => {
    expect(missing(facts).join('\n')).toContain(sentence);
  });

  test('at most ten names are listed', () => {
    const checks = Array.from({ length: 13 }, (_, index) => aCheck({ name: `c${index}`, conclusion: null }));
    expect(missing(someFacts({ pulls: [aPull({ checks })] })).join('\n')).toContain('c9 and 3 more');
  });
});

test('an asserted state that does not exist is an error, not a refusal', () => {
  const attempt = () => planItem(request({ assertion: assertion('nowhere') }));
  expect(attempt).toThrow(expect.objectContaining({ code: 'input_invalid' }));
  expect(attempt).toThrow(/nowhere.*issue_created, task_queued/s);
});
