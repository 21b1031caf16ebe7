import {
  ANY,
  COUNT,
  closed,
  type FieldsOf,
  HASH,
  type Hash,
  type JsonValue,
  listOf,
  matching,
  NAME,
  NULL,
  named,
  orNull,
  POSITIVE,
  type Schema,
  setOf,
  someOf,
  TIME,
} from '../values/index.ts';
import { BINDING, HELD_IN } from './places.ts';

/** The shapes of `was`: what a note says, the entries that it keeps, and those that it only names. */

/** What every kind's `was` has; `E` is an entry. */
export interface WasWith<E> {
  /** What the kind has to say. */
  readonly data: JsonValue;
  /** Entries that are kept whole: at most one, which keeps none itself. */
  readonly kept: readonly E[];
  /** Hashes of entries. */
  readonly named: readonly Hash[];
}

const NONE: Schema<readonly never[]> = { type: 'array', maxItems: 0 };
const HASHES: Schema<readonly Hash[]> = listOf(HASH);

/** Says something and takes nothing in. */
function saying<T>(name: string, data: Schema<T>) {
  return named(`${name}Was`, closed({ data, kept: NONE, named: NONE }));
}

const ERASABLE = matching('^(actor$|metadata/)');
const foundRecord = {
  /** Hash of the whole body that was found. */
  body: HASH,
  edited_at: orNull(TIME),
  /** Parts of the record that were others. */
  fields: listOf(NAME),
  /** How many foreign entries are not named. */
  more: COUNT,
};

/** The shapes of `was`: any kind's, and by kind; one that is not here has nothing to say. */
export function wasShapes<E>(entry: Schema<E>) {
  const kept: Schema<readonly E[]> = listOf(entry, 1);
  const taking = { data: NULL, kept, named: HASHES };
  const takes: Schema<FieldsOf<typeof taking>> = named('takingWas', closed(taking));
  const any: Schema<WasWith<E>> = named('was', closed({ data: ANY, kept, named: HASHES }));
  const of = {
    accept: saying('accept', closed({ seq: POSITIVE })),
    restored: takes,
    merged_record: takes,
    continued: saying('continued', HELD_IN),
    transferred: saying('transferred', closed({ from: BINDING, to: BINDING })),
    redaction: saying('redaction', closed({ seq: POSITIVE, names: someOf(setOf(ERASABLE)) })),
    repair: named('repairWas', closed({ data: closed(foundRecord), kept: NONE, named: HASHES })),
    edits_coalesced: saying('coalesced', closed({ revisions: COUNT, rev: COUNT })),
  };
  return { any, of };
}
