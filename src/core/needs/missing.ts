import {
  type Condition,
  type Conditions,
  type ConditionVerdict,
  type Edge,
  edgeTo,
  type Lifecycle,
  type MissingNeed,
  missingNeed,
  type Need,
  orderOf,
  type State,
  stateOf,
  targetsOf,
  UNAVAILABLE,
} from '../model.ts';
import type { Situation } from '../situation/index.ts';
import { checkNeeds } from './check-needs.ts';
import { closeNeeds } from './close-needs.ts';
import { reviewNeeds } from './review-needs.ts';
import { skippedGates } from './skipped-gates.ts';

/** The states that an edge whose guard holds leads to, in file order. */
export function allowedFrom(lifecycle: Lifecycle, conditions: Conditions, from: string): readonly string[] {
  const state = stateOf(lifecycle, from);
  return state === undefined ? [] : targetsOf(state).filter((to) => edgeTo(state, to, conditions) !== null);
}

/**
 * What stands between a state and the next ones: its own proof where that is lost, then the state after it, then the
 * nearest gates. Empty where the way is open.
 */
export function missingFor(
  lifecycle: Lifecycle,
  conditions: Conditions,
  situation: Situation,
  from: string,
): readonly Need[] {
  const ways = [
    ...ownProof(lifecycle, from),
    ...nextState(lifecycle, conditions, from),
    ...nearestGates(lifecycle, conditions, from),
  ];
  const ahead = ways.filter(({ to }) => !isPassed(lifecycle, conditions, from, to));
  const needs = ahead.flatMap((way) => needsOn(way, conditions, situation));
  if (needs.length > 0) return unique(needs);
  return ahead.flatMap((way) => shutNeed(way, conditions) ?? []).slice(0, 1);
}

/** A gate behind the state whose proof is there: going back to it is nothing to wait for. */
function isPassed(lifecycle: Lifecycle, conditions: Conditions, from: string, to: State): boolean {
  return orderOf(lifecycle, to.name) < orderOf(lifecycle, from) && conditions.whenOf(to).value === true;
}

/**
 * What stands between a state and one further on: as for the next ones, and every gate that would be skipped. Where the
 * item was closed, first what closed it; and if there is no pull request, that is all there is to say.
 */
export function missingTowards(
  lifecycle: Lifecycle,
  conditions: Conditions,
  situation: Situation,
  way: { readonly from: string; readonly to: string },
): readonly Need[] {
  const closes = stateOf(lifecycle, way.to)?.terminal === true ? closeNeeds(situation, way.to) : [];
  if (closes.length > 0 && situation.pull === null) return closes;
  const near = missingFor(lifecycle, conditions, situation, way.from);
  const gates = [
    ...ownProof(lifecycle, way.from).map(({ to }) => to),
    ...skippedGates({ lifecycle, conditions, ...way }),
  ];
  const needs = unique([...closes, ...near, ...gates.flatMap((gate) => missingBeyondChecks(gate, situation))]);
  // A condition explains what no other need does.
  const explained = needs.filter(({ kind }) => kind !== 'condition');
  return closes.length > 0 || explained.length > 0 ? explained : needs;
}

const PASSED = { state: 'success', ok: true } as const;

/** What a gate needs besides the checks, which are named already and behind which it would be hidden. */
function missingBeyondChecks(gate: State, situation: Situation): readonly Need[] {
  const { contexts } = situation;
  const verdict = gate.when?.evaluate({ ...contexts, checks: { ...contexts.checks, ...PASSED } });
  if (verdict === undefined || verdict.value === true) return [];
  const reads = Object.entries(verdict.reads).filter(([path]) => !path.startsWith('checks.'));
  const lacks = proofLacks({ ...verdict, reads: Object.fromEntries(reads) }, situation);
  return unique(lacks.map((lack) => ({ ...lack, to: gate.name })));
}

/** What a state needs that nothing else stands before. */
export function missingAt(to: State, conditions: Conditions, situation: Situation): readonly Need[] {
  return needsOrCondition({ to, edges: [] }, conditions, situation);
}

/** What one edge needs, for a claim that was refused. */
export function missingOn(edge: Edge, to: State, conditions: Conditions, situation: Situation): readonly Need[] {
  return needsOrCondition({ to, edges: [edge] }, conditions, situation);
}

function needsOrCondition(way: Way, conditions: Conditions, situation: Situation): readonly Need[] {
  const needs = needsOn(way, conditions, situation);
  return needs.length > 0 ? needs : [shutNeed(way, conditions) ?? []].flat();
}

/** A state, and the edges that lead to it. */
interface Way {
  readonly to: State;
  readonly edges: readonly Edge[];
}

function ownProof(lifecycle: Lifecycle, from: string): readonly Way[] {
  const state = stateOf(lifecycle, from);
  return state?.gate === true ? [{ to: state, edges: [] }] : [];
}

