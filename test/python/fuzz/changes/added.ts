import { ownEntries } from '../forge.ts';
import { copyOf, isObject, type Json, type JsonObject, listAt, objectAt, objectsAt } from '../json.ts';
import type { Random } from '../random.ts';
import { BOUND, ODD_TEXTS } from './odd-values.ts';

/** An entry more: from another record, or a note that erases or moves. */
export function otherEntries(record: JsonObject, random: Random, donors: readonly JsonObject[]): void {
  random.pick([append, append, append, appendRedaction, appendRedaction, appendTransfer, insert])(
    record,
    random,
    donors,
  );
}

/** Behind the last entry one of another record, its number and times made to fit. */
function append(record: JsonObject, random: Random, donors: readonly JsonObject[]): void {
  const notes = donors.filter((donor) => 'kind' in donor);
  add(record, copyOf(random.pick(random.once(2) ? notes : donors)), random);
}

function add(record: JsonObject, entry: JsonObject, random: Random): void {
  const last = ownEntries(record).at(-1);
  if (last === undefined) return;
  const fitting = {
    seq: Number(last['seq']) + 1,
    timestamp: last['timestamp'] ?? null,
    recorded_at: last['recorded_at'] ?? null,
  };
  Object.assign(
    entry,
    fitting,
    random.once(3) ? {} : { basis: copyOf(last['basis'] ?? null), lifecycle: last['lifecycle'] ?? null },
  );
  if (!('kind' in entry) && random.once(2)) entry['from_state'] = record['state'] ?? null;
  const named = objectAt(objectAt(entry, 'was'), 'data');
  if ('seq' in named && random.once(2)) named['seq'] = random.pick(ownEntries(record))['seq'] ?? null;
  listAt(record, listOf(entry)).push(entry);
}

/** In which list an entry stands. */
export function listOf(entry: JsonObject): 'transitions' | 'rejections' | 'notes' {
  return 'kind' in entry ? 'notes' : 'cause' in entry ? 'rejections' : 'transitions';
}

function noteLike(donors: readonly JsonObject[], kind: string, data: Json): JsonObject {
  const donor = donors.find((one) => one['kind'] === kind) ?? donors.find((one) => 'kind' in one) ?? {};
  return { ...copyOf(donor), kind, trigger: kind, was: { data, kept: [], named: [] } };
}

/** A note that erases: what is erased, what is not, what is not there. */
function appendRedaction(record: JsonObject, random: Random, donors: readonly JsonObject[]): void {
  const entries = ownEntries(record);
  const all = [...entries, ...entries.flatMap((entry) => objectsAt(objectAt(entry, 'was'), 'kept'))];
  if (all.length === 0) return;
  const erased = all.filter((entry) => isObject(entry['actor']) && 'redacted' in entry['actor']);
  const about = random.pick(random.once(2) && erased.length > 0 ? erased : all);
  const keys = Object.keys(objectAt(about, 'metadata')).map((key) => `metadata/${key}`);
  // By UTF-16 units the first of these comes before the second, by code points behind it.
  const odd = ['metadata/\u{1f600}', 'metadata/\uffff'];
  const names = random.pick([['actor'], keys, ['actor', ...keys], ['actor', 'metadata/absent'], odd]).toSorted();
  if (random.once(10)) names.reverse();
  add(record, noteLike(donors, 'redaction', { seq: random.once(8) ? 99 : (about['seq'] ?? 1), names }), random);
}

function appendTransfer(record: JsonObject, random: Random, donors: readonly JsonObject[]): void {
  const from = Object.fromEntries(BOUND.map((key) => [key, objectAt(record, 'genesis')[key] ?? null]));
  const to: JsonObject = {
    ...from,
    repo: 'acme/gadgets',
    record_id: 'acme/gadgets#7',
    ref_number: 7,
    ref: `https://github.com/acme/gadgets/${random.pick(['issues', 'pull', 'x'])}/7`,
  };
  const key = random.pick(BOUND);
  if (random.once(2)) to[key] = random.pick<Json>([null, ...ODD_TEXTS, 7, from[key] ?? null]);
  if (random.once(10)) delete to[key];
  add(record, noteLike(donors, 'transferred', { from, to }), random);
  if (random.once(2)) for (const field of BOUND.slice(0, 4)) record[field] = to[field] ?? null;
}

/** An entry in the middle; all behind it move on. */
function insert(record: JsonObject, random: Random, donors: readonly JsonObject[]): void {
  const entries = ownEntries(record);
  if (entries.length === 0) return;
  const at = 1 + random.below(entries.length);
  const before = entries[at - 1] ?? {};
  const entry = copyOf(random.pick(donors));
  Object.assign(entry, {
    seq: at + 1,
    timestamp: before['timestamp'],
    recorded_at: before['recorded_at'],
    basis: copyOf(before['basis'] ?? null),
  });
  for (const [index, one] of entries.slice(at).entries()) one['seq'] = at + 2 + index;
  const list = listAt(record, listOf(entry));
  list.push(entry);
  if (!random.once(5)) list.sort((one, other) => Number(Object(one)['seq']) - Number(Object(other)['seq']));
}
