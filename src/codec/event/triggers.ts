import type { JsonObject, RunEvent } from '../../core/model.ts';
import { textOrNull, valueAt } from './targets/index.ts';

const CI_STARTS = ['ci.started', 'ci.restarted'];
const REVIEW_MOVES = ['review.approved', 'review.requested', 'review.withdrawn'];

/** By event and, where it has one, action. `*` stands for every action. */
const BY_EVENT: { readonly [event: string]: readonly string[] | ((payload: JsonObject) => readonly string[]) } = {
  'issues.opened': (payload) =>
    hasAny(payload, 'issue.assignees') ? ['issue.opened', 'issue.assigned'] : ['issue.opened'],
  'issues.assigned': ['issue.assigned'],
  'issues.closed': ['issue.closed'],
  'issues.reopened': ['issue.reopened'],
  'pull_request.opened': ['pr.opened', ...CI_STARTS],
  'pull_request.reopened': ['pr.opened', ...CI_STARTS],
  'pull_request.edited': ['pr.opened', 'pr.withdrawn'],
  'pull_request.synchronize': CI_STARTS,
  'pull_request.closed': (payload) =>
    valueAt(payload, 'pull_request.merged') === true ? ['pr.merged', 'issue.closed'] : ['pr.withdrawn'],
  'pull_request.ready_for_review': ['review.requested'],
  'pull_request.converted_to_draft': ['pr.drafted'],
  'pull_request.review_requested': ['review.requested', 'review.withdrawn'],
  'pull_request_review.submitted': (payload) => reviewTriggers(textOrNull(payload, 'review.state')),
  'pull_request_review.dismissed': REVIEW_MOVES,
  'workflow_run.requested': CI_STARTS,
  'workflow_run.in_progress': CI_STARTS,
  'workflow_run.completed': (payload) => verdictTriggers(textOrNull(payload, 'workflow_run.conclusion')),
  'check_suite.requested': CI_STARTS,
  'check_suite.rerequested': CI_STARTS,
  'check_suite.completed': (payload) => verdictTriggers(textOrNull(payload, 'check_suite.conclusion')),
  'check_run.created': CI_STARTS,
  'check_run.rerequested': CI_STARTS,
  'check_run.completed': (payload) => verdictTriggers(textOrNull(payload, 'check_run.conclusion')),
  status: (payload) => statusTriggers(textOrNull(payload, 'state')),
  push: (payload) => pushTriggers(payload),
};

/**
 * The triggers that an event is the direct cause of: steps with one of them were `observed`, all others of the same run
 * `reconstructed`. A re-run replays an old event and is the cause of nothing; that is for the caller to know.
 * @param event the event that started the run
 * @param item `pull_request` where the work item is itself the pull request: then its opening and closing are the item's
 */
export function triggersOf(event: RunEvent, item: 'issue' | 'pull_request' = 'issue'): readonly string[] {
  const name = event.name === 'pull_request_target' ? 'pull_request' : event.name;
  const key = event.action === null ? name : `${name}.${event.action}`;
  const entry = Object.hasOwn(BY_EVENT, key) ? BY_EVENT[key] : undefined;
  const triggers = typeof entry === 'function' ? entry(event.payload) : (entry ?? []);
  return item === 'issue' ? triggers : [...triggers, ...ownTriggers(key)];
}

/** A pull request that is its own item is opened, reopened and closed by its own events. */
function ownTriggers(key: string): readonly string[] {
  if (key === 'pull_request.opened') return ['issue.opened'];
  if (key === 'pull_request.reopened') return ['issue.reopened'];
  return key === 'pull_request.closed' ? ['issue.closed'] : [];
}

function reviewTriggers(state: string | null): readonly string[] {
  if (state === 'approved') return ['review.approved'];
  return state === 'changes_requested' ? ['review.requested', 'review.withdrawn'] : [];
}

/** A red workflow may hold the very required check that went green, so it can be the cause of either verdict. */
function verdictTriggers(conclusion: string | null): readonly string[] {
  if (conclusion === 'success' || conclusion === 'neutral' || conclusion === 'skipped') return ['ci.passed'];
  if (conclusion === 'action_required' || conclusion === 'stale') return CI_STARTS;
  return ['ci.failed', 'ci.passed'];
}

function statusTriggers(state: string | null): readonly string[] {
  if (state === 'success') return ['ci.passed'];
  return state === 'pending' ? CI_STARTS : ['ci.failed'];
}

/** A push to the default branch is how a merge looks from there; on any other branch it is a new head. */
function pushTriggers(payload: JsonObject): readonly string[] {
  if (valueAt(payload, 'deleted') === true) return [];
  const main = textOrNull(payload, 'repository.default_branch');
  return textOrNull(payload, 'ref') === `refs/heads/${main}` ? ['pr.merged', 'issue.closed'] : CI_STARTS;
}

function hasAny(payload: JsonObject, path: string): boolean {
  const value = valueAt(payload, path);
  return Array.isArray(value) && value.length > 0;
}
