import { problemOfReason } from '../../codec/text/index.ts';
import type { ByHand } from '../../compose/cli/index.ts';
import { type GivenArguments, wrongUse } from '../arguments/index.ts';
import { cancelOnInterrupt, type Terminal } from '../terminal/index.ts';
import { readConnection } from './connection.ts';
import { readOneItem } from './items.ts';

/**
 * What every change by hand is given: the item, how to reach it, and how it is told to stop.
 * @throws LoopForgeError `input_invalid`, `token_missing`
 */
export function readByHand(command: string, given: GivenArguments, terminal: Terminal): ByHand {
  const connection = readConnection(given, terminal);
  const item = readOneItem(command, given, connection.endpoints.server);
  const cancellation = cancelOnInterrupt(terminal);
  return { connection, item, cancellation, timer: terminal.timer?.(cancellation) };
}

/** @throws LoopForgeError `input_invalid` */
export function readReason(command: string, given: GivenArguments): string {
  const reason = given.text('reason')?.trim() ?? '';
  if (reason === '') throw wrongUse(command, '"--reason" is missing: it is kept in the record, for good.');
  const problem = problemOfReason(reason);
  if (problem === null) return reason;
  throw wrongUse(command, `"--reason" ${problem}.`);
}
