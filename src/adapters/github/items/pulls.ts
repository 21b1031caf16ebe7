import { type Answer, fullPull, Hole, ownLink, type PullView } from '../../../codec/github/index.ts';
import { type IssueName, type PullFacts, UNAVAILABLE } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';
import { pullsQuery, type Query, textsQuery } from '../queries/index.ts';
import { withAllChecks } from './check-pages.ts';

/** Pull requests that were already read in full. */
export type PullsInFull = ReadonlyMap<number, PullView>;

/** So many are read in full at once, so many descriptions. */
const FULL = 10;
const TEXTS = 50;

/** Pull requests in full, by number; those that GitHub says do not exist are left out. No request for none. */
export async function readPulls(session: Session, numbers: readonly number[]): Promise<PullsInFull> {
  const found = new Map<number, PullView>();
  for (const { number, pull, repo } of await readEach(session, numbers, { query: pullsQuery, atOnce: FULL })) {
    const defaultBranch = repo.orNull('defaultBranchRef')?.text('name') ?? null;
    found.set(number, fullPull(pull, 'none', defaultBranch));
  }
  return found;
}

/** Their facts, with all pages of their checks, each tied to an issue by what it says itself. */
export async function readPullFacts(
  session: Session,
  numbers: readonly number[],
  issue: IssueName,
): Promise<readonly PullFacts[]> {
  const found = await readPulls(session, numbers);
  const pulls: PullFacts[] = [];
  for (const pull of found.values()) {
    const link = ownLink(pull, issue);
    if (link === UNAVAILABLE)
      throw new Hole('github_unreachable', `What #${pull.facts.number} closes could not be read.`);
    const { facts } = await withAllChecks(session, pull);
    pulls.push({ ...facts, link: link ?? 'none' });
  }
  return pulls;
}

/** Their descriptions; a pull request without one has an empty one. */
export async function readTexts(session: Session, numbers: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const found = await readEach(session, numbers, { query: textsQuery, atOnce: TEXTS });
  return new Map(found.map(({ number, pull }) => [number, pull.textOrNull('body') ?? '']));
}

async function readEach(
  session: Session,
  numbers: readonly number[],
  { query, atOnce }: { readonly query: (count: number) => Query; readonly atOnce: number },
) {
  const found: { readonly number: number; readonly pull: Answer; readonly repo: Answer }[] = [];
  for (let from = 0; from < numbers.length; from += atOnce) {
    const some = numbers.slice(from, from + atOnce);
    const variables = Object.fromEntries(some.map((number, index) => [`n${index}`, number]));
    const { data } = await session.ask(query(some.length), variables);
    const repo = data.at('repository');
    if (repo.missing) repo.lacking();
    for (const [index, number] of some.entries()) {
      const pull = repo.at(`p${index}`);
      if (pull.missing && pull.error?.type !== 'NOT_FOUND') pull.lacking();
      if (!pull.missing) found.push({ number, pull, repo });
    }
  }
  return found;
}
