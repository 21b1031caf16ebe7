import fc from 'fast-check';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { type Facts, UNAVAILABLE } from '../../src/core/facts/facts.ts';
import { planItem } from '../../src/core/plan/plan.ts';
import type { Assertion, Occasion, Plan, PlanRequest } from '../../src/core/plan/steps/plan-types.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { LAW_DEFAULTS, type LawSettings } from '../../src/core/values/settings.ts';
import { anyFacts } from './any-facts.ts';
import { assertion, carriedOut, request, STANDARD } from './run-plan.ts';
import { actor, someContext } from './sample-facts.ts';

/** Several runs in a row on one item, in one lifecycle; the facts of one say little about the next. */
export interface History {
  readonly settings: Partial<LawSettings> & Pick<LawSettings, 'lifecycle'>;
  readonly runs: readonly HistoryRun[];
}

interface HistoryRun {
  readonly facts: Facts;
  /** What has not changed since the run before. */
  readonly kept: readonly (typeof KEPT)[number][];
  readonly assertion: Assertion | null;
  readonly caused: readonly string[];
  readonly occasion: Occasion;
  readonly attempt: number;
}

const KEPT = ['headSha', 'link', 'author', 'stacked', 'checks', 'reviews', 'reviewDecision', 'requiredChecks'] as const;

/** One run that was carried out: what it was asked, what it planned, the record after it. */
export interface Run {
  readonly request: PlanRequest;
  readonly plan: Plan;
  readonly after: LoopRecord | null;
}

const anySettings = fc.record({
  lifecycle: fc.constantFrom('standard', 'strict'),
  autoMerge: fc.boolean(),
  ci: fc.constantFrom('checks', 'checks', 'none', 'asserted'),
  requireCurrentApproval: fc.boolean(),
  requiredChecks: fc.subarray(['bui*']),
  begin: fc.constantFrom('issue_created', 'task_queued'),
  statusContext: fc.constantFrom('', 'loopforge'),
} as const);

const STATES = STANDARD.states.map((state) => state.name);
const anyClaim: fc.Arbitrary<Assertion> = fc
  .record({ to: fc.constantFrom(...STATES), override: fc.boolean() })
  .map(({ to, override }) => assertion(to, { override, reason: override ? 'because' : null, actor: actor('8') }));

const TRIGGERS = ['issue.opened', 'pr.opened', 'ci.passed', 'review.approved', 'pr.merged', 'issue.closed'];

interface HistoryOptions {
  readonly claims?: boolean;
  readonly maxLength?: number;
}

export function anyHistory({ claims = true, maxLength = 6 }: HistoryOptions = {}): fc.Arbitrary<History> {
  const claim = claims ? fc.option(anyClaim, { nil: null, freq: 3 }) : fc.constant(null);
  const run = fc.record({
    facts: anyFacts,
    kept: fc.oneof(fc.constant(KEPT), fc.subarray([...KEPT])),
    assertion: claim,
    caused: fc.subarray(TRIGGERS),
    occasion: fc.constantFrom('event', 'named', 'sweep'),
    attempt: fc.constantFrom(1, 2),
  } as const);
  return fc
    .record({ settings: anySettings, runs: fc.array(run, { minLength: 1, maxLength }) })
    .map(({ settings, runs }) => ({ settings, runs: sameItem(runs) }));
}

/** An item stays what it is, and is never reopened less often than before. */
function sameItem(runs: History['runs']): History['runs'] {
  const isIssue = runs[0]?.facts.issue !== null;
  let reopenings = 0;
  let before: Facts | null = null;
  return runs
    .filter((run) => (run.facts.issue !== null) === isIssue)
    .map((run) => {
      reopenings = Math.max(reopenings, run.facts.reopenings);
      const reopenedAt = reopenings > 0 ? (run.facts.reopenedAt ?? run.facts.createdAt) : null;
      before = { ...run.facts, reopenings, reopenedAt, pulls: pullsKept(before, run) };
      return { ...run, facts: before };
    });
}

/** Some of what was true of a pull request in the run before still is. */
function pullsKept(before: Facts | null, { facts, kept }: HistoryRun): Facts['pulls'] {
  if (before === null || before.pulls === UNAVAILABLE || facts.pulls === UNAVAILABLE) return facts.pulls;
  const earlier = before.pulls;
  return facts.pulls.map((pull) => {
    const same = earlier.find((one) => one.number === pull.number);
    return same === undefined ? pull : { ...pull, ...Object.fromEntries(kept.map((key) => [key, same[key]])) };
  });
}

/** Carries the runs out one after the other. */
export function played(history: History): readonly Run[] {
  const settings = { ...LAW_DEFAULTS, ...history.settings };
  const lifecycle = builtinLifecycle(settings.lifecycle);
  let record: LoopRecord | null = null;
  return history.runs.map(({ attempt, kept: _kept, ...run }, index) => {
    const ref = { id: String(index + 1), attempt, url: 'https://github.com/acme/widgets/actions' };
    const whole: PlanRequest = request({ ...run, settings, lifecycle, record, context: someContext({ run: ref }) });
    const made = planItem(whole);
    record = carriedOut(whole, made) ?? record;
    return { request: whole, plan: made, after: record };
  });
}
