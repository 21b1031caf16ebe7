import { unreadable } from './comment-line.ts';

/** How the hidden part of a comment of ours begins, at column 0 of a line. */
export const RECORD_MARKER = '<!-- loopforge:record';
export const SEGMENT_MARKER = '<!-- loopforge:segment';
export type Marker = typeof RECORD_MARKER | typeof SEGMENT_MARKER;

/** GitHub accepts no comment body past 262,144 bytes; what is longer was never one. */
export const MAX_BODY = 262_144;

const BEGIN = '<!--';
const END = '-->';

/** A comment taken apart: the part for people, and the hidden line that follows it. */
export interface Envelope {
  readonly visible: string;
  readonly line: string;
}

/** Whether the body bears the marker where we put it: at column 0, neither quoted nor indented. */
export function bears(body: string, marker: Marker): boolean {
  return markerAt(body, marker) !== -1;
}

/** Whether it bears the marker of a record, or of a part of one. */
export function mayHoldRecord(body: string): boolean {
  return bears(body, RECORD_MARKER) || bears(body, SEGMENT_MARKER);
}

/** The body of a comment; `line` must come from `encodeLine`. The line stands last: a mail shows the raw text. */
export function wrap(marker: Marker, { line, visible }: Envelope): string {
  const shown = trimmed(visible);
  return `${shown === '' ? '' : `${shown}\n\n`}${marker}\n${line}\n${END}`;
}

/**
 * Takes a body that bears the marker apart. GitHub may have turned LF into CRLF, and line breaks and spaces may follow the end.
 *
 * @throws LoopForgeError `record_unreadable` where it is cut, too long, or holds a second marker or a second end.
 */
export function unwrap(body: string, marker: Marker): Envelope {
  if (body.length > MAX_BODY) throw unreadable(`it is ${body.length} characters long, more than GitHub accepts`);
  if (body.startsWith('\uFEFF')) throw unreadable('it begins with a byte order mark');
  const at = markerAt(body, marker);
  if (at === -1) throw unreadable('it does not bear the marker');
  if (body.indexOf(BEGIN) !== at || body.indexOf(BEGIN, at + 1) !== -1) {
    throw unreadable('it holds a second hidden part or LoopForge marker');
  }
  return { visible: trimmed(body.slice(0, at)), line: lineIn(body, at + marker.length) };
}

/** The hidden line, which begins after the line break at `at`. */
function lineIn(body: string, at: number): string {
  const start = afterBreak(body, at);
  if (start === null) throw unreadable('the marker is not followed by a new line');
  const end = body.indexOf('\n', start);
  if (end === -1) throw unreadable('it ends within the hidden line, so it was cut');
  if (!body.startsWith(END, end + 1)) throw unreadable('the hidden line is not followed by the end of the comment');
  if (body.indexOf(END) !== end + 1) throw unreadable('an HTML comment ends before the hidden part does');
  if (!/^(?: |\r?\n)*$/.test(body.slice(end + 1 + END.length)))
    throw unreadable('something follows the end of the hidden part');
  return body.slice(start, body[end - 1] === '\r' ? end - 1 : end);
}

/** Where the marker stands at column 0, as a word of its own; -1: nowhere. */
function markerAt(body: string, marker: Marker): number {
  for (let at = body.indexOf(marker); at !== -1; at = body.indexOf(marker, at + 1)) {
    const isFirst = at === 0 || body[at - 1] === '\n';
    if (isFirst && !/[a-z0-9_-]/i.test(body.charAt(at + marker.length))) return at;
  }
  return -1;
}

/** Position after the line break at `at`; at the end of the body that position; null: there is something else. */
function afterBreak(body: string, at: number): number | null {
  if (at === body.length || body.startsWith('\n', at)) return Math.min(at + 1, body.length);
  if (body.startsWith('\r\n', at)) return at + 2;
  return null;
}

/** Without the line breaks and spaces at its end. */
function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\n'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
