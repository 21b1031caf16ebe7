import type { Reading } from '../../core/ports.ts';
import { branchNumber, closingNumbers } from '../event/closing-keywords.ts';
import { actorOf } from './github-actor.ts';
import type { Answer } from './github-answer.ts';
import type { RepoView } from './github-facts.ts';
import { factsFrame, readingFrame, sameRepo } from './github-facts.ts';
import type { IssueView } from './github-facts-issue.ts';
import { issueView } from './github-facts-issue.ts';
import type { PullView } from './github-facts-pull.ts';
import { fullPull } from './github-facts-pull.ts';

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
  /** The number that its branch begins with (same repository only). */
  readonly byBranch: number | null;
}

/** Throws `permission_missing` when the issues that it closes may not be read. */
export function pullItemView(repo: RepoView, item: Answer): PullItemView {
  const pull = fullPull(item, 'reference', repo.defaultBranch);
  const self = selfReading(repo, item, pull);
  const references = item.at('closingIssuesReferences');
  if (references.failed) references.lacking();
  const readable = references.nodes.filter((issue) => !issue.missing);
  const issues = readable.filter((issue) => inRepo(repo, issue)).map((issue) => issueView(repo, issue, null));
  const numbers = issues.map(({ facts }) => facts.number);
  const named = item.at('closing').nodes.filter((issue) => !issue.missing && inRepo(repo, issue));
  const further = named.map((issue) => issue.number('number')).filter((number) => !numbers.includes(number));
  const keywords = closingNumbers(pull.body ?? '', { host: self.host, repo: repo.name });
  return {
    pull,
    self: { ...self, notices: [...self.notices, ...foreign(repo, readable)] },
    issues,
    further,
    byKeyword: keywords.filter((number) => ![...numbers, ...further, pull.facts.number].includes(number)),
    byBranch: pull.facts.fromFork ? null : branchNumber(pull.facts.headRef),
  };
}

/** A pull request that is an item itself (`track: all`). */
export function selfReading(repo: RepoView, item: Answer, pull: PullView): Reading {
  const frame = factsFrame(repo, item);
  // A merge closes too: then whoever merged closed it.
  const closedBy = pull.facts.mergedAt === null ? frame.closedBy : actorOf(item.at('mergedBy'));
  return {
    ...readingFrame(repo, item),
    facts: { ...frame, closedBy, issue: null, pulls: [pull.facts] },
    notices: pull.notices,
  };
}

function inRepo(repo: RepoView, issue: Answer): boolean {
  return sameRepo(issue.at('repository').textOrNull('nameWithOwner'), repo.name);
}

function foreign(repo: RepoView, issues: readonly Answer[]): readonly string[] {
  return issues
    .filter((issue) => !inRepo(repo, issue))
    .map((issue) => `${issue.textOrNull('url')} is an issue of another repository and is not tracked here.`);
}
