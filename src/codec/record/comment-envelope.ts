import { unreadable } from './comment-line.ts';

/** How a comment of ours begins, at column 0 of its first line. */
export const RECORD_MARKER = '<!-- loopforge:record';
export const SEGMENT_MARKER = '<!-- loopforge:segment';
export type Marker = typeof RECORD_MARKER | typeof SEGMENT_MARKER;

/** GitHub accepts no comment body past 262,144 bytes; what is longer was never one. */
export const MAX_BODY = 262_144;

const ANY_MARKER = '<!-- loopforge:';
const END = '-->';

/** A comment taken apart: the hidden line and what follows for people. */
export interface Envelope {
  readonly line: string;
  readonly visible: string;
}

/** Whether the body bears the marker where we put it: at its very beginning, not quoted further down. */
export function bears(body: string, marker: Marker): boolean {
  if (!body.startsWith(marker)) return false;
  const next = body.charAt(marker.length);
  return next === '' || !/[a-z0-9_-]/i.test(next);
}

/** The body of a comment; `line` must come from `encodeLine`. */
export function wrap(marker: Marker, { line, visible }: Envelope): string {
  return `${marker}\n${line}\n${END}\n${visible}`;
}

/**
 * Takes a body that bears the marker apart. GitHub may have turned LF into CRLF.
 *
 * @throws LoopForgeError `record_unreadable` where it is cut, too long, or holds a second marker.
 */
export function unwrap(body: string, marker: Marker): Envelope {
  if (body.length > MAX_BODY) throw unreadable(`it is ${body.length} characters long, more than GitHub accepts`);
  if (body.indexOf(ANY_MARKER, marker.length) !== -1) throw unreadable('it holds a second LoopForge marker');
  const start = afterBreak(body, marker.length);
  if (start === null) throw unreadable('the marker is not followed by a new line');
  const end = body.indexOf('\n', start);
  if (end === -1) throw unreadable('it ends within the hidden line, so it was cut');
  if (!body.startsWith(END, end + 1)) throw unreadable('the hidden line is not followed by the end of the comment');
  const visible = afterBreak(body, end + 1 + END.length);
  if (visible === null) throw unreadable('something follows the end of the hidden part on the same line');
  const line = body.slice(start, body[end - 1] === '\r' ? end - 1 : end);
  return { line, visible: body.slice(visible) };
}

/** Position after the line break at `at`; at the end of the body that position; null: there is something else. */
function afterBreak(body: string, at: number): number | null {
  if (at === body.length || body.startsWith('\n', at)) return Math.min(at + 1, body.length);
  if (body.startsWith('\r\n', at)) return at + 2;
  return null;
}
