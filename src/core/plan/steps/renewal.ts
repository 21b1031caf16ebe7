import { edgeTo, isUnknown, type Step, stateOf, UNAVAILABLE } from '../../model.ts';
import { gateHolds, type PlanInProgress } from './plan-in-progress.ts';

/**
 * Evidence belongs to a commit and a pull request. When either has changed since the recorded state was entered, the
 * proof must be renewed: by a step back where the lifecycle has one, else in place.
 */
export type Renewal =
  | { readonly kind: 'none' }
  | { readonly kind: 'back'; readonly step: Step }
  /** A gate with no way back whose proof holds for the new head: a note says so and the item goes on. */
  | { readonly kind: 'reproved' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'unavailable' };

export function renewalOf(progress: PlanInProgress): Renewal {
  const target = renewalTarget(progress);
  if (target === null) return { kind: 'none' };
  const from = stateOf(progress.lifecycle, progress.state);
  const state = stateOf(progress.lifecycle, target);
  if (from !== undefined && state !== undefined) {
    if (isUnknown(from, target, progress.conditions)) return { kind: 'unavailable' };
    const edge = edgeTo(from, target, progress.conditions);
    if (edge !== null) return { kind: 'back', step: { from: progress.state, edge, state } };
  }
  return inPlace(progress);
}

function inPlace(progress: PlanInProgress): Renewal {
  const holds = gateHolds(progress);
  if (holds === undefined) return { kind: 'none' };
  if (holds === UNAVAILABLE) return { kind: 'unavailable' };
  if (holds) return { kind: 'reproved' };
  const { pull } = progress.situation;
  const merged = pull !== UNAVAILABLE && pull?.state === 'merged';
  return { kind: merged ? 'none' : 'lost' };
}

/** The state to fall back to, or null where the recorded proof is still about what the facts are about. */
function renewalTarget(progress: PlanInProgress): string | null {
  const { pull } = progress.situation;
  const per = stateOf(progress.lifecycle, progress.state)?.per ?? null;
  const head = progress.record?.head;
  if (head === undefined || pull === UNAVAILABLE || pull === null || per === null) return null;
  const perPull = progress.lifecycle.states.filter((state) => state.per === 'pull_request');
  const last = perPull.at(-1)?.name ?? null;
  if (head.pr !== null && head.pr !== pull.number) {
    const [first] = perPull;
    const from = stateOf(progress.lifecycle, progress.state);
    const leadsToFirst = from?.to.some((edge) => edge.to === first?.name) === true;
    return first !== undefined && leadsToFirst ? first.name : last;
  }
  return per === 'head' && head.sha !== pull.headSha ? last : null;
}
