import {
  type Answer,
  known,
  type Page,
  type PullItemView,
  pullItemView,
  type RepoView,
  repoOf,
  sameRepo,
} from '../../../codec/github/index.ts';
import { type Found, LoopForgeError, type Reading, type Sha, type Target, UNAVAILABLE } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';
import { BRANCH_PULLS_QUERY, COMMIT_PULLS_QUERY, commitQuery } from '../queries/index.ts';
import { withAllChecks } from './check-pages.ts';
import type { PullsInFull } from './pulls.ts';
import { configExpression, finishIssue, finishSelf, readItem } from './read.ts';

const NOTHING: Found = { readings: [], more: [], unlinkedPull: null };
/** How many issues that only a keyword names are read at once; the caller reads the rest by number. */
const KEYWORD_ISSUES = 5;
/** Of 100 pull requests each, under one commit or one branch name. */
const MAX_PAGES = 10;

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
  const known: PullsInFull = new Map([[pull.facts.number, pull]]);
  const found = await referenced(session, view, known);
  for (const number of view.byKeyword.slice(0, KEYWORD_ISSUES)) {
    const reading = await issueByNumber(session, number, known);
    if (reading !== null) found.readings.push(reading);
  }
  found.more.push(...view.byKeyword.slice(KEYWORD_ISSUES));
  if (found.readings.length + found.more.length > 0) return { ...found, unlinkedPull: null };
  const hinted = view.byBranch === null ? null : await issueByNumber(session, view.byBranch, known);
  if (hinted !== null && holds(hinted, pull.facts.number)) return { ...NOTHING, readings: [hinted] };
  return { ...NOTHING, unlinkedPull: await finishSelf(session, { ...view, pull }) };
}

/** The issues that GitHub itself links to the pull request, and those that this answer only names. */
async function referenced(session: Session, view: PullItemView, known: PullsInFull) {
  const readings: Reading[] = [];
  for (const issue of view.issues) readings.push(await finishIssue(session, issue, known));
  return { readings, more: [...view.further] };
}

/** GitHub lists the pull request for the issue, or does not say which it lists. */
function holds({ facts }: Reading, number: number): boolean {
  return facts.pulls === UNAVAILABLE || facts.pulls.some((pull) => pull.number === number);
}

/** Null: the number is no issue, so that the keyword or the branch name meant nothing. */
async function issueByNumber(session: Session, number: number, known: PullsInFull): Promise<Reading | null> {
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
  const isOurs = (pull: Answer) => sameRepo(pull.at('repository').text('nameWithOwner'), repo.name);
  const holding = (await pullsOfCommit(session, data.at('repository').orNull('commit'), sha)).filter(isOurs);
  const named = branch === null ? [] : await pullsOfBranch(session, data.at('repository'), branch);
  const exact = [...holding, ...named.filter(isOurs)].filter((pull) => endsIn(pull, sha));
  const shown = shownPull(repo, data.at('repository', 'commit'));
  const numbers = new Set((exact.length > 0 ? exact : holding.slice(0, 1)).map((pull) => pull.number('number')));
  const founds: Found[] = [];
  for (const number of numbers) {
    const mine = shown?.pull.facts.number === number ? shown : null;
    founds.push(
      mine === null ? await find(session, { kind: 'pull_request', number }) : await findByPull(session, mine),
    );
  }
  return join(founds);
}

/** The commit is its head or its merge. */
function endsIn(pull: Answer, sha: Sha): boolean {
  return pull.text('headRefOid') === sha || pull.orNull('mergeCommit')?.text('oid') === sha;
}

/** The pull request that the answer shows in full; null: none of this repository, or it must be read by its number. */
function shownPull(repo: RepoView, commit: Answer): PullItemView | null {
  const first = commit.missing ? undefined : commit.at('first', 'nodes').members()[0];
  if (first === undefined || first.missing) return null;
  if (!sameRepo(first.at('repository').text('nameWithOwner'), repo.name)) return null;
  const view = known(() => pullItemView(repo, first));
  return view === UNAVAILABLE ? null : view;
}

/** What GitHub lists under a commit; null: there is none of that hash here, as for a fork's head. */
async function pullsOfCommit(session: Session, commit: Answer | null, sha: Sha): Promise<readonly Answer[]> {
  if (commit?.text('__typename') !== 'Commit') return [];
  return allPages(commit.seenPage('all'), async (after) => {
    const { data } = await session.ask(COMMIT_PULLS_QUERY, { sha, after });
    return data.at('repository', 'commit').seenPage('pulls');
  });
}

async function pullsOfBranch(session: Session, repo: Answer, branch: string): Promise<readonly Answer[]> {
  return allPages(repo.seenPage('byBranch'), async (after) => {
    const { data } = await session.ask(BRANCH_PULLS_QUERY, { branch, after });
    return data.at('repository').seenPage('pulls');
  });
}

async function allPages(first: Page, read: (after: string) => Promise<Page>): Promise<readonly Answer[]> {
  const nodes = [...first.nodes];
  let { next } = first;
  for (let page = 1; next !== null && page < MAX_PAGES; page += 1) {
    const more = await read(next);
    nodes.push(...more.nodes);
    next = more.next;
  }
  return nodes;
}

/** Several pull requests may lead to one issue: it is one item. A pull request that is nobody's counts only where there is nothing else. */
function join(founds: readonly Found[]): Found {
  const readings = new Map(founds.flatMap(({ readings }) => readings).map((one) => [one.facts.number, one]));
  const more = new Set(founds.flatMap(({ more }) => more).filter((number) => !readings.has(number)));
  const unlinkedPulls = founds.flatMap(({ unlinkedPull }) => unlinkedPull ?? []);
  const alone = readings.size + more.size === 0;
  return { readings: [...readings.values()], more: [...more], unlinkedPull: alone ? (unlinkedPulls[0] ?? null) : null };
}
