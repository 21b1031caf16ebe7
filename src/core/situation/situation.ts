import {
  type ChecksVerdict,
  type ContextObject,
  type Contexts,
  type Facts,
  type Hash,
  hasRole,
  judgeChecks,
  judgeReviews,
  type Known,
  type LawSettings,
  type Lifecycle,
  type LoopRecord,
  NO_CHECKS,
  NO_REVIEW,
  type PullFacts,
  type ReviewSettings,
  type ReviewVerdict,
  type RunContext,
  type RunEvent,
  rulesFingerprint,
  ruleWarnings,
  UNAVAILABLE,
  type Unavailable,
} from '../model.ts';
import { belongs, isJudged, recordedIn } from './belonging.ts';
import { issueContext } from './issue-context.ts';
import { wereChecksRunning } from './recheck.ts';
import { recordedApprover } from './recorded-approver.ts';
import { selectPull } from './select-pull.ts';

/** Everything one plan is made from. */
export interface SituationInput {
  readonly facts: Facts;
  readonly record: LoopRecord | null;
  readonly settings: LawSettings;
  readonly lifecycle: Lifecycle;
  readonly event: RunEvent;
  readonly context: RunContext;
  /** The state that this run asserts; with `ci: asserted` it counts as the check result it claims. */
  readonly asserting?: string;
  /** The state that the record stands in once that claim is taken: then conditions read it as `record.state`. */
  readonly standing?: string;
  /** The pull request to look at in place of the one that the item follows. */
  readonly follow?: PullFacts;
}

/** The facts as one item's record sees them: which pull request, what its checks and reviews say, what conditions read. */
export interface Situation {
  readonly facts: Facts;
  readonly pull: PullFacts | Unavailable | null;
  readonly checks: ChecksVerdict | Unavailable;
  readonly review: ReviewVerdict | Unavailable;
  readonly contexts: Contexts;
  readonly cycle: number;
  /** The pull request is merged, and in this cycle the record does not say so yet. */
  readonly unrecordedMerge: boolean;
  /** Whether checks have run, by these facts, since the record's last step. */
  readonly mayRecheck: Known<boolean>;
  /** Only a description that was edited after the merge ties the pull request to the issue. */
  readonly inferred: boolean;
  /** What checks and reviews are judged by, as a fingerprint; null: not known. */
  readonly rules: Hash | null;
  readonly warnings: readonly string[];
}

/** Reads the facts for one record. Pure. */
export function assess(input: SituationInput): Situation {
  const { facts, record, settings } = input;
  const recorded = recordedIn(record);
  const pull = input.follow ?? selectPull(facts, recorded);
  const rules = rulesFingerprint(pull === UNAVAILABLE ? null : pull, settings);
  const known = pull === UNAVAILABLE || pull === null ? null : pull;
  const self = { ...input.context, statusContext: settings.statusContext };
  const checks =
    known === null ? unless(pull, NO_CHECKS) : judgeChecks(known, settings, self, assertedResult(input, known));
  const review = known === null ? unless(pull, NO_REVIEW) : judgeReviews(known, reviewSettings(input, known));
  return {
    facts,
    pull,
    checks,
    review,
    contexts: {
      github: githubContext(input),
      issue: issueContext(input, recorded),
      pull_request: pullContext(pull),
      checks: checksContext(checks),
      review: reviewContext(review),
      record: recordContext(input),
    },
    cycle: facts.reopenings,
    unrecordedMerge: known?.state === 'merged' && !isRecordedMerge(record, known, facts.reopenings),
    mayRecheck:
      known === null
        ? pull !== UNAVAILABLE || UNAVAILABLE
        : wereChecksRunning({ record, pull: known, checks, rules, ci: settings.ci }),
    inferred: known !== null && belongs(known, facts, recorded) === 'inferred',
    rules,
    warnings: [
      ...(known === null ? [] : ruleWarnings(known)),
      ...(checks === UNAVAILABLE ? [] : checks.warnings),
      ...(review === UNAVAILABLE ? [] : review.warnings),
    ],
  };
}

function reviewSettings({ record, lifecycle, settings }: SituationInput, pull: PullFacts): ReviewSettings {
  const { requireCurrentApproval } = settings;
  return { requireCurrentApproval, approver: recordedApprover(record, lifecycle, pull) };
}

