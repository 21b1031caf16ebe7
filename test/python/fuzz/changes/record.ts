import { ownEntries } from '../forge.ts';
import { isObject, type JsonObject, listAt } from '../json.ts';
import type { Random } from '../random.ts';
import { listOf, otherEntries } from './added.ts';
import { otherEntry } from './entries.ts';
import { otherFields } from './fields.ts';

type ChangeRecord = (record: JsonObject, random: Random, donors: readonly JsonObject[]) => void;

const LISTS = ['transitions', 'rejections', 'notes'] as const;

const CHANGES: readonly ChangeRecord[] = [
  ...Array<ChangeRecord>(8).fill(otherEntry),
  ...Array<ChangeRecord>(7).fill(otherEntries),
  ...Array<ChangeRecord>(4).fill(otherFields),
  drop,
  swap,
  renumber,
  move,
];

/** The record means something else: another entry, more or fewer of them, another binding, head or field. */
export function otherMeaning(record: JsonObject, random: Random, donors: readonly JsonObject[]): void {
  random.pick(CHANGES)(record, random, donors);
}

function renumber(record: JsonObject, random: Random): void {
  for (const entry of ownEntries(record).slice(-1 - random.below(3)))
    entry['seq'] = random.pick([0, 1, 2, 3, 99, 1.5, '1']);
}

function drop(record: JsonObject, random: Random): void {
  const entries = ownEntries(record);
  if (entries.length === 0) return;
  const gone = random.pick([...entries, ...entries.slice(-1)]);
  for (const key of LISTS) record[key] = listAt(record, key).filter((entry) => entry !== gone);
  if (random.once(2)) for (const [index, one] of ownEntries(record).entries()) one['seq'] = index + 1;
}

/** Two entries change places, with their numbers or without. */
function swap(record: JsonObject, random: Random): void {
  const entries = ownEntries(record);
  if (entries.length < 2) return;
  const [one, other] = [random.pick(entries), random.pick(entries)];
  const seq = one['seq'] ?? null;
  one['seq'] = other['seq'] ?? null;
  other['seq'] = seq;
  if (random.once(2))
    for (const key of LISTS) record[key] = ownEntries(record).filter((entry) => listOf(entry) === key);
}

/** An entry into a list of another kind, or kinds turned into each other. */
function move(record: JsonObject, random: Random): void {
  const from = listAt(record, random.pick(LISTS));
  const entry = from.at(-1);
  if (!isObject(entry)) return;
  if (random.once(2)) listAt(record, random.pick(LISTS)).push(...from.splice(-1));
  else
    random.pick([
      () => delete entry['kind'],
      () => (entry['kind'] = 'adopted'),
      () => (entry['cause'] = ''),
      () => delete entry['cause'],
      () => delete entry['was'],
      () => (entry['was'] = null),
    ])();
}
