import { readLongRecord } from '../../../codec/record/index.ts';
import { parseJsonText } from '../../../codec/text/index.ts';
import type { LoopRecord } from '../../../core/model.ts';
import { storeDamaged } from '../shared/index.ts';

/**
 * The JSON in a file's bytes.
 * @throws LoopForgeError `store_damaged` where it is none, or two readers could see two things in it
 */
export function jsonOf(bytes: Uint8Array, path: string): unknown {
  const json = parseJsonText(textOf(bytes, path));
  if (json.kind === 'json') return json.value;
  if (json.kind === 'ambiguous') throw storeDamaged(path, json.why);
  throw storeDamaged(
    path,
    bytes.length === 0 ? 'it is empty' : 'it is not JSON, so it was cut off or is something else',
  );
}

/**
 * The record that a value of a file is.
 * @param place as its user would name it
 * @throws LoopForgeError `store_damaged`
 */
export function recordAt(value: unknown, place: string): LoopRecord {
  if (isOfTheOriginal(value)) {
    throw storeDamaged(place, 'it is a record of the Python original, which "loopforge copy" brings in');
  }
  try {
    return readLongRecord(value);
  } catch (cause) {
    throw storeDamaged(place, cause);
  }
}

/** A record as the Python package writes it, or several of them in a list. */
export function isOfTheOriginal(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isOfTheOriginal);
  if (typeof value !== 'object' || value === null) return false;
  return 'record_id' in value && 'transitions' in value && !('schema_version' in value);
}

function textOf(bytes: Uint8Array, path: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.startsWith('\uFEFF')) return text;
  } catch (cause) {
    throw storeDamaged(path, cause);
  }
  throw storeDamaged(path, 'it begins with a byte order mark, which JSON has none of; an editor may have put it there');
}
