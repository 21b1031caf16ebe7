import {
  type Effect,
  type HeadStatus,
  type PullFacts,
  type QueuedCommit,
  type StatusWord,
  UNAVAILABLE,
} from '../model.ts';
import { tellsOtherThanNow } from './shown.ts';
import type { Plan, PlanRequest } from './steps/index.ts';

/**
 * What has to be set so that GitHub shows where the item stands: one label on the issue, one status on the pull
 * request's head. Nothing that is there already, and no label for an item without a record.
 */
export function effectsOf(request: PlanRequest, plan: Omit<Plan, 'effects'>): readonly Effect[] {
  const { state } = plan;
  const hasRecord = state !== null && (request.record !== null || plan.drafts.length > 0);
  return [...(hasRecord ? labelEffect(request, state) : []), ...statusOfItem(request, plan)];
}

function labelEffect({ facts, lifecycle, labelPrefix: prefix = '' }: PlanRequest, state: string): readonly Effect[] {
  if (prefix === '' || facts.issue === null) return [];
  // A label that merely begins like that is a person's, and is left on.
  const ours = new Set(lifecycle.states.map(({ name }) => `${prefix}${name}`));
  const current = facts.issue.labels.filter((label) => ours.has(label));
  if (current.length === 1 && current[0] === `${prefix}${state}`) return [];
  return [{ kind: 'label', label: { prefix, state, current } }];
}

function statusOfItem(request: PlanRequest, plan: Omit<Plan, 'effects'>): readonly Effect[] {
  const { verdict, situation } = plan;
  const { pull } = situation;
  if (verdict === null || pull === UNAVAILABLE || pull === null) return [];
  const others = pull.closes === UNAVAILABLE ? [] : pull.closes.filter((number) => number !== request.facts.number);
  const anew = plan.drafts.some((draft) => draft.kind === 'transition') || tellsOtherThanNow(request, plan);
  const { settings, queued = null } = request;
  return statusEffects(pull, verdict, { context: settings.statusContext, others, anew, queued });
}

/** Where a status stands, and whose it is. */
interface StatusPlace extends Pick<HeadStatus, 'context' | 'others' | 'anew'> {
  readonly queued: QueuedCommit | null;
}

/**
 * The status of a pull request: on its head where it says something else, or is to bear witness to more; on the commit
 * that the merge queue tests for it whatever stands there, since that is not read.
 */
export function statusEffects(
  pull: PullFacts,
  word: StatusWord,
  { queued, ...place }: StatusPlace,
): readonly Effect<'status'>[] {
  const shown = shownOn(pull, place.context);
  const status = { ...word, ...place, sha: pull.headSha, pull: pull.number, shown };
  const onHead = place.anew || shown !== word.state ? [status] : [];
  const onQueued = queued?.pull === pull.number ? [{ ...status, sha: queued.sha, shown: null, anew: true }] : [];
  return [...onHead, ...onQueued].map((one) => ({ kind: 'status', status: one }));
}

const STATES: { readonly [shown: string]: StatusWord['state'] } = {
  SUCCESS: 'success',
  PENDING: 'pending',
  FAILURE: 'failure',
};

/** What the status says now; null: it is not there, or cannot be read. */
function shownOn(pull: PullFacts, context: string): StatusWord['state'] | null {
  if (pull.checks === UNAVAILABLE) return null;
  const own = pull.checks.find((check) => check.kind === 'status' && check.name === context);
  return STATES[own?.conclusion ?? ''] ?? null;
}
