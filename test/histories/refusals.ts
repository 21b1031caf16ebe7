import type { MissingNeed, NeedKind } from '../../src/core/lifecycle/need.ts';
import type { Rejection } from '../../src/core/record/entry.ts';
import { isRejection } from '../../src/core/record/kind.ts';
import type { Happened } from '../stories/run-story.ts';
import { repoOf } from '../support/github/world/hub.ts';
import type { RepoState } from '../support/github/world/state.ts';
import { closerOf, ownPulls } from './belonging.ts';
import { checksVerdict, reviewsVerdict, verdictOn } from './merge-hour.ts';
import { happenedIn, type Replay } from './replay.ts';
import { ITEM } from './stage.ts';

/** A refusal, and the run that recorded it. */
export interface Refused {
  readonly entry: Rejection;
  readonly at: Happened;
  /** The world as that run saw it. */
  readonly repo: RepoState;
}

export function refusalsIn(replay: Replay): readonly Refused[] {
  return happenedIn(replay).flatMap((at) =>
    at.appended.filter(isRejection).map((entry) => ({ entry, at, repo: repoOf(at.scene.hub, at.scene.repo) })),
  );
}

const CHECK_KINDS: readonly NeedKind[] = [
  ...(['failed', 'cancelled', 'superseded', 'timed_out', 'running', 'queued', 'waiting'] as const),
  ...(['never_reported', 'only_neutral', 'no_checks', 'conflict', 'pinned'] as const),
];
const REVIEW_KINDS: readonly NeedKind[] = ['approvals', 'code_owner', 'changes_requested', 'draft'];
const LISTS: readonly NeedKind[] = ['failed', 'cancelled', 'superseded', 'timed_out', 'running', 'queued', 'waiting'];

/** What a refusal does not say and should: who did it, each gate that was skipped, what it lacks and how many. */
export function unsaid(refused: Refused): readonly string[] {
  return [...unsaidActor(refused), ...unsaidGates(refused), ...unsaidCounts(refused.entry.needs)];
}

function unsaidActor({ entry, repo }: Refused): readonly string[] {
  const said = entry.actor !== null && 'login' in entry.actor ? entry.actor.login : null;
  const who = actorOf(entry, repo);
  return who === null || said === who ? [] : [`names ${said ?? 'nobody'} where ${who} did it`];
}

/** Who did what was refused; null where it is nobody's deed, as with a proof that was lost. */
function actorOf(entry: Rejection, repo: RepoState): string | null {
  const pull = entry.pr === null ? undefined : repo.items.get(entry.pr);
  if (entry.to_state === 'merged') return pull?.kind === 'pull' ? pull.mergedBy : null;
  if (entry.to_state !== 'closed') return null;
  return repo.items.get(ITEM)?.closedBy ?? null;
}

function unsaidGates(refused: Refused): readonly string[] {
  const { entry, repo } = refused;
  const { code, needs } = entry;
  if (code === 'illegal_transition') return [];
  if (needs.length === 0) return ['names no need'];
  const pull = entry.pr === null ? undefined : repo.items.get(entry.pr);
  if (entry.to_state !== 'merged' || pull?.kind !== 'pull' || pull.mergedAt === null) return [];
  const missing = (gate: string, kinds: readonly NeedKind[]): readonly string[] =>
    needs.some((need) => kinds.includes(need.kind)) ? [] : [`says nothing of ${gate}`];
  return [
    ...(checksVerdict(repo, pull) === 'in order' ? [] : missing('ci_passed', CHECK_KINDS)),
    ...(reviewsVerdict(repo, pull) !== 'out of order' ? [] : missing('approved', REVIEW_KINDS)),
  ];
}

function unsaidCounts(needs: readonly MissingNeed[]): readonly string[] {
  return needs.flatMap(({ kind, names, counts }) => {
    if (LISTS.includes(kind))
      return names.length > 0 && (counts['total'] ?? 0) >= names.length ? [] : [`counts no ${kind}`];
    if (kind === 'changes_requested') return names.length > 0 ? [] : ['names nobody who asked for changes'];
    return kind !== 'approvals' || Object.keys(counts).length > 0 ? [] : ['counts no approvals'];
  });
}

/** Would somebody who looks at the world as the run saw it object too? Asked of `standard`, which refuses little else. */
export function isDeserved(refused: Refused): boolean {
  const { entry, repo } = refused;
  const pull = entry.pr === null ? undefined : repo.items.get(entry.pr);
  const merge = pull?.kind === 'pull' && pull.mergedAt !== null ? verdictOn(repo, pull) : null;
  if (entry.code === 'gate_lost') return pull?.kind === 'pull' && checksVerdict(repo, pull) === 'either';
  if (entry.to_state === 'merged') return merge !== null && merge !== 'in order';
  return entry.to_state === 'closed' && isCloseDeserved(refused);
}

/**
 * A close that went round the gates (by a commit, or by a stranger's repository), or that says the work is done where
 * somebody had taken it up and nothing of theirs was merged.
 */
function isCloseDeserved({ at, repo }: Refused): boolean {
  const issue = repo.items.get(ITEM);
  if (issue?.kind !== 'issue') return false;
  const closer = closerOf(repo);
  if (closer?.kind === 'commit') return true;
  if (closer?.kind === 'pull') return closer.ref.repo.split('/')[0] !== repo.owner;
  const isOurs = ownPulls(at.scene.hub, repo).some(
    (pull) => pull.state === 'open' && pull.headRepo === `${repo.owner}/${repo.name}`,
  );
  return issue.stateReason === 'completed' && (issue.assignees.length > 0 || isOurs);
}
