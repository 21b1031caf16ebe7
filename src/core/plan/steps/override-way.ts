import {
  type Edge,
  edgeTo,
  type Lifecycle,
  orderOf,
  type State,
  type Step,
  stateOf,
  targetsOf,
  UNAVAILABLE,
} from '../../model.ts';
import type { PlanInProgress } from './plan-in-progress.ts';

interface Walk {
  readonly steps: readonly Step[];
  readonly state: State;
  readonly gates: number;
  /** The first step led back. */
  readonly back: boolean;
}

/**
 * The way that a person may force: the shortest over existing edges; of equal ones the one through more gates, then one
 * that goes forward only, then the one whose states stand first. Null: there is none. With `ask` false no guard is
 * asked, which tells whether there would be one at all.
 */
export function overrideWay(progress: PlanInProgress, to: string, ask = true): readonly Step[] | null {
  const start = stateOf(progress.lifecycle, progress.state);
  if (start === undefined) return null;
  let reached: readonly Walk[] = [{ steps: [], state: start, gates: 0, back: false }];
  const seen = new Set([start.name]);
  while (reached.length > 0) {
    const next = bestOfEach(
      progress.lifecycle,
      reached.flatMap((walk) => stepsFrom(progress, walk, ask)).filter(({ state }) => !seen.has(state.name)),
    );
    const arrived = next.find(({ state }) => state.name === to);
    if (arrived !== undefined) return arrived.steps;
    for (const { state } of next) seen.add(state.name);
    reached = next;
  }
  return null;
}

/** Of several that lead to one state, the best. */
function bestOfEach(lifecycle: Lifecycle, walks: readonly Walk[]): readonly Walk[] {
  const best = new Map<string, Walk>();
  for (const walk of walks) {
    const other = best.get(walk.state.name);
    if (other === undefined || rank(lifecycle, walk, other) < 0) best.set(walk.state.name, walk);
  }
  return [...best.values()];
}

/** Of two equally long walks: below zero, the first is the better one. */
function rank(lifecycle: Lifecycle, a: Walk, b: Walk): number {
  return b.gates - a.gates || Number(a.back) - Number(b.back) || inFileOrder(lifecycle, a, b);
}

function inFileOrder(lifecycle: Lifecycle, a: Walk, b: Walk): number {
  for (const [index, { state }] of a.steps.entries()) {
    const other = b.steps[index]?.state ?? state;
    const differs = orderOf(lifecycle, state.name) - orderOf(lifecycle, other.name);
    if (differs !== 0) return differs;
  }
  return 0;
}

function stepsFrom(progress: PlanInProgress, walk: Walk, ask: boolean): readonly Walk[] {
  const { lifecycle } = progress;
  return targetsOf(walk.state).flatMap((target) => {
    const state = stateOf(lifecycle, target);
    if (state === undefined) return [];
    const back = orderOf(lifecycle, target) <= orderOf(lifecycle, walk.state.name);
    if (back && walk.steps.length > 0) return [];
    const edge = ask
      ? edgeThatMay(progress, walk.state, state, back)
      : edgeTo(walk.state, target, progress.conditions, 'assume');
    if (edge === null) return [];
    const step = { from: walk.state.name, edge, state };
    const gates = walk.gates + Number(state.gate);
    return [{ steps: [...walk.steps, step], state, gates, back: back || walk.back }];
  });
}

/**
 * Going forward asks neither guard nor proof. A step back, one out of an end, and one into the end past a merge ask
 * their guard; nobody can force a merge that GitHub does not show.
 */
function edgeThatMay(progress: PlanInProgress, from: State, to: State, back: boolean): Edge | null {
  const { conditions } = progress;
  const merged = showsMerge(progress);
  if (to.role === 'merged' && !merged) return null;
  const open = edgeTo(from, to.name, conditions);
  if (back || from.terminal || (to.role === 'done' && merged)) return open;
  return open ?? edgeTo(from, to.name, conditions, 'assume');
}

function showsMerge({ situation: { pull } }: PlanInProgress): boolean {
  return pull !== UNAVAILABLE && pull?.state === 'merged';
}
