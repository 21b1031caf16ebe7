import { type Entry, entriesOf, LoopForgeError, type LoopRecord, misformIn } from '../../core/model.ts';
import { parseJsonText } from '../text/index.ts';
import { isRecord } from './generated/validators.js';
import { complaintOf } from './validator.ts';
import { misshapenIn } from './was-shape.ts';

/** The one version of the format that this code reads and writes. */
const SCHEMA_VERSION = 1;

/**
 * Checks that a value parsed from outside text is a record, strictly: no key missing, none beside them.
 *
 * @returns the same value, typed
 * @throws LoopForgeError `record_invalid`, naming the first place that is wrong. A version of the format that is not
 *   known is refused by its number, never guessed at.
 */
export function readRecordValue(value: unknown): LoopRecord {
  const version = versionOf(value);
  if (version !== SCHEMA_VERSION) throw new LoopForgeError('record_invalid', wrongVersion(version));
  if (!isRecord(value)) throw invalid(complaintOf(isRecord));
  const odd = oddIn(entriesOf(value));
  if (odd !== null) throw invalid(odd);
  return value;
}

function invalid(complaint: string): LoopForgeError {
  return new LoopForgeError('record_invalid', `This is not a LoopForge record: ${complaint}.`);
}

/**
 * The same for the text of a file or of a database column: JSON laid out in whatever way, in which every reader finds
 * the same values.
 *
 * @throws LoopForgeError `record_unreadable` where it is no such JSON; `record_invalid` as {@link readRecordValue}.
 */
export function readRecordText(text: string): LoopRecord {
  const json = parseJsonText(text);
  if (json.kind === 'json') return readRecordValue(json.value);
  const why = json.kind === 'ambiguous' ? json.why : 'It is not JSON, so it was cut off or is something else.';
  throw new LoopForgeError('record_unreadable', `The record cannot be read. ${why}`);
}

/** What is wrong with entries that have the form of some, if anything. */
export function oddIn(entries: readonly Entry[]): string | null {
  return misshapenIn(entries) ?? misformIn(entries);
}

function versionOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'schema_version')) return undefined;
  return Reflect.get(value, 'schema_version');
}

function wrongVersion(version: unknown): string {
  if (typeof version !== 'number') return 'This is not a LoopForge record: it has no schema_version number.';
  return (
    `The record has schema_version ${version}; this release of LoopForge knows ${SCHEMA_VERSION}. ` +
    'Use the release that wrote it, or a newer one.'
  );
}
