import type { Closer } from '../../../core/model.ts';
import { type Answer, known } from '../answer/index.ts';
import { type RepoView, sameRepo } from './item.ts';
import { namedItem } from './pull.ts';

/** What closed the issue the last time. Throws a hole where that could not be read. */
export function closerOf(repo: RepoView, issue: Answer): Closer {
  const closer = issue.newest('closed')?.orNull('closer') ?? null;
  switch (closer?.text('__typename')) {
    case 'PullRequest':
      return closer === null ? { kind: 'hand' } : byPull(repo, closer);
    case 'Commit':
      return closer === null ? { kind: 'hand' } : byCommit(repo, closer);
    default:
      return { kind: 'hand' };
  }
}

/** The pull request that closed the issue, if it is one of this repository; it stands in the answer as `PullLight`. */
export function closingPull(repo: RepoView, issue: Answer): Answer | null {
  const closer = issue.newest('closed')?.orNull('closer') ?? null;
  return closer?.text('__typename') === 'PullRequest' && isHere(repo, closer) ? closer : null;
}

function byPull(repo: RepoView, pull: Answer): Closer {
  if (isHere(repo, pull)) return { kind: 'pull_request', number: pull.number('number') };
  const merged = pull.text('pullState') === 'MERGED';
  return { kind: 'elsewhere', what: 'pull_request', url: pull.text('url'), sameOwner: isNear(repo, pull), merged };
}

/** GitHub closes an issue for a commit when that is on the default branch. */
function byCommit(repo: RepoView, commit: Answer): Closer {
  const url = commit.text('url');
  if (!isHere(repo, commit)) {
    return { kind: 'elsewhere', what: 'commit', url, sameOwner: isNear(repo, commit), merged: true };
  }
  const pulls = known(() =>
    commit
      .whole('associatedPullRequests')
      .map(namedItem)
      .filter((pull) => sameRepo(pull.repo, repo.name))
      .map((pull) => pull.number),
  );
  return { kind: 'commit', sha: commit.sha('oid'), url, pulls };
}

function isHere(repo: RepoView, place: Answer): boolean {
  return sameRepo(place.at('repository').text('nameWithOwner'), repo.name);
}

function isNear(repo: RepoView, place: Answer): boolean {
  const ownerOf = (name: string): string => name.split('/')[0]?.toLowerCase() ?? '';
  return ownerOf(place.at('repository').text('nameWithOwner')) === ownerOf(repo.name);
}
