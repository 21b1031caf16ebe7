import type { Scene } from '../stories/scenes.ts';
import { mentions } from '../support/github/world/closing-references.ts';
import { repoOf } from '../support/github/world/hub.ts';
import type { Issue, Pull } from '../support/github/world/model.ts';
import { canWrite } from '../support/github/world/review-decision.ts';
import type { RepoState } from '../support/github/world/state.ts';
import type { TimelineEvent } from '../support/github/world/timeline.ts';
import { type Closer, closerOf, ownPulls, pullsOf } from './belonging.ts';
import type { History } from './history.ts';
import { ITEM } from './stage.ts';

/** How often something was so, and of how many. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** What histories have in common with real ones: names of the shares that are counted. */
export const SHARES = [
  'closed issues: by hand, without a pull request',
  'of those: assigned',
  'closed issues: within 7 days of a merge that only mentions them',
  'closed issues: by a commit',
  'of those: before the merge shows',
  'closed issues: only withdrawn pull requests',
  'issues with a pull request: several',
  'pull requests: to another base',
  'pull requests: drafts',
  'pull requests: reopened',
  'merges: within 2 minutes of the last push',
  'merges: within 20 minutes of the last push',
  'merges: without an approval by a writer',
] as const;
export type ShareName = (typeof SHARES)[number];
export type Census = { readonly [name in ShareName]: Share };

/** Counts what is in the worlds themselves, knowing nothing of how they were made. */
export function takeCensus(histories: readonly History[]): Census {
  const ends = histories.flatMap(({ scenes }) => scenes.at(-1) ?? []);
  const worlds = ends.map(({ hub, repo }) => repoOf(hub, repo));
  const issues = ends.flatMap(issueIn);
  const closed = issues.filter(({ issue }) => issue.state === 'closed');
  const byHand = closed.filter((one) => one.pulls.length === 0 && one.closer === null);
  const byCommit = closed.filter((one) => one.closer?.kind === 'commit');
  const pulls = worlds.flatMap(pullsIn);
  const merges = pulls.filter(({ pull }) => pull.mergedAt !== null);
  return {
    'closed issues: by hand, without a pull request': { count: byHand.length, of: closed.length },
    'of those: assigned': share(byHand, ({ issue }) => issue.assignees.length > 0),
    'closed issues: within 7 days of a merge that only mentions them': share(closed, followsMention),
    'closed issues: by a commit': { count: byCommit.length, of: closed.length },
    'of those: before the merge shows': share(byCommit, ({ closer, issue, repo }) =>
      pullsIn(repo).some(
        ({ pull }) =>
          holds(pull, closer?.kind === 'commit' ? closer.sha : '') && (pull.mergedAt ?? '') > (issue.closedAt ?? ''),
      ),
    ),
    'closed issues: only withdrawn pull requests': share(
      closed,
      ({ pulls: own }) => own.length > 0 && own.every((pull) => pull.state === 'closed'),
    ),
    'issues with a pull request: several': share(
      issues.filter((one) => one.pulls.length > 0),
      (one) => one.pulls.length > 1,
    ),
    'pull requests: to another base': share(pulls, ({ pull, repo }) => pull.base !== repo.defaultBranch),
    'pull requests: drafts': share(
      pulls,
      ({ pull, repo }) => pull.draft || has(repo, pull.number, 'ReadyForReviewEvent'),
    ),
    'pull requests: reopened': share(pulls, ({ pull, repo }) => has(repo, pull.number, 'ReopenedEvent')),
    'merges: within 2 minutes of the last push': share(merges, (one) => secondsToMerge(one) <= 120),
    'merges: within 20 minutes of the last push': share(merges, (one) => secondsToMerge(one) <= 1200),
    'merges: without an approval by a writer': share(merges, (one) => !isApproved(one)),
  };
}

interface IssueInWorld {
  readonly repo: RepoState;
  readonly issue: Issue;
  /** Pull requests of this repository that say they close it, or were tied to it. */
  readonly pulls: readonly Pull[];
  readonly closer: Closer;
}

interface PullInWorld {
  readonly repo: RepoState;
  readonly pull: Pull;
}

function issueIn({ hub, repo: name }: Scene): readonly IssueInWorld[] {
  const repo = repoOf(hub, name);
  const issue = repo.items.get(ITEM);
  return issue?.kind === 'issue' ? [{ repo, issue, closer: closerOf(repo), pulls: ownPulls(hub, repo) }] : [];
}

function pullsIn(repo: RepoState): readonly PullInWorld[] {
  return pullsOf(repo).map((pull) => ({ repo, pull }));
}

const holds = (pull: Pull, sha: string): boolean => pull.commits.includes(sha);

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Merged at most a week before the close, mentions the issue, and says nothing of closing it. */
function followsMention({ repo, issue, pulls }: IssueInWorld): boolean {
  const name = `${repo.owner}/${repo.name}`;
  return pullsIn(repo).some(({ pull }) => {
    if (pulls.includes(pull) || pull.mergedAt === null || issue.closedAt === null) return false;
    const before = Date.parse(issue.closedAt) - Date.parse(pull.mergedAt);
    return before >= 0 && before <= WEEK_MS && mentions(pull.body, name).some(({ number }) => number === ITEM);
  });
}

function has(repo: RepoState, number: number, kind: TimelineEvent['kind']): boolean {
  return (repo.timeline.get(number) ?? []).some((event) => event.kind === kind);
}

function secondsToMerge({ repo, pull }: PullInWorld): number {
  const pushedAt = repo.commits.get(pull.headSha)?.committedAt ?? pull.createdAt;
  return (Date.parse(pull.mergedAt ?? '') - Date.parse(pushedAt)) / 1000;
}

function isApproved({ repo, pull }: PullInWorld): boolean {
  return repo.reviews.some(
    (review) =>
      review.pull === pull.number &&
      review.state === 'approved' &&
      review.author !== pull.author &&
      canWrite(repo, review.author) &&
      review.submittedAt <= (pull.mergedAt ?? ''),
  );
}

function share<T>(all: readonly T[], isSo: (one: T) => boolean): Share {
  return { count: all.filter(isSo).length, of: all.length };
}
