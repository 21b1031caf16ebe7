import { type Instant, type JsonObject, LoopForgeError } from '../../core/model.ts';
import { isDynamoItem, plainItem } from './dynamodb-item.ts';

/** A step as the original library wrote it, its time cut to seconds. */
export interface OriginalStep {
  readonly from_state: string | null;
  readonly to_state: string;
  readonly trigger: string;
  readonly timestamp: Instant;
  readonly metadata: JsonObject;
}

/** A record in the form of the original Python library: what its `from_dict` reads. */
export interface OriginalForm {
  readonly record_id: string;
  readonly ref: string;
  readonly ref_number: number | null;
  readonly repo: string | null;
  readonly pr_url: string | null;
  readonly pr_number: number | null;
  readonly state: string;
  readonly auto_merge: boolean;
  readonly ci_status: JsonObject;
  readonly transitions: readonly OriginalTransition[];
  readonly labels: JsonObject;
  readonly created_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
}

interface OriginalTransition extends Omit<OriginalStep, 'timestamp'> {
  readonly timestamp: string;
}

/** What our record keeps in another form, as the original wrote it. */
export interface AsWritten {
  readonly created_at: unknown;
  readonly updated_at: unknown;
  readonly closed_at: unknown;
  readonly ci_status: unknown;
  readonly labels: unknown;
  /** The time of each step. */
  readonly timestamps: readonly unknown[];
}

/** The fields of the original's record that ours does not compute anew. */
export interface OriginalRecord {
  readonly record_id: string;
  readonly ref: string;
  readonly ref_number: number | null;
  readonly repo: string | null;
  readonly pr_url: string | null;
  readonly pr_number: number | null;
  readonly state: string;
  readonly auto_merge: boolean;
  readonly ci_status: { readonly [name: string]: string };
  readonly transitions: readonly OriginalStep[];
  readonly labels: { readonly [name: string]: string };
  readonly created_at: Instant;
  readonly asWritten: AsWritten;
}

interface Fields {
  readonly [key: string]: unknown;
}

const OURS = 'This is no record of the original but one of LoopForge itself: copy it from its store.';

/**
 * Reads a record of the original library. Unknown fields are ignored, as the original does; absent ones are null.
 *
 * @throws LoopForgeError `record_invalid`, naming the field.
 */
export function readOriginal(value: unknown): OriginalRecord {
  const fields = objectAt(isDynamoItem(value) ? plainItem(value) : value, 'the record');
  // Ours looks like the original's, and so does its item, without the steps: as such it would lose its history.
  const isOurs = ['schema_version', 'list_shard', 'part_of'].some((name) => Object.hasOwn(fields, name));
  if (isOurs) throw new LoopForgeError('record_invalid', OURS);
  return {
    record_id: textAt(fields, 'record_id'),
    ref: textAt(fields, 'ref'),
    ref_number: numberOrNull(fields, 'ref_number'),
    repo: textOrNull(fields, 'repo'),
    pr_url: textOrNull(fields, 'pr_url'),
    pr_number: numberOrNull(fields, 'pr_number'),
    state: textAt(fields, 'state'),
    auto_merge: fields['auto_merge'] === true,
    ci_status: textsAt(fields, 'ci_status'),
    transitions: stepsAt(fields),
    labels: textsAt(fields, 'labels'),
    created_at: timeAt(fields, 'created_at'),
    asWritten: asWritten(fields),
  };
}

function asWritten(fields: Fields): AsWritten {
  const { created_at, updated_at = null, closed_at = null, ci_status = {}, labels = {} } = fields;
  const timestamps = listAt(fields, 'transitions').map((step) => objectAt(step, 'a transition')['timestamp']);
  return { created_at, updated_at, closed_at, ci_status, labels, timestamps };
}

function stepsAt(fields: Fields): readonly OriginalStep[] {
  return listAt(fields, 'transitions').map((value, index) => {
    const step = objectAt(value, `transitions[${index}]`);
    return {
      from_state: textOrNull(step, 'from_state'),
      to_state: textAt(step, 'to_state'),
      trigger: textAt(step, 'trigger'),
      timestamp: timeAt(step, 'timestamp'),
      // Any JSON will do: chaining the step refuses what is none.
      metadata: objectAt(step['metadata'] ?? {}, 'metadata') as JsonObject,
    };
  });
}

function listAt(fields: Fields, key: string): readonly unknown[] {
  const list: unknown = fields[key] ?? [];
  if (!Array.isArray(list)) throw wrong(key, 'a list');
  return list;
}

function objectAt(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(name, 'an object');
  return Object.fromEntries(Object.entries(value));
}

function textAt(fields: Fields, key: string): string {
  const value = fields[key];
  if (typeof value !== 'string' || value === '') throw wrong(key, 'a text that is not empty');
  return value;
}

function textOrNull(fields: Fields, key: string): string | null {
  return (fields[key] ?? null) === null ? null : textAt(fields, key);
}

function numberOrNull(fields: Fields, key: string): number | null {
  const value = fields[key] ?? null;
  if (value === null || (typeof value === 'number' && Number.isSafeInteger(value) && value > 0)) return value;
  throw wrong(key, 'a positive whole number or null');
}

/** A map of texts. The original lets any value into `ci_status`; what is no text is kept as its JSON. */
function textsAt(fields: Fields, key: string): { readonly [name: string]: string } {
  const entries = Object.entries(objectAt(fields[key] ?? {}, key));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function timeAt(fields: Fields, key: string): Instant {
  const text = textAt(fields, key);
  const cut = `${text.slice(0, 19)}Z`;
  if (!isTime(text) || !isToTheSecond(cut)) throw wrong(key, 'a UTC time such as 2026-11-22T09:05:57.416861Z');
  return cut;
}

function isToTheSecond(text: string): text is Instant {
  return isTime(text) && text.length === 'YYYY-MM-DDTHH:MM:SSZ'.length;
}

/**
 * Whether a text has the form of the original's times, with or without a part of a second. Its form alone: a day that
 * there is not shows when the new record is read back.
 */
export function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(value);
}

function wrong(name: string, expected: string): LoopForgeError {
  return new LoopForgeError('record_invalid', `This record cannot be imported: ${name} must be ${expected}.`);
}
