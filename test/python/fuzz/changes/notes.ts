import { ownEntries } from '../forge.ts';
import { copyOf, isObject, type Json, type JsonObject, objectAt } from '../json.ts';
import type { Random } from '../random.ts';
import { ODD_TEXTS, odd, SALT, WORDS } from './odd-values.ts';
import { otherOfType } from './values.ts';

type ChangeNote = (note: JsonObject, random: Random, record: JsonObject, donors: readonly JsonObject[]) => void;

const CHANGES: readonly ChangeNote[] = [kind, was, was, kept, data, data];

/** A note is of another kind, or says or keeps something else. */
export const otherNote: ChangeNote = (note, random, record, donors) => {
  if ('kind' in note) random.pick(CHANGES)(note, random, record, donors);
};

function kind(entry: JsonObject, random: Random): void {
  entry['kind'] = random.pick(WORDS.kind);
  if (!random.once(4)) entry['trigger'] = entry['kind'];
  if (random.once(2))
    entry['was'] = random.pick<Json>([
      null,
      { data: null, kept: [], named: [] },
      { data: random.pick(odd()), kept: [], named: [SALT] },
    ]);
}

function was(entry: JsonObject, random: Random, _record: JsonObject, donors: readonly JsonObject[]): void {
  const others = donors.map((donor) => donor['was']).filter(isObject);
  const empty = { data: null, kept: [], named: [] };
  entry['was'] = copyOf(
    random.pick<Json>([
      null,
      empty,
      'x',
      SALT,
      {},
      random.pick(others),
      random.pick(others),
      { ...empty, named: [SALT] },
      { ...empty, named: ['x'] },
      { ...empty, more: 1 },
    ]),
  );
}

/** What a note keeps: other entries, more of them, none, or what only looks like one. */
function kept(entry: JsonObject, random: Random, record: JsonObject, donors: readonly JsonObject[]): void {
  if (!isObject(entry['was'])) entry['was'] = { data: null, kept: [], named: [] };
  const own = objectAt(entry, 'was');
  const one = copyOf(random.pick([...ownEntries(record), ...donors]));
  own['kept'] = random.pick<Json>([
    [one],
    [one],
    [one],
    [one, copyOf(one)],
    [],
    one,
    [one['hash'] ?? null],
    ['x'],
    [null],
    [{ seq: one['seq'] ?? 1, hash: SALT }],
  ]);
  if (random.once(3)) own['named'] = random.pick<Json>([[], [SALT], [SALT, SALT], ['x'], null]);
}

/** One value inside what a note says. */
function data(entry: JsonObject, random: Random): void {
  const holders = [objectAt(objectAt(entry, 'was'), 'data')];
  for (const key of ['from', 'to']) if (isObject(holders[0]?.[key])) holders.push(objectAt(holders[0], key));
  const holder = random.pick(holders);
  const keys = Object.keys(holder);
  if (keys.length === 0) return;
  const key = random.pick(keys);
  const value = holder[key] ?? null;
  const names = [
    ['actor'],
    ['actor', 'metadata/reason'],
    ['metadata/reason', 'actor'],
    ['actor', 'actor'],
    [],
    ['reason'],
    ['metadata/'],
    ['metadata/\uffff', 'metadata/\u{1f600}'],
    ['metadata/\u{1f600}', 'metadata/\uffff'],
    [1],
  ];
  holder[key] =
    key === 'names'
      ? random.pick(names)
      : random.once(3)
        ? random.pick([...odd(), ...ODD_TEXTS])
        : otherOfType(value, random);
  if (random.once(10)) delete holder[key];
}
