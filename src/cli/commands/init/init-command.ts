import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type CliSession, DRY_RUN, newCommand } from '../../arguments/index.ts';

export function initCommand(session: CliSession): CommandUnknownOpts {
  return newCommand('init', session)
    .description('Write the workflow and an example of the settings into the repository that you are in.')
    .option('--verify', 'Also write a workflow that verifies all records every day.')
    .option('--ghes', 'The repository is on a GitHub Enterprise Server; told from its remote where there is one.')
    .addOption(DRY_RUN)
    .action((options) =>
      session.carryOut(async () => (await import('./init.ts')).performInit(options, session.terminal)),
    );
}
