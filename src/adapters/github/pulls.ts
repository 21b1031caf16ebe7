import type { Answer } from '../../codec/github/github-answer.ts';
import type { PullView } from '../../codec/github/github-facts-pull.ts';
import { fullPull } from '../../codec/github/github-facts-pull.ts';
import type { Query } from './queries.ts';
import { pullsQuery, textsQuery } from './queries.ts';
import type { Session } from './session.ts';

/** Pull requests that were already read in full. */
export type Known = ReadonlyMap<number, PullView>;

/** So many are read in full at once, so many descriptions. */
const FULL = 10;
const TEXTS = 50;

/** Pull requests in full, by number; those that do not exist are left out. No request for none. */
export async function readPulls(session: Session, numbers: readonly number[]): Promise<Known> {
  const found = new Map<number, PullView>();
  for (const { number, pull, repo } of await readEach(session, numbers, { query: pullsQuery, atOnce: FULL })) {
    const defaultBranch = repo.orNull('defaultBranchRef')?.text('name') ?? null;
    found.set(number, fullPull(pull, 'none', defaultBranch));
  }
  return found;
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
      if (pull.missing && (pull.error?.type ?? 'NOT_FOUND') !== 'NOT_FOUND') pull.lacking();
      if (!pull.missing) found.push({ number, pull, repo });
    }
  }
  return found;
}
