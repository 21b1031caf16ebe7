import {
  type Actor,
  type Entry,
  entriesOf,
  type Hash,
  type Instant,
  type LoopRecord,
  type Revision,
} from '../../model.ts';

type Content = Revision['content'];

/** The entries of the record as it stands now, by which its earlier revisions are measured. */
export interface CurrentRecord {
  readonly record: LoopRecord;
  /** All of them, the sealed ones too. */
  readonly entries: readonly Entry[];
  readonly keys: readonly string[];
}

/** What one revision of a record comment held, in as little as comparing it needs. */
export interface RevisionEntries {
  /** How many of the entries that stand now it began with. */
  readonly common: number;
  /** The others that it held. */
  readonly rest: readonly Entry[];
  readonly rev: number;
  readonly last: Entry | null;
}

export interface CommentRevision {
  readonly at: Instant;
  readonly editor: Actor | null;
  /** The body's text was removed; null: it was not. */
  readonly deleted: { readonly at: Instant | null; readonly by: Actor | null } | null;
  /** Null: it was removed, or it was no record that can be read. */
  readonly held: RevisionEntries | null;
  /** The whole of it, where somebody else's revision must be measured; null: it was not needed. */
  readonly content: Content | null;
  /** Of the whole body, where a note says that it was repaired; null: it was removed, or not needed. */
  readonly bodyHash: Hash | null;
}

/** A record comment and all that GitHub kept of it, oldest first. */
export interface CommentHistory {
  readonly url: string;
  readonly author: Actor | null;
  readonly createdAt: Instant;
  readonly revisions: readonly CommentRevision[];
  /** False: GitHub kept the edits but not the first body. */
  readonly fromCreation: boolean;
}

export function currentRecord(record: LoopRecord): CurrentRecord {
  const entries = entriesOf(record);
  return { record, entries, keys: entries.map(keyOf) };
}

/** What an entry is known by. */
export function keyOf(entry: Entry): string {
  return entry.hash;
}

/** A revision's record over the joined list. Null: it names sealed parts that are not those of the record now. */
export function entriesInRevision(revision: LoopRecord, current: CurrentRecord): RevisionEntries | null {
  const sealed = sealedEntries(revision, current);
  if (sealed === null) return null;
  const entries = [...sealed, ...entriesOf(revision)];
  let common = 0;
  while (common < entries.length && keyAt(entries, common) === current.keys[common]) common++;
  return { common, rest: entries.slice(common), rev: revision.head.rev, last: entries.at(-1) ?? null };
}

function sealedEntries(revision: LoopRecord, { record, entries }: CurrentRecord): readonly Entry[] | null {
  const same = revision.segments.every(({ hash }, index) => hash === record.segments[index]?.hash);
  if (!same) return null;
  const through = revision.segments.at(-1)?.last_seq ?? 0;
  return entries.filter((entry) => entry.seq <= through);
}

function keyAt(entries: readonly Entry[], index: number): string {
  const entry = entries[index];
  return entry === undefined ? '' : keyOf(entry);
}

/** The entries of a revision, in order. */
export function entriesHeld({ common, rest }: RevisionEntries, current: CurrentRecord): readonly Entry[] {
  return [...current.entries.slice(0, common), ...rest];
}

/** Whether all that `before` held begins what `after` held. */
export function isPrefix(before: RevisionEntries, after: RevisionEntries): boolean {
  if (before.rest.length === 0) return before.common <= after.common;
  if (before.common !== after.common) return false;
  return before.rest.every((entry, index) => keyOf(entry) === keyAt(after.rest, index));
}
