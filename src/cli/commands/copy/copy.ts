import { type CopyOrder, copyStores } from '../../../compose/cli/index.ts';
import { readStoreAddress } from '../../../compose/stores/index.ts';
import { type Instant, LoopForgeError } from '../../../core/model.ts';
import { isThere } from '../../../usecase/copy/index.ts';
import { wrongUse } from '../../arguments/index.ts';
import { cancelOnInterrupt, type ExitCode, loggedProgressOn, type Terminal } from '../../terminal/index.ts';
import { copyReport } from './copy-report.ts';

interface CopyCommandOptions {
  readonly from: string;
  readonly to: string;
  readonly state?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly overwrite?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `loopforge copy`: exit code 0 where the target has all of them, 1 where it has not, 2 where it ended before, 130 after Ctrl-C. */
export async function performCopy(options: CopyCommandOptions, terminal: Terminal): Promise<ExitCode> {
  const { json = false } = options;
  const order = orderOf(options);
  const report = copyReport(terminal, order, json);
  const progress = loggedProgressOn(terminal, null);
  const rate = rateSince(performance.now());
  try {
    progress.step('records');
    for await (const result of copyStores(order, terminal.env, cancelOnInterrupt(terminal))) {
      if (json || !isThere(result)) progress.clear();
      report.add(result);
      progress.step(`records, ${rate(report.total)} a second`);
    }
  } catch (error) {
    if (!(error instanceof LoopForgeError)) throw error;
    report.endWith(error);
  } finally {
    progress.clear();
  }
  return report.end();
}

/** @throws LoopForgeError `input_invalid` */
function orderOf({ from, to, state, since, until, overwrite = false, dryRun = false }: CopyCommandOptions): CopyOrder {
  const moments = {
    ...(since === undefined ? {} : { since: momentOf('--since', since) }),
    ...(until === undefined ? {} : { until: momentOf('--until', until) }),
  };
  const filter = { ...(state === undefined ? {} : { state }), ...moments };
  return { from: readStoreAddress(from), to: readStoreAddress(to), filter, overwrite, dryRun };
}

function momentOf(option: string, text: string): Instant {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
  if (isMoment(day)) return day;
  throw wrongUse('copy', `"${option}" must be a moment such as 2026-11-23T08:50:00Z, or a day, not "${text}".`);
}

function isMoment(text: string): text is Instant {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(Date.parse(text));
}

function rateSince(began: number): (count: number) => number {
  return (count) => Math.round((count * 1_000) / Math.max(performance.now() - began, 1));
}
