import { Argument, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import {
  AS_JSON,
  type CliSession,
  CONFIG,
  DEBUG,
  FROM_FILE,
  FROM_STORE,
  IN_REPO,
  newCommand,
  TRUSTED_AUTHOR,
} from '../../arguments/index.ts';

const ITEM_OR_ID = new Argument(
  '[item]',
  'owner/repo#42, its URL, or 42 with --repo; with --from or --file the id or the ref of a record',
);
const AT = new Option(
  '--at <time>',
  'As it stood then: a day (its end, UTC), or a moment such as 2026-11-23T08:50:00Z.',
);

export function showCommand(session: CliSession): CommandUnknownOpts {
  return newCommand('show', session)
    .description('Print the record of an item and its trail.')
    .addArgument(ITEM_OR_ID)
    .addOption(AT)
    .addOption(IN_REPO)
    .addOption(FROM_STORE)
    .addOption(FROM_FILE)
    .addOption(AS_JSON)
    .addOption(CONFIG)
    .addOption(TRUSTED_AUTHOR)
    .addOption(DEBUG)
    .action((item, options) =>
      session.carryOut(async () => (await import('./show.ts')).performShow(item, options, session.terminal)),
    );
}
