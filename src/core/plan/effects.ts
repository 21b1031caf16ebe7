import { type Effect, type PullFacts, UNAVAILABLE } from '../model.ts';
import { openRefusal } from '../outcome/index.ts';
import type { Plan, PlanRequest } from './steps/index.ts';

/**
 * What has to be set so that GitHub shows where the item stands: one label on the issue, one status on the pull
 * request's head. Nothing that is there already, and nothing for an item without a record.
 */
export function effectsOf(request: PlanRequest, plan: Omit<Plan, 'effects'>): readonly Effect[] {
  const { state } = plan;
  if (state === null || (request.record === null && plan.drafts.length === 0)) return [];
  return [...labelEffect(request, state), ...statusEffect(request, plan, state)];
}

function labelEffect({ facts, lifecycle, labelPrefix: prefix = '' }: PlanRequest, state: string): readonly Effect[] {
  if (prefix === '' || facts.issue === null) return [];
  // A label that merely begins like that is a person's, and is left on.
  const ours = new Set(lifecycle.states.map(({ name }) => `${prefix}${name}`));
  const current = facts.issue.labels.filter((label) => ours.has(label));
  if (current.length === 1 && current[0] === `${prefix}${state}`) return [];
  return [{ kind: 'label', label: { prefix, state, current } }];
}

function statusEffect(
  { settings }: PlanRequest,
  { situation, violations, drafts }: Omit<Plan, 'effects'>,
  state: string,
): readonly Effect[] {
  const { pull } = situation;
  const context = settings.statusContext;
  if (context === '' || pull === null || pull === UNAVAILABLE) return [];
  const sign = violations.length > 0 ? 'failure' : 'success';
  const moves = drafts.some((draft) => draft.kind === 'transition');
  if (!moves && shownOn(pull, context) === sign.toUpperCase()) return [];
  const [open] = violations;
  const description = open === undefined ? `State: ${state}` : openRefusal(open);
  return [{ kind: 'status', status: { sha: pull.headSha, context, state: sign, description } }];
}

/** What the status says now; null: it is not there, or cannot be read. */
function shownOn(pull: PullFacts, context: string): string | null {
  if (pull.checks === UNAVAILABLE) return null;
  return pull.checks.find((check) => check.kind === 'status' && check.name === context)?.conclusion ?? null;
}
