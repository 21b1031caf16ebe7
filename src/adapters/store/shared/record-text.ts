import { readLongRecord } from '../../../codec/record/index.ts';
import { canonicalize, type LoopRecord } from '../../../core/model.ts';
import { storeDamaged } from './store-errors.ts';

/** A record as the text that stores keep: its canonical JSON. */
export function textOfRecord(record: LoopRecord): string {
  return canonicalize(record);
}

/**
 * The record that a store kept.
 * @param id under which it was found; a record of another id there is damage
 * @param store as its user would name it
 * @throws LoopForgeError `store_damaged`
 */
export function recordOfText(text: string, id: string, store: string): LoopRecord {
  try {
    const record = readLongRecord(JSON.parse(text));
    if (record.record_id !== id) throw new Error(`it holds the record ${record.record_id}`);
    return record;
  } catch (cause) {
    throw storeDamaged(`${id} in ${store}`, cause);
  }
}
