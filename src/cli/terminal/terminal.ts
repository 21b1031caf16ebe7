import { styleText } from 'node:util';
import type { CancelSwitch } from '../../compose/github/index.ts';
import { LoopForgeError, type Timer } from '../../core/model.ts';
import { readNamedFile } from './read-file.ts';

/** What a command may reach of the process that it runs in. */
export interface Terminal {
  /** The folder that it was started in. */
  readonly folder: string;
  readonly env: { readonly [name: string]: string | undefined };
  /** To standard output, as it is. */
  print(text: string): void;
  /** The same for bytes: more may come once it has resolved. Throws `output_failed`. */
  send(bytes: Uint8Array): Promise<void>;
  /** Standard output is a terminal, so what is printed is for people. */
  readonly printsToScreen: boolean;
  /** One line to standard error. */
  tell(line: string): void;
  /** Replaces the line that stands on standard error; an empty text takes it away. Only where a person looks on. */
  show(line: string): void;
  /** Standard error is a terminal, so somebody looks on. */
  readonly isWatched: boolean;
  /** Standard output shows colours, and nobody said that it must not. */
  readonly colors: boolean;
  /** How many columns standard output has; without end where it is no terminal: a script is to find all of a line. */
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

/** Of a terminal that does not know its width. */
const USUAL_COLUMNS = 80;

const CLEAR_LINE = '\r\u001b[2K';

/** The process as it was started. */
export function processTerminal(): Terminal {
  // Whoever reads our output may stop reading, as `head` does: that is no failure of ours.
  // What fails otherwise is told to whoever waits for it.
  let waiting = 0;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    if (waiting === 0) throw error;
  });
  return {
    folder: process.cwd(),
    env: process.env,
    print: (text) => void process.stdout.write(text),
    send: async (bytes) => {
      waiting++;
      try {
        await new Promise<void>((resolve, reject) => {
          process.stdout.write(bytes, (cause) => {
            if (!cause) resolve();
            // Nobody reads any more: the process ends.
            else if (!('code' in cause) || cause.code !== 'EPIPE') reject(notSent(cause));
          });
        });
        waiting--;
      } catch (error) {
        // The stream tells of its failure a moment later once more.
        setImmediate(() => waiting--);
        throw error;
      }
    },
    printsToScreen: process.stdout.isTTY === true,
    tell: (line) => void process.stderr.write(`${line}\n`),
    show: (line) => void process.stderr.write(`${CLEAR_LINE}${line}`),
    isWatched: process.stderr.isTTY === true,
    // Node knows NO_COLOR, FORCE_COLOR and NODE_DISABLE_COLORS, and whether the stream is a terminal.
    colors: styleText('bold', '-', { stream: process.stdout }) !== '-',
    columns: process.stdout.isTTY === true ? process.stdout.columns || USUAL_COLUMNS : Number.POSITIVE_INFINITY,
    onInterrupt: (stop) => void process.once('SIGINT', stop),
    readFile: readNamedFile,
    input: () => process.stdin,
  };
}

function notSent(cause: Error): LoopForgeError {
  const isFull = 'code' in cause && cause.code === 'ENOSPC';
  const why = isFull ? 'the disk is full (ENOSPC)' : cause.message;
  return new LoopForgeError('output_failed', `Standard output cannot be written: ${why}.`, { cause });
}
