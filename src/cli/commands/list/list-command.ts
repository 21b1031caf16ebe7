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
  OF_STATE,
  OLDER_THAN,
  TRUSTED_AUTHOR,
  WITH_VIOLATIONS,
} from '../../arguments/index.ts';

const NAMES = new Argument('[name...]', 'owner/repo, or items of it; with --from or --file ids of records');
const LIMIT = new Option('--limit <count>', 'At most so many.');

export function listCommand(session: CliSession): CommandUnknownOpts {
  return newCommand('list', session)
    .description('List records: the state of each, since when, and what is out of order.')
    .addArgument(NAMES)
    .addOption(OF_STATE)
    .addOption(OLDER_THAN)
    .addOption(WITH_VIOLATIONS)
    .addOption(LIMIT)
    .addOption(IN_REPO)
    .addOption(FROM_STORE)
    .addOption(FROM_FILE)
    .addOption(AS_JSON)
    .addOption(CONFIG)
    .addOption(TRUSTED_AUTHOR)
    .addOption(DEBUG)
    .action((names, options) =>
      session.carryOut(async () => (await import('./list.ts')).performList(names, options, session.terminal)),
    );
}
