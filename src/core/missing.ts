import type { Verdict } from './contexts.ts';
import { UNAVAILABLE } from './facts.ts';
import { type Condition, type Lifecycle, orderOf, stateOf } from './lifecycle.ts';
import type { Conditions } from './observe.ts';
import type { Situation } from './situation.ts';

/** The states that an edge whose guard holds leads to, in file order. */
export function allowedFrom(lifecycle: Lifecycle, conditions: Conditions, from: string): readonly string[] {
  const edges = stateOf(lifecycle, from)?.to ?? [];
  return edges.filter((edge) => conditions.guardOf(edge).value === true).map((edge) => edge.to);
}

/** What stands between a state and the states ahead of it, one sentence each. Empty where the way is open. */
export function missingFor(
  lifecycle: Lifecycle,
  conditions: Conditions,
  situation: Situation,
  from: string,
): readonly string[] {
  const edges = stateOf(lifecycle, from)?.to ?? [];
  const ahead = edges.filter((edge) => orderOf(lifecycle, edge.to) > orderOf(lifecycle, from));
  return [
    ...lostProof(lifecycle, conditions, situation, from),
    ...ahead.flatMap((edge) => {
      const state = stateOf(lifecycle, edge.to);
      const needs: string[] = [];
      if (edge.if !== null) needs.push(...needsOf(edge.if, conditions.guardOf(edge), situation));
      if (state?.when != null) needs.push(...needsOf(state.when, conditions.whenOf(state), situation));
      return needs.length === 0 ? [] : [`${edge.to} needs: ${[...new Set(needs)].join('; ')}`];
    }),
  ];
}

/** A gate that was passed and no longer holds shuts every way ahead: what it lacks comes first. */
function lostProof(
  lifecycle: Lifecycle,
  conditions: Conditions,
  situation: Situation,
  from: string,
): readonly string[] {
  const state = stateOf(lifecycle, from);
  if (state?.gate !== true || state.when === null) return [];
  const needs = needsOf(state.when, conditions.whenOf(state), situation);
  return needs.length === 0 ? [] : [`${from} needs: ${needs.join('; ')}`];
}

function needsOf(condition: Condition, verdict: Verdict, situation: Situation): readonly string[] {
  if (verdict.value === true) return [];
  if (verdict.value === UNAVAILABLE) return ['facts that could not be read (see the permissions of this job)'];
  const needs = new Set<string>();
  for (const path of Object.keys(verdict.reads)) {
    const need = needFor(path, situation);
    if (need !== null) needs.add(need);
  }
  return needs.size > 0 ? [...needs] : [`the condition \`${condition.text}\``];
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
