import { styleText } from 'node:util';
import type { CancelSwitch } from '../../compose/github/index.ts';
import type { Timer } from '../../core/model.ts';
import { readNamedFile } from './read-file.ts';

/** What a command may reach of the process that it runs in. */
export interface Terminal {
  /** The folder that it was started in. */
  readonly folder: string;
  readonly env: { readonly [name: string]: string | undefined };
  /** To standard output, as it is. */
  print(text: string): void;
  /** One line to standard error. */
  tell(line: string): void;
  /** Replaces the line that stands on standard error; an empty text takes it away. Only where a person looks on. */
  show(line: string): void;
  /** Standard error is a terminal, so somebody looks on. */
  readonly isWatched: boolean;
  /** Standard output shows colours, and nobody said that it must not. */
  readonly colors: boolean;
  /** How many columns standard output has. */
  readonly columns: number;
  /** The bytes as they are. Throws `input_invalid`. `-` is standard input. */
  readFile(path: string): Uint8Array;
  /** Standard input, piece by piece. */
  input(): AsyncIterable<Uint8Array>;
  /** Ctrl-C calls it, once; the next one ends the process as ever. */
  onInterrupt(stop: () => void): void;
  /** How time passes, in place of the machine's own clock. */
  readonly timer?: (cancellation: CancelSwitch) => Timer;
}

/** Where the output is no terminal. */
const USUAL_COLUMNS = 80;

const CLEAR_LINE = '\r\u001b[2K';

/** The process as it was started. */
export function processTerminal(): Terminal {
  // Whoever reads our output may stop reading, as `head` does: that is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  return {
    folder: process.cwd(),
    env: process.env,
    print: (text) => void process.stdout.write(text),
    tell: (line) => void process.stderr.write(`${line}\n`),
    show: (line) => void process.stderr.write(`${CLEAR_LINE}${line}`),
    isWatched: process.stderr.isTTY === true,
    // Node knows NO_COLOR, FORCE_COLOR and NODE_DISABLE_COLORS, and whether the stream is a terminal.
    colors: styleText('bold', '-', { stream: process.stdout }) !== '-',
    columns: process.stdout.columns ?? USUAL_COLUMNS,
    onInterrupt: (stop) => void process.once('SIGINT', stop),
    readFile: readNamedFile,
    input: () => process.stdin,
  };
}
