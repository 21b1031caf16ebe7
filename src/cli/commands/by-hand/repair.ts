import { repairRecord } from '../../../compose/cli/index.ts';
import { repairSentences } from '../../../core/by-hand/index.ts';
import { EXIT, type ExitCode, printable, type Terminal } from '../../terminal/index.ts';
import { type ByHandOptions, readByHand, readReason } from './by-hand.ts';

type Result = Awaited<ReturnType<typeof repairRecord>>;

/** `loopforge repair`: exit code 0 also where the record is sound. */
export async function performRepair(item: string, options: ByHandOptions, terminal: Terminal): Promise<ExitCode> {
  const { dryRun = false, json = false } = options;
  const reason = readReason('repair', options.reason);
  const by = readByHand('repair', item, options, terminal);
  const done = await repairRecord(by, { reason, dryRun });
  terminal.print(json ? `${JSON.stringify(done)}\n` : printable(textOf(done), '\n'));
  return EXIT.fine;
}

function textOf(result: Result): string {
  const lines = repairSentences(result);
  return `${[...lines, ...(result.outcome === 'sound' ? [] : [result.url])].join('\n')}\n`;
}
