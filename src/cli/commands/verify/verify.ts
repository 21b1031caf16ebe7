import { whyNoRecord } from '../../../codec/verify/index.ts';
import { type CliRepository, recordsOf, verifyEach, verifyFile } from '../../../compose/cli/index.ts';
import { LoopForgeError } from '../../../core/model.ts';
import type { Verification } from '../../../core/verify/index.ts';
import type { VerifyResult } from '../../../usecase/verify/index.ts';
import { type ConnectionOptions, readConnection, readItems, readRepository, wrongUse } from '../../arguments/index.ts';
import {
  cancelOnInterrupt,
  type ExitCode,
  nameOfFile,
  printable,
  progressOn,
  type Terminal,
} from '../../terminal/index.ts';
import { type Report, type Verified, verifyReport } from './verify-report.ts';

interface VerifyOptions extends ConnectionOptions {
  readonly all?: boolean | undefined;
  readonly file?: readonly string[] | undefined;
  readonly segment?: readonly string[] | undefined;
  readonly repo?: string | undefined;
  readonly json?: boolean | undefined;
}

/** `loopforge verify`: exit code 0 PASS, 1 FAIL, 2 INCONCLUSIVE. The worst of several decides. */
export async function performVerify(
  items: readonly string[],
  options: VerifyOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  checkUse(items, options);
  const report = verifyReport(terminal, options.json ?? false);
  if (options.file !== undefined) verifyFiles(options.file, options.segment ?? [], terminal, report);
  else if (options.all) await verifyAll(options, terminal, report);
  else await verifyNamed(items, options, terminal, report);
  return report.end();
}

function checkUse(items: readonly string[], { all = false, file, segment }: VerifyOptions): void {
  const ways = [items.length > 0, all, file !== undefined];
  const count = ways.filter((way) => way).length;
  if (count === 0) throw wrongUse('verify', 'What is to be verified? Name items, or give --all or --file.');
  if (count > 1) throw wrongUse('verify', 'Items, --all and --file exclude each other.');
  if ([...(file ?? []), ...(segment ?? [])].filter((path) => path === '-').length > 1) {
    throw wrongUse('verify', 'Standard input can be given once: it is read to its end.');
  }
  if (segment !== undefined && file === undefined) {
    throw wrongUse('verify', '"--segment" needs --file: the record whose sealed part it is.');
  }
}

function verifyFiles(paths: readonly string[], segments: readonly string[], terminal: Terminal, report: Report): void {
  const parts = segments.map((path) => terminal.readFile(path));
  for (const path of paths) {
    const name = nameOfFile(path);
    try {
      const bytes = terminal.readFile(path);
      checkFile(name, bytes);
      report.add(verifiedAs(name, verifyFile(bytes, parts)));
    } catch (error) {
      // A single file that cannot be read is the error; one of several hides no other.
      if (paths.length === 1) throw error;
      report.add(unverified(name, knownError(error)));
    }
  }
}

/** @throws LoopForgeError `input_invalid` for what never was a record: of that there is nothing to find out */
function checkFile(name: string, bytes: Uint8Array): void {
  const why = whyNoRecord(bytes);
  if (why !== null) throw new LoopForgeError('input_invalid', `${name} is no record. ${why}`);
}

async function verifyAll(options: VerifyOptions, terminal: Terminal, report: Report): Promise<void> {
  const { repo: named } = options;
  if (named === undefined) throw wrongUse('verify', '"--all" needs --repo owner/repo.');
  const repository = readRepository('verify', named);
  const connection = readConnection(options, terminal);
  const cancellation = cancelOnInterrupt(terminal);
  const listing = progressOn(terminal, null);
  const listed = recordsOf(connection, repository, cancellation, () => listing.step('items looked through'));
  const { count, results } = await listed.finally(listing.clear);
  const progress = progressOn(terminal, count);
  for await (const result of results) {
    progress.clear();
    if (result.kind === 'no_record') remark(terminal, repository, result);
    else tell(report, repository, result);
    progress.step(`${named}#${numberOf(result) ?? '?'}`);
  }
  progress.clear();
}

async function verifyNamed(
  texts: readonly string[],
  options: VerifyOptions,
  terminal: Terminal,
  report: Report,
): Promise<void> {
  const connection = readConnection(options, terminal);
  const items = readItems(texts, { command: 'verify', repo: options.repo, server: connection.endpoints.server });
  const progress = progressOn(terminal, items.length);
  for await (const { repository, result } of verifyEach(connection, items, cancelOnInterrupt(terminal))) {
    progress.clear();
    // One of several that could not be read is told of; a single one is the error.
    if (items.length === 1) throwIfNone(repository, result);
    tell(report, repository, result);
    progress.step(`${repository.owner}/${repository.repo}#${numberOf(result) ?? '?'}`);
  }
  progress.clear();
}

function throwIfNone(repository: CliRepository, result: VerifyResult): void {
  if (result.kind === 'no_record') throw noRecord(repository, result);
  if (result.kind === 'unverified') throw result.error;
}

/** Of all items, one without a record is no result; what there is to see of it is said beside them. */
function remark({ tell: say }: Terminal, { owner, repo }: CliRepository, { number, notices }: NoRecord): void {
  for (const { code, message } of notices)
    say(printable(`${owner}/${repo}#${number}  NOTICE  ${code}: ${message}`, '\n'));
}

type NoRecord = Extract<VerifyResult, { kind: 'no_record' }>;

/** Puts one result into the report; trouble that is no single item's ends it. */
function tell(report: Report, repository: CliRepository, result: VerifyResult): void {
  if (result.kind === 'unverified' && result.number === null) report.endWith(knownError(result.error));
  else report.add(verifiedFrom(repository, result));
}

function verifiedFrom(repository: CliRepository, result: VerifyResult): Verified {
  const item = `${repository.owner}/${repository.repo}#${numberOf(result) ?? '?'}`;
  switch (result.kind) {
    case 'verified':
    case 'deleted':
      return verifiedAs(item, result.verification);
    case 'no_record':
      return unverified(item, noRecord(repository, result));
    case 'unverified':
      return unverified(item, knownError(result.error));
  }
}

function numberOf(result: VerifyResult): number | null {
  return 'verification' in result ? result.verification.number : result.number;
}

function noRecord({ owner, repo }: CliRepository, { number, notices }: NoRecord): LoopForgeError {
  const seen = notices.map(({ message }) => ` ${message}`).join('');
  const said = `${owner}/${repo}#${number ?? '?'} has no record, and nothing hints that it ever had one.${seen}`;
  return new LoopForgeError('record_not_found', said);
}

/** A defect of ours is told like any other trouble: what was printed of the others stays whole. */
function knownError(error: unknown): LoopForgeError {
  if (error instanceof LoopForgeError) return error;
  return new LoopForgeError('internal', `A defect in LoopForge itself: ${String(error)}`, { cause: error });
}

function unverified(item: string, error: LoopForgeError): Verified {
  return { item, verdict: 'INCONCLUSIVE', verification: null, error };
}

function verifiedAs(item: string, verification: Verification): Verified {
  return { item, verdict: verification.verdict, verification, error: null };
}
