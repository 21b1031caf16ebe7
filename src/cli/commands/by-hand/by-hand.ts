import { problemOfReason } from '../../../codec/text/index.ts';
import type { ByHand } from '../../../compose/cli/index.ts';
import { type ConnectionOptions, itemFrom, readConnection, wrongUse } from '../../arguments/index.ts';
import { cancelOnInterrupt, type Terminal } from '../../terminal/index.ts';

/** What every change by hand knows. */
export interface ByHandOptions extends ConnectionOptions {
  readonly reason: string;
  readonly dryRun?: boolean | undefined;
  readonly repo?: string | undefined;
  readonly json?: boolean | undefined;
}

/**
 * What every change by hand is given: the item, how to reach it, and how it is told to stop.
 * @throws LoopForgeError `input_invalid`, `token_missing`
 */
export function readByHand(command: string, text: string, options: ByHandOptions, terminal: Terminal): ByHand {
  const connection = readConnection(options, terminal);
  const item = itemFrom(text, { command, repo: options.repo, server: connection.endpoints.server });
  const cancellation = cancelOnInterrupt(terminal);
  return { connection, item, cancellation, timer: terminal.timer?.(cancellation) };
}

/** @throws LoopForgeError `input_invalid` */
export function readReason(command: string, text: string): string {
  const reason = text.trim();
  if (reason === '') throw wrongUse(command, '"--reason" is empty, and it is kept in the record, for good.');
  const problem = problemOfReason(reason);
  if (problem === null) return reason;
  throw wrongUse(command, `"--reason" ${problem}.`);
}
