import { CancelSwitch } from '../compose/github/index.ts';

const BY_SIGNAL = 128;
const NUMBERS = { SIGINT: 2, SIGTERM: 15 } as const;

/**
 * The runner cancels with SIGINT, 7.5 s later SIGTERM, and kills 2.5 s after that. While a lock is held or asked for, the
 * request under way is finished and the lock freed; otherwise there is nothing to finish and the process ends at once.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-cancellation
 */
export function cancelOnSignals(isIdle: () => boolean): CancelSwitch {
  const cancellation = new CancelSwitch();
  for (const [signal, number] of Object.entries(NUMBERS)) {
    process.on(signal, () => {
      if (isIdle()) process.exit(BY_SIGNAL + number);
      cancellation.request();
    });
  }
  return cancellation;
}
