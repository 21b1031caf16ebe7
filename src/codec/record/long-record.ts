import { entriesOf, type LoopRecord } from '../../core/model.ts';
import { fitsRecord } from './generated/quick-check.js';
import { oddIn, readRecordValue } from './record-read.ts';

/**
 * The same as {@link readRecordValue}, in a third of the time for what is a record. Stores read long ones, and each of
 * them for every step; a run of the action reads few short ones, and need not load the quick check.
 *
 * @throws LoopForgeError `record_invalid` as there
 */
export function readLongRecord(value: unknown): LoopRecord {
  return fitsRecord(value) && oddIn(entriesOf(value)) === null ? value : readRecordValue(value);
}
