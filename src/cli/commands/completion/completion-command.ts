import { Argument, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { type CliSession, newCommand } from '../../arguments/index.ts';
import { EXIT } from '../../terminal/index.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
const SHELL = new Argument('<shell>', SHELLS.join(', ')).choices(SHELLS);

export function completionCommand(session: CliSession): CommandUnknownOpts {
  return newCommand('completion', session)
    .description('Print a script by which a shell completes commands, options and states.')
    .addArgument(SHELL)
    .action((shell, _options, command) =>
      session.carryOut(async () => {
        const { completionScript } = await import('./completion.ts');
        session.terminal.print(completionScript(shell, command.parent?.commands ?? []));
        return EXIT.fine;
      }),
    );
}
