import { ownEntries } from '../forge.ts';
import { copyOf, isObject, type Json, type JsonObject, listAt, objectAt, objectsAt } from '../json.ts';
import type { Random } from '../random.ts';
import { otherClearValue } from './clear-values.ts';
import { otherNote } from './notes.ts';
import { CAUSES, LIFECYCLES, ODD_TIMES, odd, SALT, SHA, WORDS } from './odd-values.ts';
import { otherOfType } from './values.ts';

/** Changes one entry in what it means. `donors` are entries of other records. */
type ChangeEntry = (entry: JsonObject, random: Random, record: JsonObject, donors: readonly JsonObject[]) => void;

const CHANGES: readonly ChangeEntry[] = [
  (entry, random) => set(entry, random.pick(['from_state', 'to_state']), random.pick([...WORDS.state, null])),
  (entry, random) => set(entry, random.pick(['timestamp', 'recorded_at']), random.pick(ODD_TIMES)),
  (entry, random) => both(entry, ['timestamp', 'recorded_at'], random),
  (entry, random) => set(entry, 'source', random.pick(WORDS.source)),
  (entry, random) => set(entry, 'flags', flags(listAt(entry, 'flags'), random)),
  (entry, random) => set(entry, 'lifecycle', random.pick(LIFECYCLES)),
  (entry, random) => set(entry, 'cause' in entry ? 'code' : 'source', random.pick(WORDS.code)),
  (entry, random) => 'cause' in entry && set(entry, 'cause', random.pick(CAUSES)),
  (entry, random) => 'cause' in entry && set(entry, 'needs', needs(random)),
  (entry, random) =>
    set(
      entry,
      random.pick(['pr', 'pr_url', 'sha', 'run', 'settings']),
      random.pick([null, 43, SHA, 'https://x', ...odd()]),
    ),
  (entry, random) =>
    set(
      objectAt(entry, 'basis'),
      random.pick(['observed', 'sha', 'cycle', 'rules']),
      random.pick([null, 0, 1, 2, 5, SHA, SALT, 'merged', '']),
    ),
  (entry, random) =>
    set(
      objectAt(entry, 'evidence'),
      random.pick(['at', 'facts', 'checks']),
      random.pick([null, {}, { build: 'success' }, { build: 1 }, '2026-11-22T08:41:07Z', { deep: [{ a: null }] }]),
    ),
  (entry, random) => settings(entry, random),
  (...all) => nearTheOneBefore(...all),
  (...all) => nearTheOneBefore(...all),
  otherClearValue,
  otherClearValue,
  otherClearValue,
  otherClearValue,
  otherNote,
  otherNote,
  otherNote,
  otherNote,
  otherNote,
  otherNote,
];

/** As near to the bounds of what the entry before allows as can be. */
const nearTheOneBefore: ChangeEntry = (entry, random, record) => {
  const before = ownEntries(record).findLast(({ seq }) => Number(seq) < Number(entry['seq']));
  const key = random.pick(['timestamp', 'recorded_at']);
  const moved = Date.parse(String(before?.[key])) - 1000 * random.pick([-1, 0, 1, 119, 120, 121, 122]);
  if (!Number.isNaN(moved)) set(entry, key, new Date(moved).toISOString().replace('.000Z', 'Z'));
};

/** One entry, or one that a note keeps, says something else. */
export function otherEntry(record: JsonObject, random: Random, donors: readonly JsonObject[]): void {
  const entries = ownEntries(record);
  const notes = entries.filter((entry) => 'kind' in entry);
  const keptOnes = entries.flatMap((entry) => objectsAt(objectAt(entry, 'was'), 'kept'));
  const from = random.pick([entries, entries, notes, keptOnes].filter((list) => list.length > 0).concat([[{}]]));
  random.pick(CHANGES)(random.pick(from), random, record, donors);
}

function set(holder: JsonObject, key: string, value: Json): void {
  if (key in holder) holder[key] = copyOf(value);
}

function both(entry: JsonObject, keys: readonly string[], random: Random): void {
  const key = random.pick(keys);
  const value = otherOfType(entry[key] ?? '', random);
  for (const one of random.once(2) ? keys : [key]) set(entry, one, value);
}

function flags(before: readonly Json[], random: Random): Json[] {
  const other = [...before, random.pick(WORDS.flag)];
  if (random.once(5)) return other;
  return [...new Set(other)].sort();
}

function needs(random: Random): Json[] {
  const names = random.pick([
    [],
    ['build'],
    Array.from({ length: random.pick([20, 21]) }, (_, index) => `check ${index}`),
    [''],
    [1],
  ]);
  const counts = random.pick<JsonObject>([
    {},
    { total: 1 },
    { total: -1 },
    { total: 0.5 },
    { more: 3 },
    { required: 2, given: 1, stale: 0 },
  ]);
  return random.once(5) ? [] : [{ kind: random.pick(WORDS.need), names, counts }];
}

function settings(entry: JsonObject, random: Random): void {
  if (!isObject(entry['settings'])) {
    const config = random.pick([
      null,
      { path: '.github/loopforge.yml', blob: SHA },
      { path: '', blob: SHA },
      { path: 'x' },
    ]);
    entry['settings'] = {
      ci: 'checks',
      ignore_checks: [],
      require_current_approval: false,
      required_checks: ['build'],
      unmerged_close: 'refuse',
      config,
    };
  }
  const own = objectAt(entry, 'settings');
  const key = random.pick([...Object.keys(own), 'storage', 'hooks', '']);
  if (random.once(4)) delete own[key];
  else own[key] = random.pick([null, 'checks', 'none', 'accept', 'later', [], ['x'], true, { path: 'x', blob: SHA }]);
}
