import { LoopForgeError } from '../core/model.ts';
import { withCodePage } from '../core/outcome/index.ts';
import { type GivenArguments, readArguments } from './arguments/index.ts';
import { EXIT, type ExitCode, printable, type Terminal } from './terminal/index.ts';

type Run = (given: GivenArguments, terminal: Terminal) => Promise<ExitCode>;

declare const LOOPFORGE_VERSION: string | undefined;

/** The version of the package; the build puts it in. */
const VERSION = typeof LOOPFORGE_VERSION === 'string' ? LOOPFORGE_VERSION : 'unbuilt';

/** Each command is loaded when it is asked for, and nothing of the others with it. */
const RUNS: { readonly [command: string]: () => Promise<Run> } = {
  show: async () => (await import('./commands/show.ts')).showCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  redact: async () => (await import('./commands/redact.ts')).redactCommand,
  repair: async () => (await import('./commands/repair.ts')).repairCommand,
};

/**
 * Carries out one command line. Never throws: a failure is one line on standard error.
 * @returns the exit code: 0 fine, 1 a record does not hold, 2 wrong use or it could not be told
 */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await carryOut(argv, terminal);
  } catch (error) {
    tellOf(error, terminal);
    return EXIT.unclear;
  }
}

async function carryOut(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const asked = readArguments(argv);
  switch (asked.kind) {
    case 'help': {
      const { commandHelp, generalHelp } = await import('./arguments/help.ts');
      terminal.print(`${asked.command === null ? generalHelp() : commandHelp(asked.command)}\n`);
      return EXIT.fine;
    }
    case 'version': {
      terminal.print(`${VERSION}\n`);
      return EXIT.fine;
    }
    case 'run': {
      const load = RUNS[asked.command.name];
      if (load === undefined)
        throw new LoopForgeError('internal', `The command ${asked.command.name} is not built in.`);
      return (await load())(asked.given, terminal);
    }
  }
}

function tellOf(error: unknown, terminal: Terminal): void {
  const known = error instanceof LoopForgeError ? error : null;
  const code = known?.code ?? 'internal';
  const message = known?.message ?? `A defect in LoopForge itself: ${String(error)}`;
  terminal.tell(printable(`loopforge: ${code}: ${withCodePage(message, code)}`, '\n'));
  if (terminal.env['LOOPFORGE_DEBUG'] && error instanceof Error) terminal.tell(printable(error.stack ?? '', '\n'));
}
