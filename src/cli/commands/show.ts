import { showItem } from '../../compose/cli/index.ts';
import type { GivenArguments } from '../arguments/index.ts';
import { EXIT, type ExitCode, printable, type Terminal } from '../terminal/index.ts';
import { readConnection } from './connection.ts';
import { readOneItem } from './items.ts';
import { recordText } from './record-text.ts';

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
