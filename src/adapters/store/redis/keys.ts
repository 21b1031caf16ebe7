import type { Instant, LoopRecord, RecordFilter } from '../../../core/model.ts';
import type { PagePlace, Placed } from '../shared/index.ts';

/*
 * The keys of a repository share one hash tag, so a cluster keeps all of them in one slot. Its indexes are sorted sets
 * whose members all have the score 0, for then Redis keeps them in the order of their bytes, and a page begins behind any
 * member: https://redis.io/docs/latest/develop/data-types/sorted-sets/#lexicographical-scores
 */

/** The keys, in the order in which the scripts know them. */
export interface Keys {
  /** A hash: id → the record's JSON. */
  readonly records: string;
  /** A hash: id → version, order of creation, and its members of the indexes. */
  readonly places: string;
  readonly byState: string;
  readonly byTime: string;
  readonly byRef: string;
  /** How many records have been created. */
  readonly created: string;
  /** The version of all this. */
  readonly layout: string;
}

export function redisKeys(prefix: string): Keys {
  const key = (name: string): string => `{${prefix}}:${name}`;
  return {
    records: key('records'),
    places: key('places'),
    byState: key('by-state'),
    byTime: key('by-time'),
    byRef: key('by-ref'),
    created: key('created'),
    layout: key('layout'),
  };
}

/** What a record is found by. */
export interface Members {
  readonly state: string;
  readonly time: string;
  /** The order of creation and the id follow. */
  readonly ref: string;
}

export function membersOf({ record_id, state, ref, created_at, updated_at }: LoopRecord): Members {
  const time = `${inverse(updated_at)} ${record_id}`;
  return { state: `${named(state)}${time}`, time, ref: `${named(ref)}${created_at} ` };
}

/** A range of an index, as Redis writes it. */
export interface Range {
  readonly from: string;
  readonly to: string;
  /** The byte of a member, counted from 1, at which the id begins. */
  readonly idAt: number;
}

/** What an index knows of a record that stands in a page: its id, and its time as {@link membersOf} writes it. */
export function placeOf(id: string, time: string): Placed {
  return { record_id: id, updated_at: inverse(time) };
}

/** What matches, from a place on; in the index by state, or by time where no state is given. */
export function pageRange({ state, since, until }: RecordFilter, after: PagePlace['after']): Range {
  const start = state === undefined ? '' : named(state);
  const behind = [
    ...(after === undefined ? [] : [`${inverse(after.updated_at)} ${after.record_id}`]),
    ...(until === undefined ? [] : [justBehind(until)]),
  ].sort();
  const from = behind.at(-1);
  return {
    from: from === undefined ? `[${start}` : `(${start}${from}`,
    to: since === undefined ? `(${start}:` : `(${start}${justBehind(since)}`,
    idAt: Buffer.byteLength(start) + inverse(NOON).length + ' '.length + 1,
  };
}

/** All that are stored for a ref, the one created first at the beginning. */
export function refRange(ref: string): Range {
  const start = named(ref);
  const ordinal = '0'.repeat(16);
  return { from: `[${start}`, to: `(${start}:`, idAt: Buffer.byteLength(`${start}${NOON} ${ordinal} `) + 1 };
}

/** Any moment: all are written alike. */
const NOON: Instant = '2000-01-01T12:00:00Z';

/** A text of which no other is the beginning. What follows it begins with a digit, and ":" comes right after 9. */
function named(text: string): string {
  return `${Buffer.byteLength(text)}:${text} `;
}

/** Behind everything of that moment, for a space stands behind it there. */
function justBehind(at: Instant): string {
  return `${inverse(at)}!`;
}

/** A text whose order is the opposite one. */
function inverse(at: string): string {
  return at.replace(/\d/g, (digit) => `${9 - Number(digit)}`);
}
