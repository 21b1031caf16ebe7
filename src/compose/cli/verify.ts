import { textOf, verifyBytes } from '../../codec/verify/index.ts';
import { LoopForgeError } from '../../core/model.ts';
import type { Verification } from '../../core/verify/index.ts';
import { renderRecord } from '../../report/comment/index.ts';
import { eachItem, loopOptions, verifyItems, verifyNamed, worthVerifying } from '../../usecase/many/index.ts';
import type { VerifyResult } from '../../usecase/verify/index.ts';
import { type CancelSwitch, verifyPorts } from '../github/index.ts';
import { byRepository, type CliConnection, type CliItem, type CliRepository, connectTo } from './request.ts';

/**
 * Verifies an exported file, with no network: a record as JSON, or the body of a record comment, and beside it the bodies
 * of the comments with its sealed parts. `PASS` has the scope `record`: the file holds in itself, and the checks that
 * need GitHub are listed as not run. Never throws.
 */
export function verifyFile(file: Uint8Array, parts: readonly Uint8Array[]): Verification {
  // What is no text is no sealed part either: it is passed over.
  return verifyBytes(file, { segments: parts.flatMap((part) => textOf(part) ?? []), render: renderRecord });
}

/** What came of one named item, or what ended the run for the rest of its repository. */
export interface NamedResult {
  readonly repository: CliRepository;
  readonly result: VerifyResult;
}

/**
 * Verifies the records of the items that are named against all that GitHub remembers, the workflow runs too. One that
 * cannot be read hides no other; trouble with one repository does not touch the items of another.
 */
export async function* verifyEach(
  connection: CliConnection,
  items: readonly CliItem[],
  cancellation: CancelSwitch,
): AsyncGenerator<NamedResult, void> {
  for (const [repository, numbers] of byRepository(items)) {
    const ports = await portsFor(connection, repository, cancellation);
    const targets = numbers.map((number) => ({ kind: 'item', number }) as const);
    for await (const result of verifyNamed(ports, targets, ports.github.find)) {
      yield { repository, result };
      if (isForAllRepositories(result)) return;
    }
  }
}

/** The limits are the token's, and a run that is cancelled is cancelled as a whole. */
function isForAllRepositories(result: VerifyResult): boolean {
  const error = result.kind === 'unverified' ? result.error : null;
  return error instanceof LoopForgeError && ['rate_limited', 'cancelled'].includes(error.code);
}

/** The records of a repository: how many there may be, and their verifications, one after another. */
export interface RepositoryRecords {
  readonly count: number;
  readonly results: AsyncIterable<VerifyResult>;
}

/**
 * Lists every item of a repository that has a record or should have one. Issues and pull requests, open and closed. Where
 * the list breaks off, what it brought until then is verified, and its trouble is the last result.
 * @param seen called for each item, whether it has one or not
 */
export async function recordsOf(
  connection: CliConnection,
  repository: CliRepository,
  cancellation: CancelSwitch,
  seen: (number: number) => void,
): Promise<RepositoryRecords> {
  const ports = await portsFor(connection, repository, cancellation);
  const kept = { since: null };
  const listed = worthVerifying(ports.github, { kept, seen });
  const numbers: number[] = [];
  let end: VerifyResult | null = null;
  for await (const each of eachItem(listed, loopOptions(cancellation.isRequested, 1), async (number) => number)) {
    if (each.kind === 'done') numbers.push(each.result);
    else end = { kind: 'unverified', number: null, error: each.error };
  }
  numbers.sort((a, b) => a - b);
  return { count: numbers.length, results: followedBy(verifyItems({ ...ports, kept }, numbers), end) };
}

/** The trouble of a list that broke off, unless the items met trouble of their own that ended the loop. */
async function* followedBy(
  results: AsyncIterable<VerifyResult>,
  end: VerifyResult | null,
): AsyncGenerator<VerifyResult, void> {
  let last: VerifyResult | null = null;
  for await (const result of results) {
    yield result;
    last = result;
  }
  if (end !== null && last?.kind !== 'unverified') yield end;
}

async function portsFor(connection: CliConnection, repository: CliRepository, cancellation: CancelSwitch) {
  return verifyPorts(await connectTo(connection, repository, cancellation).bulk(), connection, cancellation);
}
