import { isOfRedactedExport } from '../../codec/export/names/index.ts';
import { readLongRecord } from '../../codec/record/index.ts';
import { parseJsonText } from '../../codec/text/index.ts';
import { LoopForgeError, type LoopRecord } from '../../core/model.ts';

/** What a text that should be a record as JSON turned out to be. */
export type ReadValue =
  | { readonly kind: 'record'; readonly record: LoopRecord }
  | { readonly kind: 'no_json' }
  /** Whose it says to be, if it does; and why it is no record, as a sentence. */
  | { readonly kind: 'no_record'; readonly id: string | null; readonly why: string };

export function readLine(text: string): ReadValue {
  const json = parseJsonText(text);
  if (json.kind === 'json') return readValueAsRecord(json.value);
  return json.kind === 'no_json' ? json : { kind: 'no_record', id: null, why: json.why };
}

/** Whether a line is of an export that holds no records: why, as a sentence. Null: it is not. */
export function whyOtherExport(text: string): string | null {
  const json = parseJsonText(text);
  return json.kind === 'json' ? whyOfOtherExport(json.value) : null;
}

export function readValueAsRecord(value: unknown): ReadValue {
  const other = otherThanRecord(value);
  if (other !== null) return { kind: 'no_record', id: idIn(value), why: other };
  try {
    return { kind: 'record', record: readLongRecord(value) };
  } catch (error) {
    if (!(error instanceof LoopForgeError)) throw error;
    return { kind: 'no_record', id: idIn(value), why: error.message };
  }
}

const ONLY_JSON = 'Only an export with --format json holds whole records.';

/** JSON that tells of records and is none, as a sentence. */
function otherThanRecord(value: unknown): string | null {
  const other = whyOfOtherExport(value);
  if (other !== null || typeof value !== 'object' || value === null || 'schema_version' in value) return other;
  if ('record_id' in value && 'transitions' in value)
    return 'It is a record of the Python original. "loopforge copy --from original:<file>" brings it in.';
  return null;
}

function whyOfOtherExport(value: unknown): string | null {
  if (isOfRedactedExport(value))
    return "It is of an export with --redact-actors, which keeps nobody's name and makes no record any more.";
  if (typeof value !== 'object' || value === null || 'schema_version' in value) return null;
  if ('specversion' in value) return `It is a CloudEvent, which tells of one entry. ${ONLY_JSON}`;
  if ('class_uid' in value) return `It is an OCSF event, which tells of one entry. ${ONLY_JSON}`;
  if ('entry' in value && 'seq' in value) return `It is one entry of a record, and not a record. ${ONLY_JSON}`;
  return null;
}

function idIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('record_id' in value)) return null;
  return typeof value.record_id === 'string' ? value.record_id : null;
}
