import { describe, expect, test } from 'vitest';
import { type Facts, type PullFacts, UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import { planItem } from '../../../../src/core/plan/plan.ts';
import type { Plan } from '../../../../src/core/plan/steps/plan-types.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { carriedOut, recordAfter, request, STRICT, stepsOf } from '../../run-plan.ts';
import { aCheck, actor, aMergedPull, aPull, aReview, at, HEAD, OTHER_HEAD, someFacts } from '../../sample-facts.ts';

const green: Partial<PullFacts> = { checks: [aCheck()] };
const approved: Partial<PullFacts> = { ...green, reviewDecision: 'approved', reviews: [aReview()] };
const newHead = { headSha: OTHER_HEAD, reviews: [aReview({ sha: OTHER_HEAD, submittedAt: at('08:50:00') })] };
const open = (change: Partial<PullFacts>): Facts => someFacts({ pulls: [aPull(change)] });
const merged = (change: Partial<PullFacts>): Facts => someFacts({ pulls: [aMergedPull(change)] });

const inStandard = (record: LoopRecord, facts: Facts): Plan => planItem(request({ facts, record }));
const inStrict = (record: LoopRecord, facts: Facts): Plan => planItem(request({ facts, record, lifecycle: STRICT }));

describe('standard: evidence of another commit is renewed by a step back', () => {
  const record = recordAfter([open(approved)]);
  test.each<[string, Facts, readonly string[]]>([
    ['nothing reported yet', open({ headSha: OTHER_HEAD }), ['ci_pending']],
    [
      'all of it is there again',
      open({ ...approved, ...newHead }),
      ['ci_pending', 'ci_passed', 'awaiting_review', 'approved'],
    ],
    [
      'and merged meanwhile',
      merged({ ...approved, ...newHead }),
      ['ci_pending', 'ci_passed', 'awaiting_review', 'approved', 'merged'],
    ],
    [
      'and red',
      open({ ...approved, ...newHead, checks: [aCheck({ conclusion: 'FAILURE' })] }),
      ['ci_pending', 'ci_failed'],
    ],
    ['another pull request', open({ number: 44 }), ['pr_created', 'ci_pending']],
    ['no pull request any more', someFacts(), ['task_queued']],
    ['the checks of the new head unreadable', open({ headSha: OTHER_HEAD, checks: UNAVAILABLE }), []],
  ])('%s', (_name, facts, steps) => {
    expect(stepsOf(inStandard(record, facts))).toEqual(steps);
  });

  test('every step carries the new pull request and head', () => {
    const made = inStandard(record, open({ number: 44, headSha: OTHER_HEAD, ...green }));
    expect(made.drafts.map((draft) => [draft.pr, draft.sha])).toEqual(made.drafts.map(() => [44, OTHER_HEAD]));
    expect(made.drafts.length).toBe(3);
  });

  test('a step back into ci_pending is named ci.restarted', () => {
    const made = inStandard(record, open({ headSha: OTHER_HEAD }));
    expect(made.drafts.map((draft) => draft.trigger)).toEqual(['ci.restarted']);
  });

  test('a new head while nothing was proved needs no step', () => {
    expect(stepsOf(inStandard(recordAfter([open({})]), open({ headSha: OTHER_HEAD })))).toEqual([]);
  });

  test('a re-run that fails leads back, as does one under way', () => {
    const again = { startedAt: at('08:50:00'), completedAt: at('08:55:00') };
    const conclusions = ['FAILURE', null].map((conclusion) =>
      open({ ...approved, checks: [aCheck({ ...again, conclusion })] }),
    );
    expect(conclusions.map((facts) => stepsOf(inStandard(record, facts)))).toEqual([
      ['ci_pending', 'ci_failed'],
      ['ci_pending'],
    ]);
  });
});

describe('strict: there is no way back', () => {
  const record = recordAfter([open(approved)], { lifecycle: STRICT });

  test('a gate whose proof is gone is lost, once', () => {
    const made = inStrict(record, open({ headSha: OTHER_HEAD }));
    expect(stepsOf(made)).toEqual(['refused gate_lost approved→ci_pending']);
    expect(made.violations[0]?.cause).toBe(`gate_lost|approved|43|${OTHER_HEAD}|0`);
  });

  test('a gate that holds for the new head is proved again, by a note, and the item goes on', () => {
    const made = inStrict(record, open({ ...approved, ...newHead }));
    expect(stepsOf(made)).toEqual(['note reproved']);
    expect(made).toMatchObject({ outcome: 'unchanged', reason: 'reproved', refused: false });
    expect(stepsOf(inStrict(record, merged({ ...approved, ...newHead })))).toEqual(['note reproved', 'merged']);
  });

  test('once proved again it stands on the new head', () => {
    const one = request({ facts: open({ ...approved, ...newHead }), record, lifecycle: STRICT });
    const after = carriedOut(one, planItem(one));
    expect(after?.head.sha).toBe(OTHER_HEAD);
    expect(planItem({ ...one, record: after })).toMatchObject({ drafts: [], reason: '' });
  });

  test('merged without that proof is a merge that was not allowed', () => {
    expect(stepsOf(inStrict(record, merged({ headSha: OTHER_HEAD })))).toEqual([
      'refused gate_not_met approved→merged',
    ]);
  });

  test('an approval that is withdrawn is a gate that is lost', () => {
    const made = inStrict(record, open({ ...green, reviewDecision: 'review_required' }));
    expect(made).toMatchObject({ outcome: 'rejected', reason: 'gate_lost', state: 'approved' });
  });

  test('a proof that could not be read is not lost', () => {
    const facts = open({ ...approved, headSha: OTHER_HEAD, checks: UNAVAILABLE });
    expect(inStrict(record, facts)).toMatchObject({ outcome: 'deferred', drafts: [], reason: 'evidence_unavailable' });
  });

  test('from a state that is no gate the item just goes on', () => {
    const failed = recordAfter([open({ checks: [aCheck({ conclusion: 'FAILURE' })] })], { lifecycle: STRICT });
    expect(failed.state).toBe('ci_failed');
    const made = inStrict(failed, open({ ...green, headSha: OTHER_HEAD }));
    expect(stepsOf(made)).toEqual(['ci_pending', 'ci_passed']);
    expect(made.drafts.every((draft) => draft.sha === OTHER_HEAD)).toBe(true);
  });

  test('what lies behind is left alone', () => {
    const waiting = recordAfter([open({})], { lifecycle: STRICT });
    expect(inStrict(waiting, someFacts())).toMatchObject({ drafts: [], outcome: 'unchanged', reason: 'behind' });
  });
});

describe('a merge before any check had reported', () => {
  const record = recordAfter([open({}), merged({})]);
  const later = (conclusion: string | null): Plan =>
    inStandard(record, merged({ checks: [aCheck({ createdAt: at('09:02:00'), conclusion })] }));

  test('is let through, flagged once, and stays provisional', () => {
    expect(record.transitions.map((step) => [step.to_state, step.flags]).slice(-2)).toEqual([
      ['ci_passed', ['no_checks']],
      ['merged', []],
    ]);
    expect(record.head.provisional).toEqual({ pr: 43, sha: HEAD });
  });

  test('is settled by checks that pass later: a note, once', () => {
    const one = request({ facts: merged({ checks: [aCheck({ createdAt: at('09:02:00') })] }), record });
    const made = planItem(one);
    expect(made).toMatchObject({ outcome: 'unchanged', reason: 'late_evidence', refused: false });
    expect(stepsOf(made)).toEqual(['note late_evidence']);
    expect(stepsOf(planItem({ ...one, record: carriedOut(one, made) }))).toEqual([]);
  });

  test('is refused when they fail: the gate that was passed is lost', () => {
    const made = later('FAILURE');
    expect(stepsOf(made)).toEqual(['refused gate_lost merged→merged']);
    expect(made).toMatchObject({ state: 'merged', refused: true });
    expect(made.message?.split('\n')[0]).toBe(`Gate lost: ci_passed no longer holds for ${HEAD}`);
  });

  test('waits while they run', () => {
    expect(later(null)).toMatchObject({ drafts: [], outcome: 'unchanged', violations: [] });
  });

  test('is not let through in strict', () => {
    const strict = recordAfter([open({}), merged({})], { lifecycle: STRICT });
    expect(strict).toMatchObject({ state: 'ci_pending', rejections: [{ code: 'gate_not_met', to_state: 'merged' }] });
  });
});

describe('who and when', () => {
  const facts = merged({ ...approved, mergedBy: actor('8') });

  test('steps that this event caused are observed, the others reconstructed', () => {
    const made = planItem(request({ facts, record: recordAfter([someFacts()]), caused: ['pr.merged'] }));
    expect(made.drafts.map((draft) => [draft.trigger, draft.source])).toEqual([
      ['issue.assigned', 'reconstructed'],
      ['pr.opened', 'reconstructed'],
      ['ci.started', 'reconstructed'],
      ['ci.passed', 'reconstructed'],
      ['review.requested', 'reconstructed'],
      ['review.approved', 'reconstructed'],
      ['pr.merged', 'observed'],
    ]);
  });

  test('time and actor come from the facts', () => {
    const record = recordAfter([someFacts(), facts]);
    expect(record.transitions.map((step) => [step.to_state, step.timestamp, step.actor])).toEqual([
      ['issue_created', at('08:00:00'), actor('1')],
      ['task_queued', at('08:05:00'), actor('1')],
      ['pr_created', at('08:05:00'), actor('1')],
      ['ci_pending', at('08:10:05'), null],
      ['ci_passed', at('08:15:00'), null],
      ['awaiting_review', at('08:15:00'), null],
      ['approved', at('08:30:00'), actor('7')],
      ['merged', at('09:00:00'), actor('8')],
    ]);
  });

  test('a merge in the very second of its proof is not late', () => {
    const record = recordAfter([someFacts(), merged({ checks: [aCheck({ completedAt: at('09:00:00') })] })]);
    expect(record.transitions.map((step) => step.flags)).toEqual(record.transitions.map(() => []));
    expect(record.state).toBe('merged');
  });

  test('an approval for an older head is flagged stale', () => {
    const record = recordAfter([open({ ...approved, reviews: [aReview({ sha: OTHER_HEAD })] })]);
    expect(record.transitions.at(-1)).toMatchObject({ to_state: 'approved', flags: ['stale'] });
  });

  test('the evidence is just the facts that gates and guards read', () => {
    const record = recordAfter([open(green)]);
    expect(record.transitions.at(-1)?.evidence).toEqual({
      at: at('08:15:00'),
      facts: { 'checks.ok': true, 'pull_request.active': true },
      checks: { build: 'success' },
    });
  });
});
