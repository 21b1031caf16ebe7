import type { Verdict } from '../facts/contexts.ts';
import { UNAVAILABLE } from '../facts/facts.ts';
import type { Situation } from '../facts/situation.ts';
import { type Condition, type Edge, type Lifecycle, orderOf, type State, stateOf } from '../lifecycle/lifecycle.ts';
import type { Conditions } from '../lifecycle/observe.ts';

/** The states that an edge whose guard holds leads to, in file order. */
export function allowedFrom(lifecycle: Lifecycle, conditions: Conditions, from: string): readonly string[] {
  const edges = stateOf(lifecycle, from)?.to ?? [];
  return edges.filter((edge) => conditions.guardOf(edge).value === true).map((edge) => edge.to);
}

/**
 * What stands between a state and the next ones, one sentence each: its own proof where that is lost, then the state
 * after it, then the nearest gates. Empty where the way is open.
 */
export function missingFor(
  lifecycle: Lifecycle,
  conditions: Conditions,
  situation: Situation,
  from: string,
): readonly string[] {
  const ways = [...ownProof(lifecycle, from), ...nextState(lifecycle, from), ...nearestGates(lifecycle, from)];
  const ahead = ways.filter(({ to }) => !isPassed(lifecycle, conditions, from, to));
  const found = ahead.map((way) => ({ way, needs: needsOn(way, conditions, situation) }));
  const said = found.filter(({ needs }) => needs.length > 0);
  if (said.length > 0) return [...new Set(said.map(({ way, needs }) => sentence(way.to, needs)))];
  const shut = found.find(({ way }) => shutCondition(way, conditions) !== null);
  if (shut === undefined) return [];
  return [sentence(shut.way.to, [`the condition \`${shutCondition(shut.way, conditions)?.text}\``])];
}

/** A gate behind the state whose proof is there: going back to it is nothing to wait for. */
function isPassed(lifecycle: Lifecycle, conditions: Conditions, from: string, to: State): boolean {
  return orderOf(lifecycle, to.name) < orderOf(lifecycle, from) && conditions.whenOf(to).value === true;
}

/** What one edge needs, for a claim that was refused. */
export function missingOn(edge: Edge, to: State, conditions: Conditions, situation: Situation): string | null {
  const needs = needsOn({ to, edges: [edge] }, conditions, situation);
  return needs.length === 0 ? null : sentence(to, needs);
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

function nextState(lifecycle: Lifecycle, from: string): readonly Way[] {
  const next = lifecycle.states[orderOf(lifecycle, from) + 1];
  const edge = stateOf(lifecycle, from)?.to.find((one) => one.to === next?.name);
  return next === undefined || edge === undefined || next.gate ? [] : [{ to: next, edges: [edge] }];
}

/** Gates that are reached without passing another; where there is work to do over again, by a step back. */
function nearestGates(lifecycle: Lifecycle, from: string): readonly Way[] {
  const start = stateOf(lifecycle, from);
  if (start === undefined) return [];
  const seen = new Set([from]);
  const gates: Way[] = [];
  const queue: Way[] = [{ to: start, edges: [] }];
  for (const way of queue) {
    for (const edge of way.to.to) {
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

/** In words, where the facts have words for it. */
function needsOn(way: Way, conditions: Conditions, situation: Situation): readonly string[] {
  const verdicts = [...way.edges.map((edge) => conditions.guardOf(edge)), conditions.whenOf(way.to)];
  return [...new Set(verdicts.flatMap((verdict) => needsOf(verdict, situation)))];
}

function needsOf({ value, reads }: Verdict, situation: Situation): readonly string[] {
  if (value === true) return [];
  if (value === UNAVAILABLE) return ['facts that could not be read (see the permissions of this job)'];
  return Object.keys(reads).flatMap((path) => needFor(path, situation) ?? []);
}

function shutCondition(way: Way, conditions: Conditions): Condition | null {
  const guard = way.edges.find((edge) => conditions.guardOf(edge).value !== true);
  if (guard !== undefined) return guard.if;
  return conditions.whenOf(way.to).value === true ? null : way.to.when;
}

function sentence(to: State, needs: readonly string[]): string {
  return `${to.name} needs: ${needs.join('; ')}`;
}

/** A sentence for a fact that is not as it should be; null where it says nothing. */
function needFor(path: string, situation: Situation): string | null {
  if (path.startsWith('checks.')) return checksNeed(situation, path);
  if (path.startsWith('review.')) return reviewNeed(situation);
  const { pull, facts } = situation;
  if (path === 'pull_request.merged' && pull !== UNAVAILABLE && pull?.state === 'open') {
    return `pull request #${pull.number} to be merged`;
  }
  if (path.startsWith('pull_request.') && pull === null) return 'an open pull request that closes this issue';
  if (path.startsWith('issue.state') && facts.issue?.state === 'open') return 'the issue to be closed';
  if (path === 'issue.assignees' && facts.issue?.assignees.length === 0) return 'an assignee or a pull request';
  return null;
}

function checksNeed({ checks, pull }: Situation, path: string): string | null {
  if (checks === UNAVAILABLE) return 'the checks, which could not be read';
  const enough = path === 'checks.state' ? checks.state === 'success' : checks.ok;
  if (pull === null || enough) return null;
  if (checks.failed.length > 0) return `these checks to pass: ${list(checks.failed)}`;
  if (checks.pending.length > 0) return `these checks to finish: ${list(checks.pending)}`;
  return 'a check that reports success (none has)';
}

function reviewNeed({ review, pull }: Situation): string | null {
  if (review === UNAVAILABLE) return 'the reviews, which could not be read';
  if (pull === null || review.decision === 'approved') return review.stale ? 'an approval of the current head' : null;
  if (review.decision === 'changes_requested') return 'the requested changes to be resolved and approved';
  return review.decision === 'review_required' ? 'an approving review' : null;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ');
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}
