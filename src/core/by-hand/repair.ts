import {
  type Actor,
  canonicalize,
  cutText,
  draftAct,
  encodedSize,
  entriesOf,
  type Hash,
  type Instant,
  type JsonObject,
  type LoopRecord,
  type NoteDraft,
  SIZES,
  taggedHash,
} from '../model.ts';
import { hashOf } from '../verify/index.ts';

/** A damaged record comment as it was found. */
export interface Damage {
  readonly body: string;
  /** Null: it cannot be read as a record. */
  readonly record: LoopRecord | null;
  readonly editor: Actor | null;
  readonly editedAt: Instant | null;
}

/** A note is no longer than any entry, so as much of what was found is kept as finds room in it. */
const MAX_TEXT = 1_000;
const MAX_TEXT_SIZE = 1_500;
/** What the note needs beside what was found, and the hash of an entry with its quotes and comma. */
const AROUND = 2_500;
const NAME_SIZE = 46;

/**
 * The note that a repair leaves. What was found is told: its hash, which fields differ, and the hashes of the entries
 * that the good record does not have; the edit history has the rest. Whatever may name a person stands where it can be
 * erased later: the editor and the beginning of an unreadable text as metadata of the note.
 * @param known hashes of all entries of the good record, the sealed ones too
 */
export function draftRepair(
  damage: Damage,
  good: LoopRecord,
  known: ReadonlySet<string>,
  by: { readonly actor: Actor; readonly reason: string },
): NoteDraft {
  const { record, body, editor, editedAt } = damage;
  const metadata: JsonObject = {
    reason: by.reason,
    ...(editor === null ? {} : { editor: { id: editor.id, login: editor.login, type: editor.type } }),
    ...(record === null ? { found: cutText(body.slice(0, MAX_TEXT).toWellFormed(), MAX_TEXT_SIZE) } : {}),
  };
  const foreign = record === null ? [] : foreignEntries(record, known);
  const room = Math.floor((SIZES.entry - AROUND - encodedSize(metadata)) / NAME_SIZE);
  const named = foreign.slice(0, Math.max(0, room));
  const data = {
    body: bodyHash(body),
    edited_at: editedAt,
    fields: record === null ? [] : differingFields(record, good),
    more: foreign.length - named.length,
  };
  return draftAct({ note: 'repair', was: { data, named }, metadata }, good, by.actor);
}

/** What a repair keeps of the body that it found. */
export function bodyHash(body: string): Hash {
  return taggedHash('body', body.toWellFormed());
}

/** Which parts of the record, apart from its entries, are not those of the good one. */
function differingFields(found: LoopRecord, good: LoopRecord): readonly string[] {
  const lists = ['transitions', 'rejections', 'notes'];
  const { head, ...rest } = found;
  const fields = Object.entries({ ...rest, head: { ...head, rev: good.head.rev } });
  return fields
    .filter(([key]) => !lists.includes(key))
    .filter(([key, value]) => canonicalize(value) !== canonicalize(Reflect.get(good, key)))
    .map(([key]) => key)
    .sort();
}

/** What the entries claim as their hashes that the good record does not have, or has with another content. */
function foreignEntries(found: LoopRecord, known: ReadonlySet<string>): readonly Hash[] {
  const foreign = entriesOf(found).filter((entry) => !known.has(entry.hash) || hashOf(entry) !== entry.hash);
  return foreign.map(({ hash }) => hash);
}
