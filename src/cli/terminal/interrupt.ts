import { CancelSwitch } from '../../compose/github/index.ts';
import type { Terminal } from './terminal.ts';

/**
 * How a command is told to stop: Ctrl-C lets what has begun end, frees what is held and tells what was done; a second one
 * ends the process at once.
 */
export function cancelOnInterrupt(terminal: Terminal): CancelSwitch {
  const cancellation = new CancelSwitch();
  terminal.onInterrupt(() => {
    if (terminal.isWatched) terminal.show('');
    terminal.tell('Stopping; press Ctrl-C again to end at once.');
    cancellation.request();
  });
  return cancellation;
}