function unless<T>(pull: PullFacts | Unavailable | null, fallback: T): T | Unavailable {
  return pull === UNAVAILABLE ? UNAVAILABLE : fallback;
}

/** By a step into the merge, or judged beside the path. */
function isRecordedMerge(record: LoopRecord | null, pull: PullFacts, cycle: number): boolean {
  const isStep = record?.head.cycle === cycle && record.head.merged_pr === pull.number;
  return isStep || isJudged(pull, record, cycle);
}

/** The last asserted result of the checks of this pull request and head; the one being asserted counts. */
function assertedResult(input: SituationInput, pull: PullFacts): 'success' | 'failure' | null {
  const resultOf = (state: string): 'success' | 'failure' | null => {
    if (hasRole(input.lifecycle, state, 'passed')) return 'success';
    return hasRole(input.lifecycle, state, 'failed') ? 'failure' : null;
  };
  const now = resultOf(input.asserting ?? '');
  if (now !== null) return now;
  const last = input.record?.transitions.findLast(
    (entry) =>
      (entry.source === 'asserted' || entry.source === 'override') &&
      entry.pr === pull.number &&
      entry.sha === pull.headSha &&
      resultOf(entry.to_state) !== null,
  );
  return last === undefined ? null : resultOf(last.to_state);
}

function githubContext({ event, context }: SituationInput): ContextObject {
  return {
    event_name: event.name,
    event: event.payload,
    actor: context.actor,
    ref: context.ref,
    sha: context.sha,
    repository: context.repository,
    run_id: context.run?.id ?? null,
    run_attempt: context.run?.attempt ?? null,
  };
}

function pullContext(pull: PullFacts | Unavailable | null): ContextObject {
  if (pull === UNAVAILABLE) return ALL_UNAVAILABLE.pull_request;
  return {
    number: pull?.number ?? null,
    open: pull?.state === 'open',
    closed: pull?.state === 'closed',
    merged: pull?.state === 'merged',
    active: pull?.state === 'open' || pull?.state === 'merged',
    draft: pull?.draft ?? false,
    author: pull?.author?.login ?? null,
    base: pull?.base ?? null,
    from_fork: pull?.fromFork ?? false,
    head_sha: pull?.headSha ?? null,
    auto_merge: pull?.autoMerge ?? false,
    conflict: pull?.conflict ?? null,
  };
}

function checksContext(checks: ChecksVerdict | Unavailable): ContextObject {
  if (checks === UNAVAILABLE) return ALL_UNAVAILABLE.checks;
  const { state, ok, counted, failed, pending, skipped, cancelled, timedOut, waiting, neverReported } = checks;
  return {
    ...{ state, ok, total: counted.length, failed, pending, skipped, cancelled },
    ...{ timed_out: timedOut, waiting, never_reported: neverReported },
  };
}

function reviewContext(review: ReviewVerdict | Unavailable): ContextObject {
  if (review === UNAVAILABLE) return ALL_UNAVAILABLE.review;
  const { decision, current, required, requested, approvals, humans } = review;
  return { decision, current, required, requested, approvals, humans };
}

/** A record that is about to be born reads as it will be born. */
function recordContext({ record, standing, facts, settings }: SituationInput): ContextObject {
  const { reopenings: cycle } = facts;
  return {
    state: standing ?? record?.state ?? null,
    pr_number: record?.head.pr ?? record?.pr_number ?? null,
    auto_merge: record?.auto_merge ?? settings.autoMerge,
    cycle,
    reopened: isReopened(record, cycle),
    labels: record?.labels ?? {},
  };
}

/** The item was reopened since the record's last step. */
export function isReopened(record: LoopRecord | null, cycle: number): boolean {
  return record !== null && cycle > record.head.basis.cycle;
}

const unavailable = (...keys: readonly string[]): ContextObject =>
  Object.fromEntries(keys.map((key) => [key, UNAVAILABLE]));

const ALL_UNAVAILABLE = {
  pull_request: unavailable(
    ...['number', 'open', 'closed', 'merged', 'active', 'draft', 'author', 'base', 'from_fork', 'head_sha'],
    ...['auto_merge', 'conflict'],
  ),
  checks: unavailable(
    ...['state', 'ok', 'total', 'failed', 'pending', 'skipped', 'cancelled', 'timed_out', 'waiting'],
    'never_reported',
  ),
  review: unavailable('decision', 'current', 'required', 'requested', 'approvals', 'humans'),
};