function nextState(lifecycle: Lifecycle, conditions: Conditions, from: string): readonly Way[] {
  const next = lifecycle.states[orderOf(lifecycle, from) + 1];
  const state = stateOf(lifecycle, from);
  if (state === undefined || next === undefined || next.gate) return [];
  return waysFrom(state, conditions)
    .filter((edge) => edge.to === next.name)
    .map((edge) => ({ to: next, edges: [edge] }));
}

/** One edge to each target: the one that would be taken, else the first. */
function waysFrom(state: State, conditions: Conditions): readonly Edge[] {
  return targetsOf(state).flatMap(
    (to) => edgeTo(state, to, conditions) ?? edgeTo(state, to, conditions, 'assume') ?? [],
  );
}

/** Gates that are reached without passing another; where there is work to do over again, by a step back. */
function nearestGates(lifecycle: Lifecycle, conditions: Conditions, from: string): readonly Way[] {
  const start = stateOf(lifecycle, from);
  if (start === undefined) return [];
  const seen = new Set([from]);
  const gates: Way[] = [];
  const queue: Way[] = [{ to: start, edges: [] }];
  for (const way of queue) {
    for (const edge of waysFrom(way.to, conditions)) {
      const to = stateOf(lifecycle, edge.to);
      const back = orderOf(lifecycle, edge.to) <= orderOf(lifecycle, way.to.name);
      const mayStepBack = way.to === start && !start.gate && !start.terminal;
      if (to === undefined || seen.has(to.name) || (back && !mayStepBack)) continue;
      seen.add(to.name);
      const next = { to, edges: [...way.edges, edge] };
      if (to.gate) gates.push(next);
      else if (!to.terminal) queue.push(next);
    }
  }
  return gates;
}

/** As far as the facts tell what it is. */
function needsOn(way: Way, conditions: Conditions, situation: Situation): readonly Need[] {
  const guards = way.edges.map((edge) => conditions.guardOf(edge));
  const proof = conditions.whenOf(way.to);
  const own = way.edges.length < 2 ? proofLacks(proof, situation) : lacksOf(proof, situation);
  const lacks = [...guards.flatMap((guard) => lacksOf(guard, situation)), ...own];
  return unique(lacks.map((lack) => ({ ...lack, to: way.to.name })));
}

/** What the very next state lacks: where it asks for a decision and none is asked for, an approval. */
function proofLacks(verdict: ConditionVerdict, situation: Situation): readonly MissingNeed[] {
  const lacks = lacksOf(verdict, situation);
  const { pull, review } = situation;
  const isUndecided = pull !== null && review !== UNAVAILABLE && review.decision === null;
  const asks = verdict.value === false && 'review.decision' in verdict.reads;
  return lacks.length === 0 && asks && isUndecided ? [missingNeed('approvals', [], { required: 1, given: 0 })] : lacks;
}

function unique(needs: readonly Need[]): readonly Need[] {
  return [...new Map(needs.map((need) => [JSON.stringify([need.to, need.kind, need.names]), need])).values()];
}

function lacksOf({ value, reads }: ConditionVerdict, situation: Situation): readonly MissingNeed[] {
  if (value === true) return [];
  if (value === UNAVAILABLE) return [missingNeed('unreadable', ['facts'])];
  return Object.keys(reads).flatMap((path) => lacksFor(path, situation));
}

/** The condition that shuts a way, where no fact says what is missing. */
function shutNeed(way: Way, conditions: Conditions): Need | null {
  const condition = shutCondition(way, conditions);
  return condition === null ? null : { ...missingNeed('condition', [condition.text]), to: way.to.name };
}

function shutCondition(way: Way, conditions: Conditions): Condition | null {
  const guard = way.edges.find((edge) => conditions.guardOf(edge).value !== true);
  if (guard !== undefined) return guard.if;
  return conditions.whenOf(way.to).value === true ? null : way.to.when;
}

/** What a fact lacks that is not as it should be; none where it says nothing. */
function lacksFor(path: string, situation: Situation): readonly MissingNeed[] {
  if (path.startsWith('checks.')) return checkNeeds(situation, { state: path === 'checks.state' });
  if (path.startsWith('review.')) return reviewNeeds(situation);
  const lack = lackFor(path, situation);
  return lack === null ? [] : [lack];
}

function lackFor(path: string, situation: Situation): MissingNeed | null {
  const { pull, facts } = situation;
  if (path === 'pull_request.merged' && pull !== UNAVAILABLE && pull?.state === 'open') {
    return missingNeed('not_merged', [`#${pull.number}`]);
  }
  if (path === 'pull_request.draft' && pull !== UNAVAILABLE && pull?.draft === true) return missingNeed('draft');
  if (path.startsWith('pull_request.') && pull === null) return missingNeed('pull_request');
  if (path.startsWith('issue.state') && facts.issue?.state === 'open') return missingNeed('closed');
  if (path === 'issue.assignees' && facts.issue?.assignees.length === 0) return missingNeed('assignee');
  return null;
}
