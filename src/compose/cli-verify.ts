import type { Verification } from '../core/verify/types.ts';
import { type VerifyMeans, verifyItem, verifyItems } from '../usecase/verify.ts';
import { CancelSwitch } from './cancellation.ts';
import { type CliConnection, type CliItem, type CliRepository, connectTo } from './cli-request.ts';

export { verifyFile } from '../usecase/verify.ts';

/**
 * Verifies the record of one item against all that GitHub remembers, the workflow runs too.
 * @returns null where the item has none
 * @throws LoopForgeError what GitHub answers, `config_invalid`
 */
export async function verifyOne(connection: CliConnection, item: CliItem): Promise<Verification | null> {
  return verifyItem(await meansFor(connection, item), item.number);
}

/** The records of a repository: how many there may be, and their verifications, one after another. */
export interface RepositoryRecords {
  readonly count: number;
  readonly verifications: AsyncIterable<Verification>;
}

const EVER = '1970-01-01T00:00:00Z';

/**
 * Lists every item of a repository that has a record or may have one. Issues and pull requests, open and closed.
 * @param seen called for each item, whether it has one or not
 */
export async function recordsOf(
  connection: CliConnection,
  repository: CliRepository,
  seen: (number: number) => void,
): Promise<RepositoryRecords> {
  const means = await meansFor(connection, repository);
  const numbers: number[] = [];
  for await (const item of means.github.listSweepItems({ since: EVER, pulls: true })) {
    seen(item.number);
    if (item.hasRecordComment || !item.allCommentsSeen) numbers.push(item.number);
  }
  numbers.sort((a, b) => a - b);
  return { count: numbers.length, verifications: verifyItems(means, numbers) };
}

async function meansFor(connection: CliConnection, repository: CliRepository) {
  const { settings, configPath, configNamed, log } = connection;
  const github = await connectTo(connection, repository, new CancelSwitch()).bulk();
  return { github, inputs: settings, configPath, configNamed, log } satisfies VerifyMeans;
}
