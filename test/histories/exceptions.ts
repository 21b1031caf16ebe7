import { mentions } from '../support/github/world/closing-references.ts';
import { repoOf } from '../support/github/world/hub.ts';
import type { Pull } from '../support/github/world/model.ts';
import { fullName, type RepoState } from '../support/github/world/state.ts';
import { ownPulls, pullsOf } from './belonging.ts';
import type { History } from './history.ts';
import { checksVerdict } from './merge-hour.ts';
import { ITEM } from './stage.ts';

/**
 * The kinds of items whose end does depend on which events were seen, by the numbers of the stories that tell them: a
 * fact came and went unseen, or a failure was seen only after the merge.
 */
export const KINDS = [
  '30 and 31: a pull request came and went',
  '34: an assignee came and went',
  '39: a merge came unlinked',
  '60: what failed began after the merge',
] as const;
export type Kind = (typeof KINDS)[number];

/** The kind that a history is of, read in its world; null: of none. */
export function kindOf(history: History): Kind | null {
  const last = history.scenes.at(-1);
  if (last === undefined) return null;
  const repo = repoOf(last.hub, last.repo);
  const item = repo.items.get(ITEM);
  const pulls = ownPulls(last.hub, repo);
  if (pulls.some((pull) => pull.mergedAt !== null && checksVerdict(repo, pull) === 'either')) return KINDS[3];
  if (item?.kind !== 'issue' || item.state === 'closed') return null;
  if (cameUnlinked(repo, pulls)) return KINDS[2];
  if (item.assignees.length > 0 || pulls.some((pull) => pull.state !== 'closed')) return null;
  if (pulls.length > 0) return KINDS[0];
  return (repo.timeline.get(ITEM) ?? []).some((event) => event.kind === 'UnassignedEvent') ? KINDS[1] : null;
}

/** A merged pull request that was once tied to the item by hand and no longer says so anywhere. */
function cameUnlinked(repo: RepoState, own: readonly Pull[]): boolean {
  const freed = (repo.timeline.get(ITEM) ?? []).flatMap((event) =>
    event.kind === 'DisconnectedEvent' ? [event.source.number] : [],
  );
  return pullsOf(repo).some(
    (pull) =>
      freed.includes(pull.number) &&
      !own.includes(pull) &&
      pull.mergedAt !== null &&
      mentions(pull.body, fullName(repo)).length === 0,
  );
}
