import { type Known, type Link, UNAVAILABLE } from '../../../core/model.ts';
import { closingNumbers, type OwnRepository } from '../../text/index.ts';
import { type Answer, Hole, known } from '../answer/index.ts';
import { closerOf, closingPull } from './closer.ts';
import { type RepoView, sameRepo } from './item.ts';
import { fullPull, lightPull, type NamedItem, namedItem, type PullView } from './pull.ts';

/** The pull requests that are an issue's, as far as one answer tells. */
export interface PullCandidates {
  /** How each is tied to the issue. Unavailable: not all of them are known. */
  readonly links: Known<ReadonlyMap<number, Link>>;
  /** Those that the answer shows, in full or in part; the others must be read by number. */
  readonly views: ReadonlyMap<number, PullView>;
  readonly notices: readonly string[];
}

const STRENGTH: readonly Link[] = ['reference', 'keyword', 'branch', 'commit', 'none'];

const HIDDEN =
  'The pull requests of the issue could not be read: the token needs `pull-requests: read` and `contents: read`.';

/** Collects what references, the closer and linked branches say; what merely mentions the issue is another list. */
export function candidatesOf(repo: RepoView, issue: Answer): PullCandidates {
  try {
    const { ours, foreign } = linkedOf(repo, issue);
    const links = new Map<number, Link>();
    for (const { number } of ours) links.set(number, 'reference');
    for (const [number, link] of [...byCloser(repo, issue), ...byBranch(repo, issue)]) {
      links.set(number, stronger(links.get(number), link));
    }
    return { links, views: viewsOf(repo, issue), notices: foreign };
  } catch (error) {
    if (!(error instanceof Hole)) throw error;
    return { links: UNAVAILABLE, views: new Map(), notices: [HIDDEN] };
  }
}

/** The link that decides: the stronger of two. */
export function stronger(one: Link | undefined, other: Link): Link {
  return one === undefined || STRENGTH.indexOf(other) < STRENGTH.indexOf(one) ? other : one;
}

/** How a pull request that was read in full is tied to the issue by what it says itself; null: not at all. */
export function ownLink(pull: PullView, issue: { readonly number: number } & OwnRepository): Known<Link | null> {
  const isIt = ({ number, repo }: NamedItem): boolean => number === issue.number && sameRepo(repo, issue.repo);
  if (pull.closes !== UNAVAILABLE && pull.closes.some(isIt)) return 'reference';
  if (closingNumbers(pull.body ?? '', issue).includes(issue.number)) return 'keyword';
  return pull.closes === UNAVAILABLE ? UNAVAILABLE : null;
}

/**
 * The pull requests that GitHub says would close the issue, or closed it. One of another repository may be hidden from
 * the token; it is told from an unread one of ours by being hidden twice, where ours are seen: the permission is given
 * for a whole repository.
 */
function linkedOf(repo: RepoView, issue: Answer) {
  const linked = issue.at('linked');
  const members = linked.at('nodes').members();
  if (linked.number('totalCount') > members.length) linked.tooLong();
  const shown = ['pulls', 'others'].map((list) => issue.at(list, 'nodes')).filter((list) => !list.missing);
  const places = members.map((member, index) => [member, ...shown.map((list) => list.at(index))]);
  const seen = places.flatMap((views) => views.find((one) => !one.missing) ?? []).map(namedItem);
  const ours = seen.filter((pull) => sameRepo(pull.repo, repo.name));
  for (const views of places.filter((views) => views.every((one) => one.missing))) {
    const isForeign = views.filter((one) => one.hidden).length >= 2 && ours.length > 0;
    if (!isForeign) linked.at('nodes').lacking();
  }
  const foreign = seen
    .filter((pull) => !sameRepo(pull.repo, repo.name))
    .map((pull) => `${pull.url} is a pull request of another repository and does not count here.`);
  return { ours, foreign };
}

function byCloser(repo: RepoView, issue: Answer): readonly (readonly [number, Link])[] {
  const closer = closerOf(repo, issue);
  if (closer.kind === 'pull_request') return [[closer.number, 'reference']];
  if (closer.kind !== 'commit') return [];
  if (closer.pulls === UNAVAILABLE) return issue.at('closed', 'nodes', 0, 'closer', 'associatedPullRequests').lacking();
  return closer.pulls.map((number) => [number, 'commit']);
}

/** A branch that is gone has no pull requests any more; what came from it is known by other ways. */
function byBranch(repo: RepoView, issue: Answer): readonly (readonly [number, Link])[] {
  return issue
    .whole('linkedBranches')
    .flatMap((branch) => branch.orNull('ref')?.whole('associatedPullRequests') ?? [])
    .map(namedItem)
    .filter((pull) => sameRepo(pull.repo, repo.name))
    .map((pull) => [pull.number, 'branch']);
}

/** What the answer shows of pull requests of this repository; the fuller view of each. */
function viewsOf(repo: RepoView, issue: Answer): ReadonlyMap<number, PullView> {
  const views = new Map<number, PullView>();
  const closer = closingPull(repo, issue);
  const light = [...(closer === null ? [] : [closer]), ...shownIn(issue, 'others')];
  for (const pull of light) put(repo, views, pull, lightPull);
  for (const pull of shownIn(issue, 'pulls')) put(repo, views, pull, fullPull);
  return views;
}

/** One that cannot be read here is read by its number. */
function put(repo: RepoView, views: Map<number, PullView>, pull: Answer, read: typeof lightPull): void {
  const view = known(() => (sameRepo(namedItem(pull).repo, repo.name) ? read(pull, 'none', repo.defaultBranch) : null));
  if (view !== UNAVAILABLE && view !== null) views.set(view.facts.number, view);
}

function shownIn(issue: Answer, list: string): readonly Answer[] {
  const nodes = issue.at(list, 'nodes');
  return nodes.missing ? [] : nodes.members().filter((pull) => !pull.missing);
}
