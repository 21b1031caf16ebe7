import { repoOf, sameRepo } from '../../codec/github/github-facts.ts';
import { issueReading, isWhole } from '../../codec/github/github-facts-issue.ts';
import type { PullItemView } from '../../codec/github/github-facts-pull-item.ts';
import { pullItemView } from '../../codec/github/github-facts-pull-item.ts';
import { LoopForgeError } from '../../core/errors.ts';
import type { Found, Reading, Target } from '../../core/ports.ts';
import { withAllChecks } from './check-pages.ts';
import { commitQuery } from './queries.ts';
import type { Known } from './read.ts';
import { configExpression, finishCandidates, finishIssue, finishSelf, readItem } from './read.ts';
import type { Session } from './session.ts';

const NOTHING: Found = { readings: [], more: [], orphan: null };
/** How many issues that only a keyword names are read at once; the caller reads the rest by number. */
const KEYWORD_ISSUES = 5;

/**
 * The items that a number, a pull request or a commit leads to. One request in the usual cases; one more for a link
 * known only by keyword or branch name, and for a fork's commit. Throws `not_found` for a number that is not there.
 */
export async function find(session: Session, target: Target): Promise<Found> {
  if (target.kind === 'commit') return findByCommit(session, target);
  const view = await readItem(session, target.number);
  if (view.kind === 'pull_request') return findByPull(session, view.item);
  if (target.kind === 'item') return { ...NOTHING, readings: [await finishIssue(session, view.issue, new Map())] };
  throw new LoopForgeError('not_found', `${session.name}#${target.number} is an issue, not a pull request.`);
}

async function findByPull(session: Session, view: PullItemView): Promise<Found> {
  const pull = await withAllChecks(session, view.pull);
  const known: Known = new Map([[pull.facts.number, pull]]);
  const found = await referenced(session, view, known);
  for (const number of view.byKeyword.slice(0, KEYWORD_ISSUES)) {
    const reading = await issueByNumber(session, number, known);
    if (reading !== null) found.readings.push(reading);
  }
  found.more.push(...view.byKeyword.slice(KEYWORD_ISSUES));
  if (found.readings.length + found.more.length > 0) return { ...found, orphan: null };
  const byBranch = view.byBranch === null ? null : await issueByNumber(session, view.byBranch, known);
  if (byBranch !== null && (byBranch.facts.closedAt ?? pull.facts.createdAt) >= pull.facts.createdAt) {
    return { ...NOTHING, readings: [byBranch] };
  }
  return { ...NOTHING, orphan: await finishSelf(session, { ...view, pull }) };
}

/** The issues that GitHub itself links to the pull request, and those of them that this answer shows too little of. */
async function referenced(session: Session, view: PullItemView, known: Known) {
  const readings: Reading[] = [];
  const more: number[] = [...view.further];
  for (const issue of view.issues) {
    const candidates = await finishCandidates(session, issue, known);
    if (isWhole(issue, candidates)) readings.push(issueReading(issue, candidates));
    else more.push(issue.facts.number);
  }
  return { readings, more };
}

/** Null: the number is no issue, so that the keyword or the branch name meant nothing. */
async function issueByNumber(session: Session, number: number, known: Known): Promise<Reading | null> {
  try {
    const view = await readItem(session, number);
    return view.kind === 'issue' ? await finishIssue(session, view.issue, known) : null;
  } catch (error) {
    if (error instanceof LoopForgeError && error.code === 'not_found') return null;
    throw error;
  }
}

/**
 * A commit counts for the pull requests whose head or merge it is; else for the first that contains it. A fork's head
 * is not found by its hash, only by branch and hash together.
 */
async function findByCommit(session: Session, { sha, branch }: Target & { kind: 'commit' }): Promise<Found> {
  const { data, at } = await session.askAboutAssignees(commitQuery, {
    sha,
    branch,
    hasBranch: branch !== null,
    config: configExpression(session),
  });
  const repo = repoOf(data, at, session.name);
  const [first] = data.at('repository', 'commit', 'first').nodes;
  const candidates = ['commit', 'byBranch'].map((key) => data.at('repository', key));
  const exact = candidates
    .flatMap((place) => [...place.at('all').nodes, ...place.nodes])
    .filter((pull) => sameRepo(pull.at('repository').textOrNull('nameWithOwner'), repo.name))
    .filter((pull) => pull.textOrNull('headRefOid') === sha || pull.at('mergeCommit').textOrNull('oid') === sha)
    .map((pull) => pull.number('number'));
  const here = first?.at('repository').textOrNull('nameWithOwner') ?? null;
  const shown = first !== undefined && sameRepo(here, repo.name) ? pullItemView(repo, first) : null;
  const numbers = new Set(exact.length === 0 && shown !== null ? [shown.pull.facts.number] : exact);
  const founds: Found[] = [];
  for (const number of numbers) {
    const mine = shown?.pull.facts.number === number ? shown : null;
    founds.push(
      mine === null ? await find(session, { kind: 'pull_request', number }) : await findByPull(session, mine),
    );
  }
  return join(founds);
}

/** Several pull requests may lead to one issue: it is one item. An orphan counts only where there is nothing else. */
function join(founds: readonly Found[]): Found {
  const readings = new Map(founds.flatMap(({ readings }) => readings).map((one) => [one.facts.number, one]));
  const more = new Set(founds.flatMap(({ more }) => more).filter((number) => !readings.has(number)));
  const orphans = founds.flatMap(({ orphan }) => orphan ?? []);
  const alone = readings.size + more.size === 0;
  return { readings: [...readings.values()], more: [...more], orphan: alone ? (orphans[0] ?? null) : null };
}
