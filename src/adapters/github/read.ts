import type { Answer } from '../../codec/github/github-answer.ts';
import { itemOf, repoOf } from '../../codec/github/github-facts.ts';
import type { IssueView } from '../../codec/github/github-facts-issue.ts';
import { issueReading, issueView } from '../../codec/github/github-facts-issue.ts';
import type { Candidates } from '../../codec/github/github-facts-links.ts';
import { settle } from '../../codec/github/github-facts-links.ts';
import type { PullView } from '../../codec/github/github-facts-pull.ts';
import { fullPull } from '../../codec/github/github-facts-pull.ts';
import type { PullItemView } from '../../codec/github/github-facts-pull-item.ts';
import { pullItemView } from '../../codec/github/github-facts-pull-item.ts';
import { UNAVAILABLE } from '../../core/facts/facts.ts';
import type { Reading, ReadOptions } from '../../core/ports.ts';
import { withAllChecks } from './check-pages.ts';
import type { GraphqlResult } from './graphql.ts';
import { itemQuery, pullsQuery } from './queries.ts';
import type { Session } from './session.ts';

/** Pull requests that were already read in full. */
export type Known = ReadonlyMap<number, PullView>;

export type ItemView =
  | { readonly kind: 'issue'; readonly issue: IssueView }
  | { readonly kind: 'pull_request'; readonly item: PullItemView };

/** How many pull requests that only mention an issue are looked into. */
const MENTIONS = 10;

/** One request: an issue or a pull request with all that comes with it. Throws `not_found` when it is neither. */
export async function readItem(session: Session, number: number): Promise<ItemView> {
  const { data, at } = await askItem(session, number, null);
  return viewOf(session, data, at, number);
}

function askItem(session: Session, number: number, lock: string | null): Promise<GraphqlResult> {
  return session.askAboutAssignees(itemQuery, {
    number,
    config: configExpression(session),
    branches: `${number}-`,
    ...(lock === null ? {} : { held: true, lock }),
  });
}

export function configExpression(session: Session): string {
  return `HEAD:${session.configPath}`;
}

function viewOf(session: Session, data: Answer, at: string, number: number): ItemView {
  const repo = repoOf(data, at, session.name);
  const item = itemOf(data, number, session.name);
  if (item.textOrNull('__typename') === 'PullRequest') return { kind: 'pull_request', item: pullItemView(repo, item) };
  return { kind: 'issue', issue: issueView(repo, item, data.at('repository', 'branches')) };
}

/** The reading of an issue or of a pull request as an item of its own. */
export async function readNumber(session: Session, number: number, { lock }: ReadOptions = {}): Promise<Reading> {
  const { data, at } = await askItem(session, number, lock ?? null);
  const view = viewOf(session, data, at, number);
  const reading =
    view.kind === 'issue' ? await finishIssue(session, view.issue, new Map()) : await finishSelf(session, view.item);
  return lock === undefined ? reading : { ...reading, knowsLock: !data.at('lock').missing };
}

/** Settles the links that one answer left open (at most one request more) and reads further pages of checks. */
export async function finishIssue(session: Session, view: IssueView, known: Known): Promise<Reading> {
  return issueReading(view, await finishCandidates(session, view, known));
}

export async function finishCandidates(session: Session, view: IssueView, known: Known): Promise<Candidates> {
  const issue = { number: view.facts.number, repo: view.facts.repo, host: view.frame.host };
  const first = settle(view.candidates, issue, known);
  const mentions = await readPulls(session, first.undecided.slice(0, MENTIONS));
  const settled = mentions.size === 0 ? first : settle(first, issue, mentions);
  if (settled.pulls === UNAVAILABLE) return settled;
  const pulls = new Map<number, PullView>();
  for (const [number, pull] of settled.pulls) pulls.set(number, await withAllChecks(session, pull));
  const left = first.undecided.length - MENTIONS;
  const notices = left > 0 ? [`${left} more pull requests mention the issue and were not looked into.`] : [];
  return { ...settled, pulls, notices: [...settled.notices, ...notices] };
}

/** A pull request as an item of its own, with all pages of its checks. */
export async function finishSelf(session: Session, { self, pull }: PullItemView): Promise<Reading> {
  const whole = await withAllChecks(session, pull);
  return {
    ...self,
    facts: { ...self.facts, pulls: [whole.facts] },
    notices: [...new Set([...self.notices, ...whole.notices])],
  };
}

/** Pull requests in full, by number; those that do not exist are left out. No request for none. */
export async function readPulls(session: Session, numbers: readonly number[]): Promise<Known> {
  const found = new Map<number, PullView>();
  if (numbers.length === 0) return found;
  const variables = Object.fromEntries(numbers.map((number, index) => [`n${index}`, number]));
  const { data } = await session.ask(pullsQuery(numbers.length), variables);
  const repo = data.at('repository');
  if (repo.missing) repo.lacking();
  for (const [index, number] of numbers.entries()) {
    const pull = repo.at(`p${index}`);
    if (pull.missing && (pull.error?.type ?? 'NOT_FOUND') !== 'NOT_FOUND') pull.lacking();
    if (!pull.missing) found.set(number, fullPull(pull, 'none', repo.at('defaultBranchRef').textOrNull('name')));
  }
  return found;
}
