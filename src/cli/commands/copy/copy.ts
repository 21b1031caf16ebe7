import { readMoment } from '../../../codec/export-run/index.ts';
import { type CopyOrder, copyStores } from '../../../compose/cli/index.ts';
import { nameOfStore, readStoreAddress } from '../../../compose/stores/index.ts';
import type { Instant } from '../../../core/model.ts';
import { wrongUse } from '../../arguments/index.ts';
import { cancelOnInterrupt, type ExitCode, type Terminal } from '../../terminal/index.ts';
import { tellCopies } from './tell-copies.ts';

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
  const way = { from: nameOfStore(order.from), to: nameOfStore(order.to), dryRun: order.dryRun };
  return tellCopies(copyStores(order, terminal.env, cancelOnInterrupt(terminal)), way, { json, terminal });
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
  const moment = readMoment(text);
  if (moment !== null) return moment;
  throw wrongUse('copy', `"${option}" must be a moment such as 2026-11-23T08:50:00Z, or a day, not "${text}".`);
}
