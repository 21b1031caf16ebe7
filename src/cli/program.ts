import { type Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { type CliSession, newCommand } from './arguments/index.ts';
import { redactCommand, repairCommand } from './commands/by-hand/index.ts';
import { completionCommand } from './commands/completion/index.ts';
import { copyCommand } from './commands/copy/index.ts';
import { exportCommand } from './commands/export/index.ts';
import { importCommand } from './commands/import/index.ts';
import { initCommand } from './commands/init/index.ts';
import { listCommand } from './commands/list/index.ts';
import { nextCommand } from './commands/next/index.ts';
import { showCommand } from './commands/show/index.ts';
import { verifyCommand } from './commands/verify/index.ts';
import { EXIT, type ExitCode, type Terminal } from './terminal/index.ts';

/** Every command, in the order of the help. */
const COMMANDS: readonly ((session: CliSession) => CommandUnknownOpts)[] = [
  initCommand,
  showCommand,
  listCommand,
  nextCommand,
  verifyCommand,
  exportCommand,
  importCommand,
  redactCommand,
  repairCommand,
  copyCommand,
  completionCommand,
];

const ENVIRONMENT = `
Environment:
  GITHUB_TOKEN, GH_TOKEN   token; the first that is set counts
  GITHUB_API_URL           such as https://ghe.example.com/api/v3; github.com when it is not set
  GITHUB_GRAPHQL_URL       follows from the one above when it is not set`;
const EXIT_CODES =
  '\nExit code: 0 fine, 1 a record does not hold, is out of order or was not copied, 2 wrong use or it could not be told.';

/**
 * Reads the command line. Help and version are printed at once, since there is nothing else to do.
 * @returns what it asks for
 * @throws LoopForgeError `input_invalid`, naming what is not understood
 */
export function readCommandLine(argv: readonly string[], terminal: Terminal): () => Promise<ExitCode> {
  let asked = async (): Promise<ExitCode> => EXIT.fine;
  const carryOut: CliSession['carryOut'] = (work) => {
    asked = work;
  };
  try {
    program({ terminal, carryOut }).parse(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.unclear;
    return async () => exitCode;
  }
  return asked;
}

/** All that can be typed. */
export function program(session: CliSession): Command {
  const root = newCommand('loopforge', session)
    .usage('<command> [options]')
    .enablePositionalOptions()
    .addHelpText('after', ENVIRONMENT)
    .addHelpText('afterAll', EXIT_CODES);
  for (const command of COMMANDS) root.addCommand(command(session));
  return root.addCommand(helpCommand(root, session));
}

/** `loopforge help verify` is `loopforge verify --help`. */
function helpCommand(root: Command, session: CliSession): CommandUnknownOpts {
  return newCommand('help', session)
    .description('Print the help of a command.')
    .argument('[command...]')
    .action((names) => {
      root.parse([...names, '--help'], { from: 'user' });
    });
}
