import { hasRole, type Lifecycle } from '../lifecycle/lifecycle.ts';
import type { LoopRecord } from '../record/record.ts';
import type { LawSettings } from '../settings.ts';
import { judgeChecks } from './checks.ts';
import { type ChecksVerdict, NO_CHECKS } from './checks-verdict.ts';
import type { ContextObject, Contexts } from './contexts.ts';
import type { RunContext, RunEvent } from './event.ts';
import { type Facts, type PullFacts, UNAVAILABLE, type Unavailable } from './facts.ts';
import { recordedApprover } from './recorded-approver.ts';
import { judgeReviews, NO_REVIEW, type ReviewSettings, type ReviewVerdict } from './reviews.ts';
import { ruleWarnings } from './rules-then.ts';
import { mergedInEarlierCycle, selectPull } from './select-pull.ts';

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
}

/** The facts as one item's record sees them: which pull request, what its checks and reviews say, what conditions read. */
export interface Situation {
  readonly facts: Facts;
  readonly pull: PullFacts | Unavailable | null;
  readonly checks: ChecksVerdict | Unavailable;
  readonly review: ReviewVerdict | Unavailable;
  readonly contexts: Contexts;
  readonly cycle: number;
  /** A merge that the facts show and that the record does not hold in this cycle. */
  readonly unrecordedMerge: boolean;
  readonly warnings: readonly string[];
}

/** Reads the facts for one record. Pure. */
export function assess(input: SituationInput): Situation {
  const { facts, record, settings } = input;
  const pull = selectPull(facts, {
    pr: record?.head.pr ?? null,
    mergedPr: record?.head.merged_pr ?? null,
    cycle: record?.head.cycle ?? 0,
  });
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
      issue: issueContext(facts, record, input.lifecycle),
      pull_request: pullContext(pull),
      checks: checksContext(checks),
      review: reviewContext(review),
      record: recordContext(record, input.standing ?? record?.state ?? null, facts.reopenings, settings.autoMerge),
    },
    cycle: facts.reopenings,
    unrecordedMerge: known?.state === 'merged' && !isRecordedMerge(record, known.number, facts.reopenings),
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

function isRecordedMerge(record: LoopRecord | null, number: number, cycle: number): boolean {
  return record !== null && record.head.merged_pr === number && record.head.cycle === cycle;
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

function issueContext(facts: Facts, record: LoopRecord | null, lifecycle: Lifecycle): ContextObject {
  const issue = facts.issue;
  const recordedEarlier = record?.transitions.some(
    (entry) => hasRole(lifecycle, entry.to_state, 'merged') && entry.basis.cycle < facts.reopenings,
  );
  return {
    number: issue === null ? null : facts.number,
    state: issue?.state ?? null,
    state_reason: issue?.stateReason ?? null,
    title: issue?.title ?? null,
    author: issue === null ? null : (facts.author?.login ?? null),
    assignees: issue?.assignees ?? [],
    labels: issue?.labels ?? [],
    created_at: issue === null ? null : facts.createdAt,
    set_aside: issue?.stateReason === 'not_planned' || issue?.stateReason === 'duplicate',
    merged_before: recordedEarlier === true ? true : mergedInEarlierCycle(facts),
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
  };
}

function checksContext(checks: ChecksVerdict | Unavailable): ContextObject {
  if (checks === UNAVAILABLE) return ALL_UNAVAILABLE.checks;
  const { state, ok, counted, failed, pending, skipped } = checks;
  return { state, ok, total: counted.length, failed, pending, skipped };
}

function reviewContext(review: ReviewVerdict | Unavailable): ContextObject {
  if (review === UNAVAILABLE) return ALL_UNAVAILABLE.review;
  const { decision, current, requested, approvals, humans } = review;
  return { decision, current, requested, approvals, humans };
}

/** A record that is about to be born reads as it will be born. */
function recordContext(
  record: LoopRecord | null,
  state: string | null,
  cycle: number,
  autoMerge: boolean,
): ContextObject {
  return {
    state,
    pr_number: record?.head.pr ?? record?.pr_number ?? null,
    auto_merge: record?.auto_merge ?? autoMerge,
    cycle,
    labels: record?.labels ?? {},
  };
}

const unavailable = (...keys: readonly string[]): ContextObject =>
  Object.fromEntries(keys.map((key) => [key, UNAVAILABLE]));

const ALL_UNAVAILABLE = {
  pull_request: unavailable(
    ...['number', 'open', 'closed', 'merged', 'active', 'draft', 'author', 'base', 'from_fork', 'head_sha'],
    'auto_merge',
  ),
  checks: unavailable('state', 'ok', 'total', 'failed', 'pending', 'skipped'),
  review: unavailable('decision', 'current', 'requested', 'approvals', 'humans'),
};
