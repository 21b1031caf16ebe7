import { Command } from '@commander-js/extra-typings';
import type { ExitCode, Terminal } from '../terminal/index.ts';
import { refusal } from './refusal.ts';

declare const LOOPFORGE_VERSION: string | undefined;

/** The version of the package; the build puts it in. */
const VERSION = typeof LOOPFORGE_VERSION === 'string' ? LOOPFORGE_VERSION : 'unbuilt';

const WIDEST = 100;

/** The one reading of a command line. */
export interface CliSession {
  readonly terminal: Terminal;
  /** What the command line asks for, once all of it is understood. It loads what it needs then, and not before. */
  carryOut(work: () => Promise<ExitCode>): void;
}

/** A command as all of them are: what it prints goes to the terminal, and wrong use is one error with one sentence. */
export function newCommand(name: string, { terminal }: CliSession): Command {
  const command = new Command(name);
  return command
    .helpOption('-h, --help', 'Print this help.')
    .version(VERSION, '-v, --version', 'Print the version.')
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .configureHelp({ subcommandTerm: (sub) => sub.name() })
    .configureOutput({
      writeOut: terminal.print,
      writeErr: (text) => terminal.tell(text.trimEnd()),
      outputError: () => {},
      getOutHelpWidth: () => Math.min(terminal.columns, WIDEST),
      getErrHelpWidth: () => Math.min(terminal.columns, WIDEST),
    })
    .exitOverride((error) => {
      throw error.exitCode === 0 || error.code === 'commander.help' ? error : refusal(command, error);
    });
}
