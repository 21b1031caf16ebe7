import { readRecordText, readRecordValue } from '../../codec/record/index.ts';
import { type VerifyOptions, verifyValue } from '../../codec/verify/index.ts';
import { type CreateRecordOptions, canonicalize, type LoopRecord, newRecord } from '../../core/model.ts';
import type { Verification } from '../../core/verify/index.ts';
import { renderRecord } from '../../report/comment/index.ts';
import { type LibraryPorts, withDefaults } from './library-ports.ts';

/**
 * A new record in the initial state, stored nowhere.
 * @throws LoopForgeError `record_invalid` for an empty ref or labels that are no texts.
 */
export function createRecord(options: CreateRecordOptions, ports: LibraryPorts = {}): LoopRecord {
  return newRecord(options, withDefaults(ports));
}

/**
 * Reads a record from what a file, a queue or a database column held: JSON text, or the value that a parser made of it.
 * It is checked strictly, no key missing and none beside them, but only for its form: whether its chain holds and its
 * steps were legal is what `verifyRecord` tells.
 *
 * @returns the record; of a value the value itself, typed
 * @throws LoopForgeError `record_unreadable` for a text in which not every reader would find the same JSON (cut off, a
 *   key that stands twice, a number that no record can hold); `record_invalid` for a value that is no record, naming the
 *   first place that is wrong, and for a version of the format that this release does not know.
 * @example
 * const record = readRecord(await readFile('record.json', 'utf8'));
 */
export function readRecord(input: unknown): LoopRecord {
  return typeof input === 'string' ? readRecordText(input) : readRecordValue(input);
}

/**
 * A record as JSON text, for a file, a queue or a database column; `readRecord` gives it back. It is canonical (RFC
 * 8785): the same record is the same text, whatever the order of its keys.
 *
 * @throws LoopForgeError `record_invalid` for a value that is no record, and for one in which stands what JSON cannot
 *   hold, such as NaN, naming the first place: nothing is written as something else.
 */
export function writeRecord(record: LoopRecord): string {
  return canonicalize(readRecordValue(record));
}

/**
 * Verifies a record in itself: schema, chain, commitments, legal steps, fold, sealed parts, and that the visible part
 * that it names follows from it. It says nothing of who wrote the record: `PASS` has the scope `record`, and the checks
 * that need GitHub are listed as not run. A value that is no record is `FAIL` with `malformed`.
 * @throws nothing but what `options.render` throws.
 */
export function verifyRecord(value: unknown, options: VerifyOptions = {}): Verification {
  return verifyValue(value, { render: renderRecord, ...options });
}
