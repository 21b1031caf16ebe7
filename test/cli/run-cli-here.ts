import { Readable } from 'node:stream';
import { systemTimer } from '../../src/adapters/system/timer.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { readNamedFile } from '../../src/cli/terminal/read-file.ts';
import type { Terminal } from '../../src/cli/terminal/terminal.ts';
import type { CancelSwitch } from '../../src/compose/github/cancellation.ts';
import type { Timer } from '../../src/core/values/clock.ts';
import { type Cli, type CliOptions, envOf } from './cli.ts';

/** The command line in this process, with a terminal that keeps what it is told. */
export const cli: Cli = async (args, options = {}) => {
  const printed = { stdout: '', stderr: '' };
  const exitCode = await runCli(args, terminalOf(options, printed));
  return { exitCode, ...printed };
};

/** A timer by which a long wait is over at once. */
function hasty(cancellation: CancelSwitch): Timer {
  const timer = systemTimer(cancellation);
  return { ...timer, sleep: (ms) => timer.sleep(ms < LONG_MS ? ms : 0) };
}

const LONG_MS = 5_000;

/** A terminal that nobody looks at. */
export function terminalOf(options: CliOptions, printed: { stdout: string; stderr: string }): Terminal {
  return {
    folder: options.folder ?? process.cwd(),
    env: envOf(options),
    print: (text) => {
      printed.stdout += text;
    },
    send: async (bytes) => {
      printed.stdout += Buffer.from(bytes).toString();
    },
    printsToScreen: options.screen ?? false,
    tell: (line) => {
      printed.stderr += `${line}\n`;
    },
    show: (line) => {
      printed.stderr += `\r\u001b[2K${line}`;
    },
    isWatched: false,
    columns: options.columns ?? 80,
    colors: options.colors ?? false,
    onInterrupt: () => {},
    timer: hasty,
    input: () => Readable.from([Buffer.from(options.input ?? '')]),
    readFile: (path) => (path === '-' ? Buffer.from(options.input ?? '') : readNamedFile(path)),
  };
}
