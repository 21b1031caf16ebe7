import { type Known, type Reading, UNAVAILABLE } from '../../../core/model.ts';
import { branchNumber, closingNumbers } from '../../text/index.ts';
import { type Answer, known } from '../answer/index.ts';
import { type IssueView, issueView } from './issue.ts';
import { factsFrame, type RepoView, readingFrame, sameRepo } from './item.ts';
import { fullPull, type NamedItem, type PullView } from './pull.ts';

/** A pull request as one answer shows it, and the issues that it leads to. */
export interface PullItemView {
  readonly pull: PullView;
  /** The pull request read as an item of its own; its facts hold exactly itself. */
  readonly self: Reading;
  /** Issues that GitHub says it closes, read in the same answer. */
  readonly issues: readonly IssueView[];
  /** Further ones, which the answer only names. */
  readonly further: readonly number[];
  /** Numbers that its body says it closes and that GitHub made no reference of. */
  readonly byKeyword: readonly number[];
  /**
   * The number that its branch begins with (same repository only): only a hint, which GitHub's list of the issue's
   * branches confirms or not.
   */
  readonly byBranch: number | null;
}

/** Throws a hole, such as `permission_missing`, when the issues that it closes may not be read. */
export function pullItemView(repo: RepoView, item: Answer): PullItemView {
  const pull = fullPull(item, 'reference', repo.defaultBranch);
  const closes = pull.closes === UNAVAILABLE ? item.at('closing').lacking() : pull.closes;
  const ours = closes.filter((issue) => sameRepo(issue.repo, repo.name)).map(({ number }) => number);
  const issues = shownIssues(repo, item).filter(({ facts }) => ours.includes(facts.number));
  const shown = issues.map(({ facts }) => facts.number);
  const self = selfReading(repo, item, pull);
  const keywords = closingNumbers(pull.body ?? '', { host: self.host, repo: repo.name });
  return {
    pull,
    self: {
      ...self,
      closesElsewhere: elsewhere(repo, item, closes),
      notices: [...self.notices, ...foreign(repo, closes)],
    },
    issues,
    further: ours.filter((number) => !shown.includes(number)),
    byKeyword: keywords.filter((number) => ![...ours, pull.facts.number].includes(number)),
    byBranch: pull.facts.fromFork ? null : branchNumber(pull.facts.headRef),
  };
}

/** Those that the answer shows well enough; the others are read by number. */
function shownIssues(repo: RepoView, item: Answer): readonly IssueView[] {
  const shown = item.at('closingIssuesReferences', 'nodes').members();
  const views = shown.map((issue) => known(() => issueView(repo, issue)));
  return views.filter((view) => view !== UNAVAILABLE);
}

/** A pull request that is an item itself (`track: all`). */
function selfReading(repo: RepoView, item: Answer, pull: PullView): Reading {
  const frame = factsFrame(repo, item);
  // A merge closes too: then whoever merged closed it.
  const closedBy = pull.facts.mergedAt === null ? frame.closedBy : pull.facts.mergedBy;
  return {
    ...readingFrame(repo, item),
    facts: { ...frame, closedBy, issue: null, pulls: [pull.facts], morePulls: false },
    notices: pull.notices,
  };
}

/** Issues of other repositories of the same owner; one that the token may not see could be one of them. */
function elsewhere(repo: RepoView, item: Answer, issues: readonly NamedItem[]): Known<readonly string[]> {
  const ownerOf = (name: string): string => name.toLowerCase().split('/')[0] ?? '';
  const own = issues.filter((issue) => !sameRepo(issue.repo, repo.name) && ownerOf(issue.repo) === ownerOf(repo.name));
  const isHidden = own.length === 0 && item.count('closing') > issues.length;
  return isHidden ? UNAVAILABLE : own.map(({ url }) => url);
}

function foreign(repo: RepoView, issues: readonly NamedItem[]): readonly string[] {
  return issues
    .filter((issue) => !sameRepo(issue.repo, repo.name))
    .map((issue) => `${issue.url} is an issue of another repository and is not tracked here.`);
}
