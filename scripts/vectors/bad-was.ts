import type { LoopRecord } from '../../src/core/record/record.ts';
import type { JsonValue } from '../../src/core/values/json.ts';
import { rechained, shownAs } from './attack.ts';
import { everyEntry, keptTwice } from './good-records.ts';
import { OTHER_HASH } from './story.ts';
import { fails, type Vector } from './vector.ts';

interface Members {
  [key: string]: JsonValue;
}

const EVERY = everyEntry();
const KEPT = keptTwice();

/** What a note says has one shape for each kind: `malformed`, although all hashes were computed anew. */
export function wasVectors(): readonly Vector[] {
  return [...shapeVectors(), ...dataVectors(), ...keepingVectors()];
}

function bad(
  name: string,
  about: string,
  whole: LoopRecord,
  kind: string,
  change: (was: Members) => JsonValue,
): Vector {
  return fails(`was-${name}`, 'malformed', about, withWas(whole, kind, change));
}

function shapeVectors(): readonly Vector[] {
  const every = (name: string, about: string, kind: string, change: (was: Members) => JsonValue) =>
    bad(name, about, EVERY, kind, change);
  return [
    every('text', 'A text.', 'transferred', () => 'text'),
    every('list', 'A list.', 'repair', () => []),
    every('hash', 'A bare hash.', 'restored', () => OTHER_HASH),
    every('null', 'A note that must say something says nothing.', 'accept', () => null),
    every('key-added', 'A key more.', 'accept', (was) => ({ ...was, free: 1 })),
    every('key-missing', 'A key less.', 'repair', ({ data, kept }) => ({ data: data ?? null, kept: kept ?? null })),
    every('named-text', 'A hash that is none.', 'restored', (was) => ({ ...was, named: ['x'] })),
    every('nothing-taken', 'A note that takes nothing in.', 'merged_record', (was) => ({ ...was, named: [] })),
    every('taking-says', 'A note that takes something in, and has data.', 'restored', (was) => ({ ...was, data: 1 })),
    every('saying-names', 'A note that says something names an entry too.', 'accept', (was) => ({
      ...was,
      named: [OTHER_HASH],
    })),
  ];
}

function dataVectors(): readonly Vector[] {
  const data = (name: string, about: string, kind: string, change: (data: Members) => JsonValue) =>
    bad(name, about, EVERY, kind, (was) => ({ ...was, data: change(JSON.parse(JSON.stringify(was['data']))) }));
  return [
    data('accept-text', 'The number of a refusal as a text.', 'accept', () => ({ seq: '7' })),
    data('continued-more', 'A key more than a comment has.', 'continued', (one) => ({ ...one, url: 'x' })),
    data('transfer-names-repo', 'A binding that names no repository as one is named.', 'transferred', (one) => ({
      ...one,
      to: { ...JSON.parse(JSON.stringify(one['to'])), repo: 'gadgets' },
    })),
    data('redaction-empty', 'A redaction that names nothing.', 'redaction', (one) => ({ ...one, names: [] })),
    data('redaction-twice', 'A redaction that names a value twice.', 'redaction', (one) => ({
      ...one,
      names: ['actor', 'actor'],
    })),
    data('redaction-unsorted', 'A redaction that does not name in order.', 'redaction', (one) => ({
      ...one,
      names: ['metadata/team', 'actor'],
    })),
    data('redaction-other', 'A redaction of what no entry can have erased.', 'redaction', (one) => ({
      ...one,
      names: ['run'],
    })),
    data('repair-no-hash', 'A repair that does not tell what it found.', 'repair', (one) => ({ ...one, body: 'x' })),
    data('repair-time', 'A repair of what was edited on no day.', 'repair', (one) => ({
      ...one,
      edited_at: '2026-02-30T00:00:00Z',
    })),
    data('coalesced-none', 'As many edits as were made.', 'edits_coalesced', (one) => ({ ...one, revisions: 4 })),
  ];
}

function keepingVectors(): readonly Vector[] {
  const kept = (name: string, about: string, change: (entry: Members) => JsonValue) =>
    bad(`kept-${name}`, about, KEPT, 'restored', (was) => ({
      ...was,
      kept: [change(JSON.parse(JSON.stringify(was['kept']))[0])],
    }));
  return [
    bad('kept-two', 'A note that keeps two entries.', KEPT, 'restored', (was) => {
      const [one] = JSON.parse(JSON.stringify(was['kept']));
      return { ...was, kept: [one, one] };
    }),
    kept('nested', 'It keeps a note that keeps an entry.', () => JSON.parse(JSON.stringify(KEPT.notes[0]))),
    kept('key-added', 'A key more in the kept entry.', (entry) => ({ ...entry, free: 1 })),
    kept('key-missing', 'A key less in the kept entry.', ({ run: _, ...entry }) => entry),
    kept('salts', 'Salts that are none.', (entry) => ({ ...entry, salts: { actor: 5, metadata: {} } })),
  ];
}

/** The record with another `was` in its first note of a kind, and all hashes computed anew. */
function withWas(whole: LoopRecord, kind: string, change: (was: Members) => JsonValue): string {
  const open: LoopRecord = JSON.parse(JSON.stringify(whole));
  const note = open.notes.find(
    (one) => one.kind === kind && (kind !== 'restored' || one.was?.kept.length !== 0 || whole !== KEPT),
  );
  if (note === undefined) throw new Error(`there is no note ${kind}`);
  Reflect.set(note, 'was', change(JSON.parse(JSON.stringify(note.was))));
  return shownAs(rechainedIfPossible(open), whole);
}

/** A value that no writer could hash is left as it is: the shape comes first. */
function rechainedIfPossible(record: LoopRecord): LoopRecord {
  try {
    return rechained(record);
  } catch {
    return record;
  }
}
