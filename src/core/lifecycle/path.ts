import type { Known } from '../facts/index.ts';
import { type EdgeReading, edgeTo, passes, targetsOf } from './edges.ts';
import { type Edge, type Lifecycle, orderOf, type State } from './lifecycle.ts';
import type { Conditions } from './observe.ts';

export interface Step {
  readonly from: string;
  readonly edge: Edge;
  readonly state: State;
}

export interface PathRequest {
  readonly lifecycle: Lifecycle;
  readonly conditions: Conditions;
  readonly from: string;
  readonly to: string;
  readonly reading: EdgeReading;
  /** Whether the first step may lead back. */
  readonly mayStepBack: boolean;
  /** `from` is a gate that counts as open although its `when` may not hold (entered by override, proved again). */
  readonly startOpen: boolean;
  /** Whether a path back may lead through a state where checks run: nobody passes a state that was not. */
  readonly mayRecheck: Known<boolean>;
}

interface Place {
  readonly order: number;
  /** The start is a gate that does not hold: no later gate may be entered, unless the first step led back. */
  readonly blocked: boolean;
  /** The first step led back. */
  readonly back: boolean;
  readonly step: Step | null;
  readonly before: Place | null;
}

/**
 * The shortest legal path, breadth first, neighbours in file order, so that of equal paths the one whose states stand
 * first wins. Null: there is none. Empty: already there.
 */
export function findPath(request: PathRequest): readonly Step[] | null {
  const { lifecycle } = request;
  const start = orderOf(lifecycle, request.from);
  const goal = orderOf(lifecycle, request.to);
  if (start < 0 || goal < 0) return null;
  if (start === goal) return [];
  const queue: Place[] = [{ order: start, blocked: isBlocked(request, start), back: false, step: null, before: null }];
  const seen = new Set<number>();
  for (const place of queue) {
    for (const next of nextPlaces(request, place, start)) {
      const key = next.order * 4 + Number(next.blocked) * 2 + Number(next.back);
      if (seen.has(key)) continue;
      seen.add(key);
      if (next.order === goal) return stepsTo(next);
      queue.push(next);
    }
  }
  return null;
}

function nextPlaces(request: PathRequest, place: Place, start: number): readonly Place[] {
  const { lifecycle } = request;
  const from = lifecycle.states[place.order];
  if (from === undefined) return [];
  const first = place.before === null;
  if (place.back && from.role === 'checking' && !mayPassChecking(request)) return [];
  const places: Place[] = [];
  for (const target of targetsOf(from)) {
    const order = orderOf(lifecycle, target);
    const state = lifecycle.states[order];
    const edge = edgeTo(from, target, request.conditions, request.reading);
    if (state === undefined || edge === null) continue;
    const back = order <= place.order;
    if (back && !(first && request.mayStepBack)) continue;
    const blocked = place.blocked && !back;
    if (blocked && state.gate && order > start) continue;
    if (!state.gate || holds(request, state))
      places.push({ order, blocked, back: back || place.back, step: { from: from.name, edge, state }, before: place });
  }
  return places.sort((a, b) => a.order - b.order);
}

function mayPassChecking({ mayRecheck, reading }: PathRequest): boolean {
  return passes(mayRecheck, reading);
}

function holds(request: PathRequest, state: State): boolean {
  return passes(request.conditions.whenOf(state).value, request.reading);
}

function isBlocked(request: PathRequest, start: number): boolean {
  const state = request.lifecycle.states[start];
  return state?.gate === true && !request.startOpen && !holds(request, state);
}

function stepsTo(place: Place): readonly Step[] {
  const steps: Step[] = [];
  for (let at: Place | null = place; at !== null; at = at.before) {
    if (at.step !== null) steps.push(at.step);
  }
  return steps.reverse();
}
