import { describe, expect, test } from 'vitest';
import { type Facts, UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import { planItem } from '../../../../src/core/plan/plan.ts';
import type { Assertion, Plan } from '../../../../src/core/plan/steps/plan-types.ts';
import { LAW_DEFAULTS } from '../../../../src/core/values/settings.ts';
import {
  assertion,
  carriedOut,
  NOW,
  type RequestChange,
  recordAfter,
  request,
  STRICT,
  stepsOf,
} from '../../run-plan.ts';
import { aCheck, actor, aMergedPull, aPull, at, HEAD, OTHER_HEAD, someFacts } from '../../sample-facts.ts';

const RED = aCheck({ conclusion: 'FAILURE' });
const open = someFacts({ pulls: [aPull()] });
const red = someFacts({ pulls: [aPull({ checks: [RED] })] });
const mergedRed = someFacts({ pulls: [aMergedPull({ checks: [RED] })] });

interface Claimed {
  readonly made: Plan;
  readonly after: NonNullable<ReturnType<typeof carriedOut>>;
}

/** A claim on an item that stands level with the facts. */
function claim(facts: Facts, to: string, change: Partial<Assertion> = {}, more: RequestChange = {}): Claimed {
  const one = request({ facts, record: recordAfter([facts], more), assertion: assertion(to, change), ...more });
  const made = planItem(one);
  const after = carriedOut(one, made);
  if (after === null) throw new Error('no record');
  return { made, after };
}

const forced = { override: true, reason: 'The checks were broken, not the change.', actor: actor('8') };

describe('an assertion', () => {
  test('takes one edge, with the trigger, the metadata and the actor of the claim', () => {
    const metadata = { agent: 'octocat', attempt: 2 };
    const { made } = claim(someFacts(), 'task_queued', { trigger: 'agent.claimed', metadata, actor: actor('8') });
    expect(made).toMatchObject({ outcome: 'transitioned', reason: '', refused: false, state: 'task_queued' });
    expect(made.drafts).toEqual([
      expect.objectContaining({
        from: 'issue_created',
        to: 'task_queued',
        trigger: 'agent.claimed',
        source: 'asserted',
        at: NOW,
        metadata,
        actor: actor('8'),
      }),
    ]);
  });

  test('is unchanged and green where the item is there already', () => {
    const { made } = claim(open, 'ci_pending');
    expect(made).toMatchObject({ outcome: 'unchanged', drafts: [], refused: false, message: null });
  });

  test('that is refused in the run that records a merge has the cause that it has in the next one', () => {
    const merged = someFacts({ pulls: [aMergedPull({ checks: [aCheck()] })] });
    const claimed = { facts: merged, assertion: assertion('ci_failed') };
    const one = request({ ...claimed, record: recordAfter([open]) });
    const first = planItem(one);
    expect(stepsOf(first)).toEqual(['ci_passed', 'merged', 'refused illegal_transition merged→ci_failed']);
    const again = planItem(request({ ...claimed, record: carriedOut(one, first) }));
    expect(again).toMatchObject({ outcome: 'rejected', drafts: [] });
  });

  test('is refused as an illegal step where there is no edge', () => {
    const { made, after } = claim(someFacts(), 'merged');
    expect(made).toMatchObject({ outcome: 'rejected', reason: 'illegal_transition', refused: true });
    expect(made.message?.split('\n')[0]).toBe(
      'Invalid transition: issue_created → merged. Allowed from issue_created: task_queued, closed',
    );
    expect(after.head.violations).toEqual([expect.objectContaining({ cause: 'illegal_transition|assert merged|||0' })]);
    expect(after.rejections[0]).toMatchObject({ trigger: 'workflow.asserted', to_state: 'merged' });
  });

  test('is refused where the guard does not hold', () => {
    const { made } = claim(someFacts({ issue: { assignees: ['octocat'] } }), 'closed');
    expect(made).toMatchObject({ outcome: 'rejected', reason: 'guard_false' });
    expect(made.message).toContain('Missing: the condition `!pull_request.merged && (issue.closed_elsewhere');
  });

  test('is refused at a gate whose proof is not there', () => {
    const { made } = claim(open, 'ci_passed');
    expect(made).toMatchObject({ outcome: 'rejected', reason: 'gate_not_met', state: 'ci_pending' });
    expect(made.message).toContain('Missing: ci_passed needs: a check that reports success (none has)');
    expect(made.drafts).toEqual([
      expect.objectContaining({ kind: 'rejection', cause: `gate_not_met|assert ci_passed|43|${HEAD}|0` }),
    ]);
  });

  test('enters a state that is no gate without its proof', () => {
    expect(claim(open, 'ci_failed').made).toMatchObject({ outcome: 'transitioned', state: 'ci_failed' });
  });

  test('brings the item level with the facts first', () => {
    const one = request({ facts: red, record: recordAfter([someFacts()]), assertion: assertion('ci_pending') });
    expect(stepsOf(planItem(one))).toEqual(['task_queued', 'pr_created', 'ci_pending', 'ci_failed', 'ci_pending']);
  });

  test('that succeeds is green, though a refusal was found and recorded on the way', () => {
    const one = request({ facts: mergedRed, record: recordAfter([red]), assertion: assertion('ci_pending') });
    const made = planItem(one);
    expect(made).toMatchObject({ outcome: 'transitioned', refused: false, state: 'ci_pending' });
    expect(stepsOf(made)).toContain('refused gate_not_met ci_failed→merged');
    expect(made.violations).toEqual([expect.objectContaining({ cause: `gate_not_met|merge|43|${HEAD}|0` })]);
  });

  test.each([
    ['a gate', 'ci_passed', { checks: UNAVAILABLE }],
    ['a guard', 'merged', { checks: [aCheck()], reviewDecision: UNAVAILABLE }],
  ] as const)('that needs a fact that could not be read is an error: %s', (_name, to, hidden) => {
    const record = recordAfter([someFacts({ pulls: [aPull({ checks: to === 'merged' ? [aCheck()] : [] })] })]);
    const facts = someFacts({ pulls: [aPull(hidden)] });
    const attempt = () => planItem(request({ facts, record, assertion: assertion(to) }));
    expect(attempt).toThrow(expect.objectContaining({ code: 'evidence_unavailable' }));
  });
});

describe('an asserted state holds', () => {
  const { after } = claim(open, 'ci_failed');
  const later = (facts: Facts): Plan => planItem(request({ facts, record: after }));

  test('while what is observed, the head and the cycle are the same', () => {
    expect(later(open)).toMatchObject({ drafts: [], outcome: 'unchanged', reason: 'asserted_holds' });
    expect(later({ ...open, issue: someFacts({ issue: { labels: ['bug'] } }).issue }).reason).toBe('asserted_holds');
  });

  test.each<[string, Facts, readonly string[]]>([
    [
      'the checks passed',
      someFacts({ pulls: [aPull({ checks: [aCheck({ completedAt: '2026-11-22T12:30:00Z' })] })] }),
      ['ci_pending', 'ci_passed'],
    ],
    ['a new head', someFacts({ pulls: [aPull({ headSha: OTHER_HEAD })] }), ['ci_pending']],
    ['the pull request is gone', someFacts(), ['task_queued']],
  ])('until one differs: %s', (_name, facts, steps) => {
    expect(stepsOf(later(facts))).toEqual(steps);
  });

  test('until the issue is reopened', () => {
    const made = later({ ...open, reopenings: 1, reopenedAt: at('10:00:00') });
    expect(made.reason).not.toBe('asserted_holds');
  });

  test('also a claim that itself changes what is observed', () => {
    const closed = claim(someFacts(), 'closed').after;
    expect(planItem(request({ facts: someFacts(), record: closed }))).toMatchObject({ drafts: [], state: 'closed' });
  });
});

describe('an override', () => {
  test('takes an edge into a gate without proof, with its reason', () => {
    const { made } = claim(open, 'ci_passed', forced);
    expect(made).toMatchObject({ outcome: 'transitioned', reason: 'overridden', state: 'ci_passed' });
    expect(made.drafts).toEqual([
      expect.objectContaining({ source: 'override', metadata: { reason: forced.reason }, actor: actor('8') }),
    ]);
  });

  test('needs an edge all the same', () => {
    expect(claim(someFacts(), 'merged', forced).made).toMatchObject({ outcome: 'rejected', refused: true });
  });

  test('goes on in the same run: forward steps from the opened gate are taken at once', () => {
    const waiting = someFacts({ pulls: [aMergedPull({ checks: [aCheck({ conclusion: null })] })] });
    const { made } = claim(waiting, 'ci_passed', forced);
    expect(stepsOf(made)).toEqual(['ci_passed', 'merged']);
    expect(made.drafts.map((draft) => draft.source)).toEqual(['override', 'reconstructed']);
  });

  test('but not through a later gate that does not hold', () => {
    const waiting = { checks: [aCheck({ conclusion: null })], reviewDecision: 'review_required' } as const;
    const { made } = claim(someFacts({ pulls: [aMergedPull(waiting)] }), 'ci_passed', forced);
    expect(stepsOf(made)).toEqual(['ci_passed']);
  });

  test('holds, and lets the item go on later, for its pull request and head', () => {
    const { after } = claim(open, 'ci_passed', forced, { lifecycle: STRICT });
    const then = (change: Parameters<typeof aMergedPull>[0]): readonly string[] =>
      stepsOf(
        planItem(request({ facts: someFacts({ pulls: [aMergedPull(change)] }), record: after, lifecycle: STRICT })),
      );
    expect(then({ checks: [aCheck({ conclusion: null })] })).toEqual(['merged']);
    expect(then({ headSha: OTHER_HEAD })).toEqual(['refused gate_not_met ci_passed→merged']);
  });

  test('heals a refusal: the violation is no longer open, and stays in the chain', () => {
    const record = recordAfter([red, mergedRed]);
    const one = request({ facts: mergedRed, record, assertion: assertion('ci_pending', forced) });
    const first = carriedOut(one, planItem(one));
    const two = request({ facts: mergedRed, record: first, assertion: assertion('ci_passed', forced) });
    const made = planItem(two);
    expect(stepsOf(made)).toEqual(['ci_passed', 'merged']);
    expect(made.violations).toEqual([]);
    const healed = carriedOut(two, made);
    expect(planItem(request({ facts: mergedRed, record: healed }))).toMatchObject({ drafts: [], violations: [] });
    expect(healed?.rejections).toHaveLength(1);
  });

  test('heals a refusal that the same run found: it is recorded before the step that heals it', () => {
    const pull = aMergedPull({ checks: [aCheck()], reviewDecision: 'review_required' });
    const record = recordAfter([
      someFacts({ pulls: [aPull({ checks: [aCheck()], reviewDecision: 'review_required' })] }),
    ]);
    const made = planItem(
      request({ facts: someFacts({ pulls: [pull] }), record, assertion: assertion('approved', forced) }),
    );
    expect(stepsOf(made)).toEqual(['refused gate_not_met awaiting_review→merged', 'approved', 'merged']);
    expect(made).toMatchObject({ outcome: 'transitioned', reason: 'overridden', refused: false, violations: [] });
  });

  test('of a guard: merged over a review that was never given', () => {
    const pull = aMergedPull({ checks: [aCheck()], reviewDecision: 'review_required' });
    const facts = someFacts({ pulls: [pull] });
    expect(stepsOf(claim(facts, 'approved', forced).made)).toEqual(['approved', 'merged']);
  });
});

describe('with ci: asserted', () => {
  const settings = { ...LAW_DEFAULTS, ci: 'asserted' } as const;
  test('the claim is the check result, and the item goes on by it at once', () => {
    const { made } = claim(open, 'ci_passed', {}, { settings });
    expect(stepsOf(made)).toEqual(['ci_passed']);
    expect(made.drafts[0]).toMatchObject({ source: 'asserted', evidence: { facts: { 'checks.ok': true } } });
    const merged = someFacts({ pulls: [aMergedPull()] });
    expect(stepsOf(claim(merged, 'ci_passed', {}, { settings }).made)).toEqual(['ci_passed', 'merged']);
  });

  test('a failure that is claimed after a pass counts', () => {
    const { after } = claim(open, 'ci_passed', {}, { settings });
    const one = request({ facts: open, record: after, settings, assertion: assertion('ci_pending') });
    const back = carriedOut(one, planItem(one));
    const two = request({ facts: open, record: back, settings, assertion: assertion('ci_failed') });
    expect(stepsOf(planItem(two)).at(-1)).toBe('ci_failed');
  });
});
