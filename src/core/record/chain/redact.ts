import { LoopForgeError } from '../../values/index.ts';
import { type Entry, isNote, isNoteOf, keptIn, type LoopRecord, withKept } from '../index.ts';
import { commitTo, entriesOf, entryHash, isRedacted } from './chain.ts';

/** Values of the entries with one number: `actor` or `metadata/<key>`, sorted. */
export interface Erasure {
  readonly seq: number;
  readonly names: readonly string[];
}

const METADATA = 'metadata/';

/** The value behind a name; undefined: the entry has none such, or an empty place. */
export function erasableIn(entry: Entry, name: string): unknown {
  if (name === 'actor') return entry.actor ?? undefined;
  const key = name.slice(METADATA.length);
  return name.startsWith(METADATA) && Object.hasOwn(entry.metadata, key) ? entry.metadata[key] : undefined;
}

/**
 * The entry with the values that the erasures name behind their commitments, and without their salts; so are those of
 * an entry that it keeps in `was`, which goes by its own number. The hash stays.
 * @throws LoopForgeError `record_tampered` where a value is not what was committed to, so that its hash would change.
 */
export function eraseIn<E extends Entry>(entry: E, erasures: readonly Erasure[]): E {
  const names = erasures.flatMap((one) => (one.seq === entry.seq ? one.names : []));
  const kept = keptIn(entry);
  const inner = kept.map((one) => eraseIn(one, erasures));
  const present = names.filter((name) => isClear(erasableIn(entry, name)));
  const isSame = inner.every((one, index) => one === kept[index]);
  if (present.length === 0 && isSame) return entry;
  const outer = present.reduce((erased, name) => eraseOne(erased, name), entry);
  const whole = isNote(outer) && outer.was !== null ? { ...outer, was: { ...outer.was, kept: inner } } : outer;
  if (entryHash(whole) === entry.hash) return whole;
  throw new LoopForgeError(
    'record_tampered',
    `Entry ${entry.seq} does not hold what its hash says, so nothing was erased. Run "loopforge verify" to see what is wrong.`,
  );
}

/** The record with the values of its own entries erased. What stands in sealed parts is not looked at. */
export function eraseRecord(record: LoopRecord, erasures: readonly Erasure[]): LoopRecord {
  return {
    ...record,
    transitions: record.transitions.map((entry) => eraseIn(entry, erasures)),
    rejections: record.rejections.map((entry) => eraseIn(entry, erasures)),
    notes: record.notes.map((entry) => eraseIn(entry, erasures)),
  };
}

function eraseOne<E extends Entry>(entry: E, name: string): E {
  const { salts } = entry;
  if (name === 'actor') {
    const actor = entry.actor === null ? null : commitTo(name, salts.actor, entry.actor);
    return { ...entry, actor, salts: { ...salts, actor: null } };
  }
  const key = name.slice(METADATA.length);
  const salt = Object.hasOwn(salts.metadata, key) ? (salts.metadata[key] ?? null) : null;
  const hidden = commitTo(name, salt, entry.metadata[key]);
  return {
    ...entry,
    metadata: { ...entry.metadata, [key]: hidden },
    salts: { ...salts, metadata: { ...salts.metadata, [key]: null } },
  };
}

/** Erasures of the same entry as one, in the order of the entries. */
export function joinErasures(all: readonly Erasure[]): readonly Erasure[] {
  const bySeq = new Map<number, Set<string>>();
  for (const { seq, names } of all) bySeq.set(seq, new Set([...(bySeq.get(seq) ?? []), ...names]));
  return [...bySeq].map(([seq, names]) => ({ seq, names: [...names].sort() })).sort((a, b) => a.seq - b.seq);
}

/** What the `redaction` notes say was erased, those included that another note keeps. */
export function recordedErasures(entries: readonly Entry[]): readonly Erasure[] {
  return entries.flatMap(withKept).flatMap(erasureOf);
}

/**
 * A record that has taken in entries of another body, without the values that were erased here or there: whoever
 * restores a `redaction` note erases what it names, since the writer that overwrote it brought those values back.
 */
export function keepErased(record: LoopRecord): LoopRecord {
  const entries = entriesOf(record);
  if (entries.every((entry) => keptIn(entry).length === 0)) return record;
  const erasures = recordedErasures(entries);
  return erasures.length === 0 ? record : eraseRecord(record, erasures);
}

/** What of the erasures no `redaction` note among the entries names yet. */
export function unrecorded(entries: readonly Entry[], erasures: readonly Erasure[]): readonly Erasure[] {
  const told = recordedErasures(entries);
  return erasures.flatMap(({ seq, names }) => {
    const known = new Set(told.flatMap((one) => (one.seq === seq ? one.names : [])));
    const left = names.filter((name) => !known.has(name));
    return left.length === 0 ? [] : [{ seq, names: left }];
  });
}

function erasureOf(entry: Entry): readonly Erasure[] {
  return isNoteOf(entry, 'redaction') ? [entry.was.data] : [];
}

/** Whether all entries hold none of the values in the clear any more. */
export function isErased(entries: readonly Entry[], erasures: readonly Erasure[]): boolean {
  const all = entries.flatMap(withKept);
  return erasures.every(({ seq, names }) =>
    all.every((entry) => entry.seq !== seq || names.every((name) => !isClear(erasableIn(entry, name)))),
  );
}

export function isClear(value: unknown): boolean {
  return value !== undefined && value !== null && !isRedacted(value);
}
