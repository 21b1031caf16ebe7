import { type PullFacts, type StatusWord, UNAVAILABLE } from '../model.ts';
import { statusOf, waitingFor } from '../words/index.ts';
import { mergeAhead } from './ahead/index.ts';
import type { Decision, Plan, PlanRequest } from './steps/index.ts';

/**
 * What the commit status says of the pull request that an item follows: may it be merged, as far as the item goes? Once
 * it is merged or closed: was that in order? Null: nothing is said.
 * @param decide what plans
 */
export function verdictOf(
  request: PlanRequest,
  decision: Decision,
  decide: (request: PlanRequest) => Decision,
): StatusWord | null {
  const { situation, violations, state, outcome } = decision;
  const { pull } = situation;
  // What a claim alone was refused for is nobody's act.
  const open = violations.find(({ overrideTo }) => overrideTo !== null);
  if (request.settings.statusContext === '' || pull === UNAVAILABLE || pull === null) return null;
  if (open !== undefined) return { state: 'failure', description: open.summary };
  if (outcome === 'ignored')
    return pull.state === 'open' ? { state: 'success', description: decision.notice ?? '' } : null;
  if (state === null) return { state: 'pending', description: decision.notice ?? '' };
  return pull.state === 'open'
    ? ofOpen(request, decision, pull, decide)
    : { state: 'success', description: statusOf(state) };
}

function ofOpen(
  request: PlanRequest,
  decision: Decision,
  pull: PullFacts,
  decide: (request: PlanRequest) => Decision,
): StatusWord {
  const ahead = mergeAhead(request, decision, pull, decide);
  if (ahead.kind === 'in_order') return { state: 'success', description: statusOf(decision.state ?? '') };
  const description = waitingFor(ahead.needs, { issue: request.facts.issue === null ? null : request.facts.number });
  return { state: 'pending', description };
}

/** What an item came to, as far as the head of a pull request goes. */
export interface OwnVerdict extends Pick<Plan, 'verdict' | 'violations'> {
  /** The one that it follows. */
  readonly pull: number | null;
}

/**
 * What an item says of the head of another's pull request, which it is to close too: all of its verdict where it follows
 * that one, else only whether that merge was in order.
 */
export function verdictOnHead({ pull: own, verdict, violations }: OwnVerdict, pull: number): StatusWord | null {
  if (own === pull) return verdict;
  const refused = violations.find(({ cause }) => isAboutMerge(cause, pull));
  return refused === undefined ? null : { state: 'failure', description: refused.summary };
}

/** A merge that was refused, or a step that the gate said no to; not what was only claimed. */
function isAboutMerge(cause: string, pull: number): boolean {
  const [code, act, about] = cause.split('|');
  const isAct = act === 'merge' || (code === 'vetoed' && act?.startsWith('assert ') === false);
  return isAct && about === String(pull);
}
