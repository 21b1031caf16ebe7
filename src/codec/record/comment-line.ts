import { canonicalize, ESCAPED, LoopForgeError } from '../../core/model.ts';
import { boundedDepth } from '../text/index.ts';

/**
 * The one line of JSON that stands hidden in a comment: canonical JSON in pure ASCII, in which no HTML comment can end
 * and no tag, entity or reference can begin.
 *
 * @throws LoopForgeError `record_invalid` where the value holds what JSON cannot.
 */
export function encodeLine(value: unknown): string {
  return canonicalize(value).replace(ESCAPED, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * The value of a hidden line. Only the one spelling that {@link encodeLine} writes is read: every other (white space,
 * doubled keys, `1e400`, `-0`, other escapes) could mean one thing to us and another to the next reader.
 *
 * @throws LoopForgeError `record_unreadable` with the reason.
 */
export function decodeLine(line: string): unknown {
  if (!boundedDepth(line)) throw unreadable('the JSON is nested too deep');
  const value = parse(line);
  if (canonical(value) !== line) throw unreadable('the JSON is not in canonical form, so it was edited');
  return value;
}

/** The error for a comment that bears the marker and cannot be read. */
export function unreadable(reason: string, cause?: unknown): LoopForgeError {
  return new LoopForgeError(
    'record_unreadable',
    `The record comment cannot be read: ${reason}. Nothing was written over it. ` +
      'GitHub keeps the last good revision in the edit history of the comment.',
    { cause },
  );
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw unreadable('the hidden line is not JSON, so it was cut or edited', cause);
  }
}

function canonical(value: unknown): string {
  try {
    return encodeLine(value);
  } catch (cause) {
    throw unreadable('the JSON holds a value that no record can hold', cause);
  }
}
