import { repairRecord } from '../../../compose/cli/index.ts';
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
  const { recordId, url, good } = result;
  if (result.outcome === 'sound') return `${recordId}: the record is sound; nothing was written.\n`;
  const { problem, editor, editedAt } = result;
  const by = editor === null ? 'a deleted account' : `${editor.login} (id ${editor.id})`;
  const when = editedAt === null ? '' : `, last edited by ${by} on ${editedAt}`;
  const back = `revision ${good.rev}, which ends with entry ${good.seq}`;
  const done =
    result.outcome === 'repairable'
      ? `It would go back to ${back}; nothing was written.`
      : `It went back to ${back}. What was found is kept in note ${result.note}.`;
  return `${recordId}: ${problem} (${url}${when}).\n${done}\n`;
}
