import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import {
  AS_JSON,
  type CliSession,
  CONFIG,
  DEBUG,
  IN_REPO,
  ITEM,
  newCommand,
  TRUSTED_AUTHOR,
} from '../../arguments/index.ts';

export function showCommand(session: CliSession): CommandUnknownOpts {
  return newCommand('show', session)
    .description('Print the record of an item and its trail.')
    .addArgument(ITEM)
    .addOption(IN_REPO)
    .addOption(AS_JSON)
    .addOption(CONFIG)
    .addOption(TRUSTED_AUTHOR)
    .addOption(DEBUG)
    .action((item, options) =>
      session.carryOut(async () => (await import('./show.ts')).performShow(item, options, session.terminal)),
    );
}
