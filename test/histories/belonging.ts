import { closingKeywords, closingReferences, sameItem } from '../support/github/world/closing-references.ts';
import type { Issue, Pull } from '../support/github/world/model.ts';
import { fullName, type HubState, type RepoState } from '../support/github/world/state.ts';
import type { TimelineEvent } from '../support/github/world/timeline.ts';
import { ITEM } from './stage.ts';

export type Closer = Extract<TimelineEvent, { kind: 'ClosedEvent' }>['closer'];

export function pullsOf(repo: RepoState): readonly Pull[] {
  return [...repo.items.values()].filter((item) => item.kind === 'pull');
}

/** What closed the issue the last time: a commit, a pull request, or (null) a hand. */
export function closerOf(repo: RepoState): Closer {
  const closed = (repo.timeline.get(ITEM) ?? []).findLast((event) => event.kind === 'ClosedEvent');
  return closed?.kind === 'ClosedEvent' ? closed.closer : null;
}

/**
 * The pull requests of a world that belong to its item: itself, or those that a reader of the page would say are about
 * closing the issue. Said without the product's help.
 */
export function ownPulls(hub: HubState, repo: RepoState): readonly Pull[] {
  const item = repo.items.get(ITEM);
  if (item?.kind === 'pull') return [item];
  return item === undefined ? [] : pullsOf(repo).filter((pull) => isTied(hub, repo, item, pull));
}

function isTied(hub: HubState, repo: RepoState, issue: Issue, pull: Pull): boolean {
  const ref = { repo: fullName(repo), number: issue.number };
  const closer = closerOf(repo);
  return (
    closingReferences(hub, repo, pull).some((one) => sameItem(one, ref)) ||
    (!/not fix/i.test(pull.body) && closingKeywords(pull.body, ref.repo).some((one) => sameItem(one, ref))) ||
    issue.linkedBranches.includes(pull.headRef) ||
    (closer?.kind === 'commit' && pull.commits.includes(closer.sha)) ||
    (closer?.kind === 'pull' && sameItem(closer.ref, { repo: ref.repo, number: pull.number }))
  );
}

/** When the present cycle began: with the last reopening; empty where there was none. */
export function cycleStart(repo: RepoState): string {
  return (repo.timeline.get(ITEM) ?? []).findLast((event) => event.kind === 'ReopenedEvent')?.createdAt ?? '';
}
