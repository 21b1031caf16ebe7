/** A line of a file. */
export interface FileLine {
  /** From 1. */
  readonly number: number;
  /** Without what ends it; null: see `problem`. */
  readonly text: string | null;
  /** Why there is no text, as a sentence; null: there is one. */
  readonly problem: string | null;
}

/** Longer than any record that a store takes, and short of what would not fit into memory. */
export const MAX_LINE = 64 * 1024 * 1024;

const LINE_FEED = 10;

/**
 * The lines of UTF-8 text, each as soon as its end has come. What is too long or is no text is told in its place, and
 * takes no memory. A byte order mark at the beginning counts for nothing, as does a carriage return at the end of a line;
 * behind the last line feed there is a line only where it holds something.
 * @param maxBytes of one line
 */
export async function* linesOfBytes(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes = MAX_LINE,
): AsyncGenerator<FileLine, void> {
  const line = new PartOfLine(maxBytes);
  for await (const piece of bytes) {
    let from = 0;
    for (let end = piece.indexOf(LINE_FEED); end !== -1; end = piece.indexOf(LINE_FEED, from)) {
      line.add(piece.subarray(from, end));
      yield line.take();
      from = end + 1;
    }
    line.add(piece.subarray(from));
  }
  if (!line.isEmpty) yield line.take();
}

/** What has come of a line so far. */
class PartOfLine {
  readonly #maxBytes: number;
  #number = 1;
  #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  add(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length > this.#maxBytes) this.#pieces = [];
    else if (piece.length > 0) this.#pieces.push(piece);
  }

  /** The whole line; the next one begins. */
  take(): FileLine {
    const number = this.#number++;
    const pieces = this.#pieces;
    const isTooLong = this.#length > this.#maxBytes;
    this.#pieces = [];
    this.#length = 0;
    if (isTooLong) return { number, text: null, problem: `It is longer than ${this.#maxBytes} bytes.` };
    const text = textOfPieces(pieces);
    if (text === null) return { number, text, problem: 'It is not UTF-8.' };
    const whole = number === 1 ? text.replace(/^\uFEFF/, '') : text;
    return { number, text: whole.endsWith('\r') ? whole.slice(0, -1) : whole, problem: null };
  }
}

function textOfPieces(pieces: readonly Uint8Array[]): string | null {
  const [only] = pieces;
  const bytes = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
