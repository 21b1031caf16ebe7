import { systemClock } from '../../../adapters/system/system.ts';
import { builtinLifecycle } from '../../../codec/lifecycle/index.ts';
import { isUnread, type RecordSource } from '../../../compose/sources/index.ts';
import { hasCode, LoopForgeError, notAmong } from '../../../core/model.ts';
import { matchesQuery, type RecordQuery } from '../../../usecase/query/index.ts';
import { openNamedSource, type QueryOptions, readCount, readQuery, type SourceOptions } from '../../arguments/index.ts';
import { cancelOnInterrupt, EXIT, type ExitCode, printable, progressOn, type Terminal } from '../../terminal/index.ts';
import { type ListReport, listReport } from './list-report.ts';

interface ListOptions extends SourceOptions, QueryOptions {
  readonly limit?: string | undefined;
  readonly json?: boolean | undefined;
}

interface ListOrder {
  readonly query: RecordQuery;
  readonly limit: number;
  readonly isCancelled: () => boolean;
  /** Takes the states of all records that were looked at. */
  readonly seen: Set<string>;
}

/**
 * `loopforge list`: exit code 1 where a record could not be read, or where `--violations` found one; 130 after Ctrl-C.
 * Records are printed as they come, and none is kept.
 */
export async function performList(
  names: readonly string[],
  options: ListOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const query = readQuery('list', options);
  const limit = options.limit === undefined ? Number.POSITIVE_INFINITY : readCount('list', '--limit', options.limit);
  const cancellation = cancelOnInterrupt(terminal);
  const source = await openNamedSource(names, options, { command: 'list', terminal, cancellation });
  const { json = false, violations = false } = options;
  const report = listReport(terminal, { json, violations });
  const seen = new Set<string>();
  try {
    await listFrom(source, { query, limit, isCancelled: cancellation.isRequested, seen }, report, terminal);
  } catch (error) {
    if (hasCode(error, 'cancelled')) return EXIT.interrupted;
    throw error;
  } finally {
    await source.close();
  }
  if (report.count === 0 && !json) terminal.tell('No record matches.');
  for (const slip of slipsIn(query, seen)) terminal.tell(printable(slip));
  return report.end();
}

async function listFrom(
  source: RecordSource,
  { query, limit, isCancelled, seen }: ListOrder,
  report: ListReport,
  terminal: Terminal,
): Promise<void> {
  const progress = progressOn(terminal, null);
  const now = systemClock();
  const [state, ...others] = query.states;
  // A store can look up one state by itself; what it gives is looked at all the same.
  const filter = state !== undefined && others.length === 0 ? { state } : {};
  try {
    progress.step('records looked at');
    for await (const each of source.records(filter)) {
      if (isCancelled()) throw new LoopForgeError('cancelled', 'Stopped.');
      if (!isUnread(each)) seen.add(each.state);
      const isListed = !isUnread(each) && matchesQuery(each, query, now);
      if (isListed && report.count >= limit) {
        progress.clear();
        terminal.tell(`There are more than ${limit}.`);
        return;
      }
      if (isListed || isUnread(each)) progress.clear();
      if (isUnread(each)) report.addUnread(each);
      else if (isListed) report.add(each);
      progress.step('records looked at');
    }
  } finally {
    progress.clear();
  }
}

/** States may be the user's own; one that is none of the built-in ones, and that no record is in, may be a slip. */
function slipsIn({ states }: RecordQuery, seen: ReadonlySet<string>): readonly string[] {
  const known = builtinLifecycle('standard').states.map(({ name }) => String(name));
  const slips = states.filter((state) => !known.includes(state) && !seen.has(state));
  return slips.map((slip) => `${notAmong(slip, 'a built-in state', known)}.`);
}
