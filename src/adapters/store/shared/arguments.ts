import {
  type Instant,
  type ListOptions,
  LoopForgeError,
  type LoopRecord,
  quote,
  type RecordFilter,
} from '../../../core/model.ts';
import { DEFAULT_LIMIT, isInstant, type Placed } from './list-order.ts';
import type { PagePlace } from './stream-pages.ts';

/*
 * What every store asks of its arguments, whoever calls: plain JavaScript has no types to stop it, and a store that took
 * a missing version for "any" would lose writes.
 */

/**
 * An id, a ref or a state to look for; any text will do, also one that no record can have.
 * @param name of the argument
 * @throws LoopForgeError `input_invalid`
 */
export function checkedText(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw invalid(name, value, 'a text');
}

/**
 * The version that a save expects. Null: the record must not be there yet.
 * @throws LoopForgeError `input_invalid`, also where it was left out; `record_invalid` where the record lacks what a
 * store finds it by
 */
export function checkedVersion(
  record: LoopRecord,
  options: { readonly expectedVersion: number | null } | undefined,
): number | null {
  checkRecord(record);
  const version: unknown = options?.expectedVersion;
  if (version === null || isWhole(version, 0)) return version;
  throw invalid('expectedVersion', version, 'the version that was read (head.seq), or null for a new record');
}

/**
 * Which page is asked for; a limit that was left out is 100.
 * @throws LoopForgeError `input_invalid`
 */
export function checkedPage(options: ListOptions = {}): PagePlace {
  if (typeof options !== 'object' || options === null) throw invalid('options', options, 'an object');
  const { limit = DEFAULT_LIMIT, after } = options;
  if (!isWhole(limit, 1)) throw invalid('limit', limit, 'a whole number from 1');
  if (after === undefined) return { limit };
  if (!isPlaced(after)) throw invalid('after', after, 'a record, or its record_id and updated_at');
  return { limit, after };
}

/**
 * Which records are streamed, with nothing else in it.
 * @throws LoopForgeError `input_invalid`
 */
export function checkedFilter(filter: RecordFilter = {}): RecordFilter {
  if (typeof filter !== 'object' || filter === null) throw invalid('filter', filter, 'an object');
  const { state, since, until } = filter;
  return {
    ...(state === undefined ? {} : { state: checkedText('state', state) }),
    ...(since === undefined ? {} : { since: checkedInstant('since', since) }),
    ...(until === undefined ? {} : { until: checkedInstant('until', until) }),
  };
}

function checkedInstant(name: string, value: unknown): Instant {
  if (isInstant(value)) return value;
  throw invalid(name, value, 'a moment such as 2026-11-23T08:50:00Z');
}

/** Only what every store needs, and not its whole shape: a save is not to cost as much as reading it back. */
function checkRecord(record: unknown): void {
  const { record_id, ref, state, updated_at, created_at, head } = fieldsOf(record);
  const isFound = [record_id, ref, state].every((text) => typeof text === 'string' && text !== '');
  if (isFound && isInstant(updated_at) && isInstant(created_at) && isWhole(fieldsOf(head)['seq'], 1)) return;
  throw new LoopForgeError('record_invalid', `This is not a LoopForge record: ${quote(record)}. Nothing was written.`);
}

function isPlaced(value: unknown): value is Placed {
  const { record_id, updated_at } = fieldsOf(value);
  return typeof record_id === 'string' && isInstant(updated_at);
}

function fieldsOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isWhole(value: unknown, from: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= from;
}

function invalid(name: string, value: unknown, accepted: string): LoopForgeError {
  return new LoopForgeError('input_invalid', `${name} must be ${accepted}, not ${quote(value)}.`);
}
