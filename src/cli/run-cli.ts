import { hasCode, LoopForgeError } from '../core/model.ts';
import { withCodePage } from '../core/outcome/index.ts';
import { readCommandLine } from './program.ts';
import { EXIT, type ExitCode, printable, type Terminal } from './terminal/index.ts';

/**
 * Carries out one command line. Never throws: a failure is one line on standard error.
 * @returns the exit code, see {@link EXIT}
 */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const work = readCommandLine(argv, terminal);
    return await work();
  } catch (error) {
    tellOf(error, terminal);
    return hasCode(error, 'cancelled') ? EXIT.interrupted : EXIT.unclear;
  }
}

function tellOf(error: unknown, terminal: Terminal): void {
  const known = error instanceof LoopForgeError ? error : null;
  const code = known?.code ?? 'internal';
  const message = known?.message ?? `A defect in LoopForge itself: ${String(error)}`;
  terminal.tell(printable(`loopforge: ${code}: ${withCodePage(message, code)}`, '\n'));
  if (terminal.env['LOOPFORGE_DEBUG'] && error instanceof Error) terminal.tell(printable(error.stack ?? '', '\n'));
}
