import { ownEntries, rechain } from '../forge.ts';
import { copyOf, type Json, type JsonObject, listAt, objectAt, objectsAt } from '../json.ts';
import type { Random } from '../random.ts';
import { otherEntry } from './entries.ts';
import { otherLeaf, otherStructure } from './values.ts';

type ChangeParts = (record: JsonObject, segments: JsonObject[], random: Random, donors: readonly JsonObject[]) => void;

const CHANGES: readonly ChangeParts[] = [
  (_record, segments, random) => segments.splice(random.below(segments.length + 1), 1),
  (_record, segments) => segments.splice(0),
  (_record, segments) => segments.reverse(),
  (_record, segments, random) => segments.push(copyOf(random.pick(segments))),
  (record, _segments, random) => otherPlace(record, random),
  (record, _segments, random) => otherPlace(record, random),
  (record, _segments, random) => listAt(record, 'segments').splice(random.below(3), 1),
  (record) => listAt(record, 'segments').reverse(),
  (record) => listAt(record, 'segments').push(...copyOf(listAt(record, 'segments').slice(-1))),
  (_record, segments, random) => otherLeaf(random.pick(segments), random),
  (_record, segments, random) => otherStructure(random.pick(segments), random),
  (_record, segments, random, donors) => inSegment(random.pick(segments), random, donors),
  (_record, segments, random, donors) => inSegment(random.pick(segments), random, donors),
  (_record, segments, random, donors) => inSegment(random.pick(segments), random, donors),
  (record, segments) => bringBack(record, segments),
  (record, segments, random) =>
    Object.assign(record, { ...(random.once(2) ? bringBack(record, segments.splice(0)) : {}) }),
  (record, segments, random) =>
    listAt(record, 'transitions').push(
      ...copyOf(listAt(random.pick(segments), 'entries').slice(0, 1 + random.below(2))),
    ),
  (record, segments) => {
    segments.push(...copyOf(segments.slice(-1)));
    listAt(record, 'segments').push({
      comment_id: '9',
      first_seq: 1,
      last_seq: 2 ** 53 - 1,
      hash: objectAt(record, 'head')['hash'] ?? null,
    });
  },
];

/** Sealed parts that are others, elsewhere, missing or too many; or entries of them that say something else. */
export function otherParts(
  record: JsonObject,
  segments: JsonObject[],
  random: Random,
  donors: readonly JsonObject[],
): void {
  if (segments.length === 0) seal(record, segments, random);
  if (segments.length > 0 && !random.once(20)) random.pick(CHANGES)(record, segments, random, donors);
}

/** The oldest entries go into one to three parts of their own, as a writer does it. */
function seal(record: JsonObject, segments: JsonObject[], random: Random): void {
  const entries = ownEntries(record);
  if (entries.length < 2 || listAt(record, 'segments').length > 0) return;
  let first = 0;
  for (let parts = 1 + random.below(3); parts > 0 && first < entries.length - 1; parts -= 1) {
    const end = first + 1 + random.below(entries.length - 1 - first);
    segments.push({ genesis: '', entries: entries.slice(first, end) });
    const place = { comment_id: String(1001 + segments.length), first_seq: first + 1, last_seq: end, hash: '' };
    listAt(record, 'segments').push(place);
    first = end;
  }
  const left = new Set<Json>(entries.slice(first));
  for (const key of ['transitions', 'rejections', 'notes'])
    record[key] = listAt(record, key).filter((entry) => left.has(entry));
  rechain(record, segments);
}

function otherPlace(record: JsonObject, random: Random): void {
  const places = objectsAt(record, 'segments');
  if (places.length === 0) return;
  const place = random.pick(places);
  const key = random.pick(['first_seq', 'last_seq', 'hash', 'comment_id']);
  const value = place[key] ?? null;
  if (typeof value === 'number') place[key] = random.pick([value + 1, value - 1, 1, 2 ** 53 - 1, 0, 0.5]);
  else
    place[key] = random.pick<Json>([
      random.pick(places)[key] ?? null,
      objectAt(record, 'head')['hash'] ?? null,
      '',
      'x',
      null,
    ]);
}

/** What changes a record's entries changes a segment's, if they stand in lists as those of a record do. */
function inSegment(segment: JsonObject, random: Random, donors: readonly JsonObject[]): void {
  const entries = objectsAt(segment, 'entries');
  if (entries.length > 0) otherEntry({ transitions: entries, rejections: [], notes: [] }, random, donors);
}

/** As in an export: all entries in the three lists, while the places still stand there. */
function bringBack(record: JsonObject, segments: readonly JsonObject[]): void {
  const sealed = segments.flatMap((segment) => objectsAt(segment, 'entries'));
  const all = [...copyOf(sealed), ...ownEntries(record)];
  record['notes'] = all.filter((entry) => 'kind' in entry);
  record['rejections'] = all.filter((entry) => 'cause' in entry);
  record['transitions'] = all.filter((entry) => !('kind' in entry) && !('cause' in entry));
}
