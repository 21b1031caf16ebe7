import type { CancelSwitch } from '../../../compose/github/index.ts';
import { nextOfRecord, nextOfResult, type PlannedResult, planEach } from '../../../compose/next/index.ts';
import { isUnread } from '../../../compose/sources/index.ts';
import { hasCode } from '../../../core/model.ts';
import type { ItemResult } from '../../../core/outcome/index.ts';
import { openNamedSource, readConnection, readItems, type SourceOptions, wrongUse } from '../../arguments/index.ts';
import { cancelOnInterrupt, EXIT, type ExitCode, printable, progressOn, type Terminal } from '../../terminal/index.ts';
import { nextReport } from './next-report.ts';

interface NextOptions extends SourceOptions {
  readonly workflow: string;
  readonly job: string;
  readonly json?: boolean | undefined;
}

/** `loopforge next`: exit code 1 where a refusal is open, 2 where an item could not be looked at, 130 after Ctrl-C, else 0. */
export async function performNext(
  names: readonly string[],
  options: NextOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { from, file, json = false } = options;
  const look = { terminal, report: nextReport(terminal, json), cancellation: cancelOnInterrupt(terminal) };
  if (from !== undefined || file !== undefined) await askRecords(names, options, look);
  else await askGitHub(names, options, look);
  return look.cancellation.isRequested() ? EXIT.interrupted : look.report.end();
}

interface Look {
  readonly terminal: Terminal;
  readonly report: ReturnType<typeof nextReport>;
  readonly cancellation: CancelSwitch;
}

async function askGitHub(
  names: readonly string[],
  options: NextOptions,
  { terminal, report, cancellation }: Look,
): Promise<void> {
  const { repo, workflow: path, job } = options;
  if (names.length === 0) throw wrongUse('next', 'Which item? Name owner/repo#42, or give --from or --file.');
  const connection = readConnection(options, terminal);
  const items = readItems(names, { command: 'next', repo, server: connection.endpoints.server });
  const timer = terminal.timer?.(cancellation);
  const progress = progressOn(terminal, items.length);
  progress.step('items');
  for await (const planned of planEach({ connection, items, cancellation, timer, workflow: { path, job } })) {
    progress.clear();
    const item = nameOf(planned);
    if (wasStopped(planned.result)) break;
    // One of several that could not be read is told of; a single one is the error.
    if (planned.result.outcome === 'failed' && items.length === 1) throw planned.result.error;
    tellWarnings(planned.result, terminal);
    addResult(report, item, planned.result);
    progress.step(item);
  }
  progress.clear();
}

/** What was under way at Ctrl-C has not gone wrong. */
function wasStopped(result: ItemResult): boolean {
  return result.outcome === 'failed' && hasCode(result.error, 'cancelled');
}

function addResult(report: Look['report'], item: string, result: ItemResult): void {
  if (result.outcome === 'failed') report.fail(item, result.reason, result.message);
  else report.add(nextOfResult(item, result));
}

function tellWarnings(result: ItemResult, terminal: Terminal): void {
  const warnings = result.outcome === 'failed' ? [] : (result.standing?.warnings ?? []);
  for (const warning of warnings) terminal.tell(printable(warning, '\n'));
}

function nameOf({ repository: { owner, repo }, result: { subject } }: PlannedResult): string {
  return subject.kind === 'run' ? `${owner}/${repo}` : `${owner}/${repo}#${subject.number}`;
}

async function askRecords(
  names: readonly string[],
  options: NextOptions,
  { terminal, report, cancellation }: Look,
): Promise<void> {
  const source = await openNamedSource(names, options, { command: 'next', terminal, cancellation });
  try {
    for await (const each of source.records()) {
      if (cancellation.isRequested()) break;
      if (isUnread(each)) report.fail(each.id, each.code, each.problem);
      else report.add(nextOfRecord(each));
    }
  } finally {
    await source.close();
  }
}
