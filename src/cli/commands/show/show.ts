import { showItem } from '../../../compose/cli/index.ts';
import { type ConnectionOptions, itemFrom, readConnection } from '../../arguments/index.ts';
import { EXIT, type ExitCode, printable, type Terminal, textOfLines } from '../../terminal/index.ts';
import { recordLines } from './record-text.ts';

interface ShowOptions extends ConnectionOptions {
  readonly repo?: string | undefined;
  readonly json?: boolean | undefined;
}

/** `loopforge show`: the record and its trail, or with `--json` the record as it is. */
export async function performShow(text: string, options: ShowOptions, terminal: Terminal): Promise<ExitCode> {
  const { repo, json = false } = options;
  const connection = readConnection(options, terminal);
  const item = itemFrom(text, { command: 'show', repo, server: connection.endpoints.server });
  const { record, comment, warnings } = await showItem(connection, item);
  for (const warning of warnings) terminal.tell(printable(warning));
  const lines = recordLines(record, comment.url, terminal.columns);
  terminal.print(json ? `${JSON.stringify(record)}\n` : textOfLines(lines, terminal));
  return EXIT.fine;
}
