import { attemptOf, earlierStatus, type Page } from '../../../codec/github/index.ts';
import { type CheckFact, isNewer, type PullFacts, type Sha, UNAVAILABLE } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';
import { ATTEMPTS_QUERY } from '../queries/index.ts';
import { listStatuses, tooMany } from './statuses.ts';

/** Of 20 check suites each. */
const MAX_PAGES = 10;

/**
 * What stood before the reports of a merged pull request's head that are newer than its merge: earlier reports of the
 * statuses, and earlier attempts of the check runs. Throws a hole where one of them could not be read.
 */
export async function readEarlierChecks(session: Session, pull: PullFacts): Promise<readonly CheckFact[]> {
  const { checks, mergedAt, headSha } = pull;
  if (checks === UNAVAILABLE || mergedAt === null) return [];
  const newer = checks.filter((check) => isNewer(check, mergedAt));
  const namesOf = (kind: CheckFact['kind']) =>
    new Set(newer.filter((one) => one.kind === kind).map(({ name }) => name));
  const runs = namesOf('run');
  const statuses = namesOf('status');
  const earlier = [
    ...(runs.size === 0 ? [] : await attempts(session, headSha)).filter(({ name }) => runs.has(name)),
    ...(statuses.size === 0 ? [] : (await listStatuses(session, headSha)).map(earlierStatus)).filter(({ name }) =>
      statuses.has(name),
    ),
  ];
  return earlier.filter((one) => !checks.some((check) => isSame(one, check)));
}

/** Every attempt of every check run of a commit. */
async function attempts(session: Session, sha: Sha): Promise<readonly CheckFact[]> {
  const found: CheckFact[] = [];
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { nodes, next }: Page = await suitesAfter(session, sha, after);
    for (const suite of nodes) found.push(...suite.whole('checkRuns').map((run) => attemptOf(run, suite)));
    if (next === null) return found;
    after = next;
  }
  return tooMany(session, sha);
}

async function suitesAfter(session: Session, sha: Sha, after: string | null): Promise<Page> {
  const { data } = await session.ask(ATTEMPTS_QUERY, { sha, after });
  return data.at('repository', 'commit').page('checkSuites');
}

function isSame(one: CheckFact, other: CheckFact): boolean {
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    one.createdAt === other.createdAt &&
    one.startedAt === other.startedAt &&
    one.completedAt === other.completedAt &&
    one.conclusion === other.conclusion
  );
}
