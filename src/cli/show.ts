import { showItem } from '../compose/cli-show.ts';
import type { GivenArguments } from './arguments.ts';
import { readConnection } from './connection.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { readOneItem } from './items.ts';
import { printable } from './printable.ts';
import { recordText } from './record-text.ts';
import type { Terminal } from './terminal.ts';

/** `loopforge show`: the record and its trail, or with `--json` the record as it is. */
export async function showCommand(given: GivenArguments, terminal: Terminal): Promise<ExitCode> {
  const connection = readConnection(given, terminal);
  const { record, comment, warnings } = await showItem(
    connection,
    readOneItem('show', given, connection.endpoints.server),
  );
  for (const warning of warnings) terminal.tell(printable(warning));
  terminal.print(given.has('json') ? `${JSON.stringify(record)}\n` : printable(recordText(record, comment.url), '\n'));
  return EXIT.fine;
}
