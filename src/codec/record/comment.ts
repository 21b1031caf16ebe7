import { LoopForgeError, type LoopRecord } from '../../core/model.ts';
import { bears, MAX_BODY, RECORD_MARKER, unwrap, wrap } from './comment-envelope.ts';
import { decodeLine, encodeLine, unreadable } from './comment-line.ts';
import { readRecordValue } from './record-read.ts';

/** What a comment body turned out to be. */
export type DecodedComment =
  | { readonly kind: 'none' }
  | { readonly kind: 'record'; readonly record: LoopRecord; readonly line: string; readonly visible: string };

/** Whether a body claims to be a record comment: the marker stands at column 0 of one of its lines. */
export function hasMarker(body: string): boolean {
  return bears(body, RECORD_MARKER);
}

/**
 * The comment's body: the part for people, then the record hidden.
 *
 * @throws LoopForgeError `record_invalid` where the record could not be read back from it, or where the visible text
 *   holds the end or the beginning of a hidden part, or where the body is longer than GitHub accepts.
 */
export function encodeComment(record: LoopRecord, visible: string): string {
  if (visible.includes('-->') || visible.includes('<!--')) {
    throw new LoopForgeError('record_invalid', 'The visible part of a record comment must not hold "<!--" or "-->".');
  }
  const body = wrap(RECORD_MARKER, { line: encodeLine(readRecordValue(record)), visible });
  if (body.length > MAX_BODY) {
    throw new LoopForgeError(
      'record_invalid',
      `The record needs ${body.length} characters, more than a comment takes.`,
    );
  }
  return body;
}

/** A run reads the same comment before the lock and under it; what was read from it is never changed. */
let last: { readonly body: string; readonly decoded: DecodedComment } | null = null;

/**
 * Reads a comment's body. Says nothing about who wrote it: that must be checked before this is believed.
 *
 * @throws LoopForgeError `record_unreadable`, with the precise reason, where the body bears the marker and is not a
 *   whole, canonical record of a known version. It is never taken for "no record".
 */
export function decodeComment(body: string): DecodedComment {
  if (last?.body !== body) last = { body, decoded: decode(body) };
  return last.decoded;
}

function decode(body: string): DecodedComment {
  if (!hasMarker(body)) return { kind: 'none' };
  const { line, visible } = unwrap(body, RECORD_MARKER);
  const value = decodeLine(line);
  try {
    return { kind: 'record', record: readRecordValue(value), line, visible };
  } catch (cause) {
    throw unreadable(reasonOf(cause), cause);
  }
}

/** The part for people of a body that bears the marker. @throws LoopForgeError `record_unreadable` */
export function visibleTextOf(body: string): string {
  return unwrap(body, RECORD_MARKER).visible;
}

function reasonOf(cause: unknown): string {
  return cause instanceof LoopForgeError ? cause.message.replace(/\.$/, '') : 'it does not hold a record';
}
