import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import {
  AS_JSON,
  type CliSession,
  CONFIG,
  DEBUG,
  DRY_RUN,
  IN_REPO,
  ITEM,
  newCommand,
  REASON,
  TRUSTED_AUTHOR,
} from '../../arguments/index.ts';

export function repairCommand(session: CliSession): CommandUnknownOpts {
  return newCommand('repair', session)
    .usage('<item> --reason <text>')
    .description('Put a damaged record back to its last good revision; what was found is kept in a note.')
    .addArgument(ITEM)
    .addOption(REASON)
    .addOption(DRY_RUN)
    .addOption(IN_REPO)
    .addOption(AS_JSON)
    .addOption(CONFIG)
    .addOption(TRUSTED_AUTHOR)
    .addOption(DEBUG)
    .action((item, options) =>
      session.carryOut(async () => (await import('./repair.ts')).performRepair(item, options, session.terminal)),
    );
}
