import type { CliItem } from '../compose/cli-request.ts';
import { recordsOf, verifyFile, verifyOne } from '../compose/cli-verify.ts';
import { LoopForgeError } from '../core/errors.ts';
import type { Verification } from '../core/verify/types.ts';
import { type Given, wrongUse } from './arguments.ts';
import { readConnection } from './connection.ts';
import type { ExitCode } from './exit-codes.ts';
import { nameOf, readItems, readRepository } from './items.ts';
import { progressOn } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { type Report, type Verified, verifyReport } from './verify-report.ts';

/** `loopforge verify`: exit code 0 PASS, 1 FAIL, 2 INCONCLUSIVE. The worst of several decides. */
export async function verify(given: Given, terminal: Terminal): Promise<ExitCode> {
  checkUse(given);
  const report = verifyReport(terminal, given.has('json'));
  if (given.list('file').length > 0) verifyFiles(given, terminal, report);
  else if (given.has('all')) await verifyAll(given, terminal, report);
  else await verifyNamed(given, terminal, report);
  return report.end();
}

function checkUse(given: Given): void {
  const ways = [given.positionals.length > 0, given.has('all'), given.list('file').length > 0];
  const count = ways.filter((way) => way).length;
  if (count === 0) throw wrongUse('verify', 'What is to be verified? Name items, or give --all or --file.');
  if (count > 1) throw wrongUse('verify', 'Items, --all and --file exclude each other.');
}

function verifyFiles(given: Given, terminal: Terminal, report: Report): void {
  for (const path of given.list('file')) {
    report.add(verifiedAs(path === '-' ? 'standard input' : path, verifyFile(terminal.readFile(path))));
  }
}

async function verifyAll(given: Given, terminal: Terminal, report: Report): Promise<void> {
  const repository = given.text('repo');
  if (repository === null) throw wrongUse('verify', '"--all" needs --repo owner/repo.');
  const { owner, repo } = readRepository('verify', repository);
  const listing = progressOn(terminal, null);
  const listed = recordsOf(readConnection(given, terminal), { owner, repo }, () =>
    listing.step('items looked through'),
  );
  const { count, verifications } = await listed.finally(listing.clear);
  const progress = progressOn(terminal, count);
  for await (const verification of verifications) {
    const item = `${owner}/${repo}#${verification.number ?? '?'}`;
    progress.clear();
    report.add(verifiedAs(item, verification));
    progress.step(item);
  }
  progress.clear();
}

async function verifyNamed(given: Given, terminal: Terminal, report: Report): Promise<void> {
  const connection = readConnection(given, terminal);
  const items = readItems('verify', given, connection.endpoints.server);
  const progress = progressOn(terminal, items.length);
  for (const item of items) {
    progress.step(nameOf(item));
    const verified = await verifiedOrFailed(item, () => verifyOne(connection, item), items.length > 1);
    progress.clear();
    report.add(verified);
  }
}

/** One of several that could not be read is told of and does not stop the others; a single one is the error. */
async function verifiedOrFailed(
  item: CliItem,
  attempt: () => Promise<Verification | null>,
  isOneOfSeveral: boolean,
): Promise<Verified> {
  const name = nameOf(item);
  try {
    const verification = await attempt();
    if (verification !== null) return verifiedAs(name, verification);
    throw new LoopForgeError('record_not_found', `${name} has no record, and nothing hints that it ever had one.`);
  } catch (error) {
    if (!isOneOfSeveral || !(error instanceof LoopForgeError)) throw error;
    return { item: name, verdict: 'INCONCLUSIVE', verification: null, error };
  }
}

function verifiedAs(item: string, verification: Verification): Verified {
  return { item, verdict: verification.verdict, verification, error: null };
}
