import type { Known, Link } from '../../core/facts/facts.ts';
import { UNAVAILABLE } from '../../core/facts/facts.ts';
import { branchNumber, closingNumbers } from '../event/closing-keywords.ts';
import type { Answer } from './github-answer.ts';
import type { RepoView } from './github-facts.ts';
import { sameRepo } from './github-facts.ts';
import type { PullView } from './github-facts-pull.ts';
import { fullPull, lightPull } from './github-facts-pull.ts';

/** The pull requests that may be an issue's, as far as one answer tells. */
export interface Candidates {
  readonly pulls: Known<ReadonlyMap<number, PullView>>;
  /** Pull requests that mention the issue and might close it: only their body tells. Open ones first. */
  readonly undecided: readonly number[];
  /** There are more linked pull requests than the answer holds. */
  readonly cut: boolean;
  readonly notices: readonly string[];
}

const STRENGTH: readonly Link[] = ['reference', 'keyword', 'branch', 'commit', 'none'];

/** Collects what references, the closer and branch names say; mentions are left undecided. */
export function candidatesOf(repo: RepoView, issue: Answer, branches: Answer | null): Candidates {
  const number = issue.number('number');
  const full = linked(repo, issue.at('pulls'));
  const light = linked(repo, issue.at('others'));
  const closer = closerOf(repo, issue);
  const named = (branches?.nodes ?? [])
    .filter((ref) => branchNumber(ref.textOrNull('name') ?? '') === number)
    .flatMap((ref) => linked(repo, ref.at('associatedPullRequests')).ours);
  const pulls = new Map<number, PullView>();
  for (const pull of full.ours) add(pulls, fullPull(pull, 'reference', repo.defaultBranch));
  for (const pull of [...light.ours, ...(closer === null ? [] : [closer])]) {
    add(pulls, lightPull(pull, 'reference', repo.defaultBranch));
  }
  for (const pull of named) add(pulls, lightPull(pull, 'branch', repo.defaultBranch));
  const closerFailed = closing(issue)?.at('closer').failed === true;
  const blind = full.hidden || light.hidden || closerFailed || (pulls.size === 0 && branches?.failed === true);
  const total = issue.at('others').numberOrNull('totalCount') ?? 0;
  return {
    pulls: blind ? UNAVAILABLE : pulls,
    undecided: undecidedOf(repo, issue, pulls),
    cut: total > issue.at('others').nodes.length,
    notices: [...(blind ? [HIDDEN] : []), ...new Set([...full.foreign, ...light.foreign])],
  };
}

const HIDDEN =
  'The pull requests of the issue could not be read: give the job `pull-requests: read` and `contents: read`.';

/** Adds the pull requests that another answer showed in full, where they turn out to be this issue's. */
export function settle(
  candidates: Candidates,
  issue: { readonly number: number; readonly repo: string; readonly host: string },
  known: ReadonlyMap<number, PullView>,
): Candidates {
  if (candidates.pulls === UNAVAILABLE) return { ...candidates, undecided: [] };
  const pulls = new Map(candidates.pulls);
  for (const [number, pull] of known) {
    const link = pulls.get(number)?.facts.link ?? linkOf(pull, issue);
    if (link !== null) add(pulls, { ...pull, facts: { ...pull.facts, link } });
  }
  return { ...candidates, pulls, undecided: candidates.undecided.filter((number) => !known.has(number)) };
}

/** The pull request whose merge closed the issue the last time, if it is one of this repository. */
export function closerOf(repo: RepoView, issue: Answer): Answer | null {
  const closer = closing(issue)?.at('closer');
  if (closer === undefined) return null;
  if (closer.textOrNull('__typename') === 'PullRequest') return isOurs(repo, closer) ? closer : null;
  return closer.at('associatedPullRequests').nodes.find((pull) => isOurs(repo, pull)) ?? null;
}

function linkOf(pull: PullView, issue: { number: number; repo: string; host: string }): Link | null {
  if (closingNumbers(pull.body ?? '', issue).includes(issue.number)) return 'keyword';
  return !pull.facts.fromFork && branchNumber(pull.facts.headRef) === issue.number ? 'branch' : null;
}

function closing(issue: Answer): Answer | undefined {
  return issue.at('closed').nodes[0];
}

function isOurs(repo: RepoView, pull: Answer): boolean {
  return sameRepo(pull.at('repository').textOrNull('nameWithOwner'), repo.name);
}

/**
 * The pull requests of this repository in a connection. One that the token may not see might be ours only while it
 * sees none of ours: the permission is given for a whole repository.
 */
function linked(repo: RepoView, connection: Answer) {
  const seen = connection.nodes.filter((pull) => !pull.missing);
  const ours = seen.filter((pull) => isOurs(repo, pull));
  const foreign = seen
    .filter((pull) => !isOurs(repo, pull))
    .map((pull) => `${pull.textOrNull('url')} is a pull request of another repository and does not count here.`);
  const holes = connection.nodes.length > seen.length;
  return { ours, foreign, hidden: connection.failed || (holes && ours.length === 0) };
}

/** The stronger link and the more complete facts win. */
function add(pulls: Map<number, PullView>, pull: PullView): void {
  const { number } = pull.facts;
  const before = pulls.get(number);
  if (before === undefined) {
    pulls.set(number, pull);
    return;
  }
  const [stronger] = [before, pull].sort((one, other) => rank(one) - rank(other));
  const fuller = before.facts.complete ? before : pull;
  pulls.set(number, { ...fuller, facts: { ...fuller.facts, link: stronger?.facts.link ?? 'none' } });
}

function rank(pull: PullView): number {
  return STRENGTH.indexOf(pull.facts.link);
}

/** Mentions that GitHub made no closing reference of, because their base is not the default branch. */
function undecidedOf(repo: RepoView, issue: Answer, linkedPulls: ReadonlyMap<number, PullView>): readonly number[] {
  const sources = issue
    .at('mentions')
    .nodes.filter(
      (event) => event.flag('willCloseTarget') || event.at('source').textOrNull('baseRefName') !== repo.defaultBranch,
    )
    .map((event) => event.at('source'))
    .filter((source) => source.textOrNull('__typename') === 'PullRequest' && isOurs(repo, source))
    .filter((source) => source.textOrNull('pullState') !== 'CLOSED' && !linkedPulls.has(source.number('number')));
  const open = sources.filter((source) => source.textOrNull('pullState') === 'OPEN');
  const merged = sources.filter((source) => source.textOrNull('pullState') === 'MERGED').reverse();
  return [...new Set([...open, ...merged].map((source) => source.number('number')))];
}
