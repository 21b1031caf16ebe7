import type { Actor } from '../actor.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { hashOf } from '../verify/chain.ts';
import type { NoteDraft } from './append.ts';
import { canonicalize } from './canonical.ts';
import { committedEntry, entriesOf } from './chain.ts';
import { taggedHash } from './hash.ts';
import type { Entry, LoopRecord } from './record.ts';
import { draftAct } from './redact.ts';

/** A damaged record comment as it was found. */
export interface Damage {
  readonly body: string;
  /** Null: it cannot be read as a record. */
  readonly record: LoopRecord | null;
  readonly editor: Actor | null;
  readonly editedAt: string | null;
}

/** So much of what was found is kept in the note: the record must stay readable. */
const MAX_ENTRIES = 100;
const MAX_SIZE = 16_000;
const MAX_TEXT = 1_000;

/**
 * The note that a repair leaves. What was found is kept: its hash, which fields differ, and the entries that the good
 * record does not have. Whatever may name a person stands where it can be erased later: the editor and the beginning of
 * an unreadable text as metadata of the note, the erasable values of found entries as their commitments.
 * @param known hashes of all entries of the good record, the sealed ones too
 */
export function draftRepair(
  damage: Damage,
  good: LoopRecord,
  known: ReadonlySet<string>,
  by: { readonly actor: Actor; readonly reason: string },
): NoteDraft {
  const { record, body, editor, editedAt } = damage;
  const was = {
    body: taggedHash('body', body.toWellFormed()),
    edited_at: editedAt,
    fields: record === null ? [] : differingFields(record, good),
    entries: record === null ? [] : foreignEntries(record, known),
  };
  const metadata: JsonObject = {
    reason: by.reason,
    ...(editor === null ? {} : { editor: { id: editor.id, login: editor.login, type: editor.type } }),
    ...(record === null ? { found: body.slice(0, MAX_TEXT).toWellFormed() } : {}),
  };
  return draftAct({ note: 'repair', was, metadata }, good, by.actor);
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

/** Entries that the good record does not have, or has with another content: whole as far as there is room. */
function foreignEntries(found: LoopRecord, known: ReadonlySet<string>): readonly JsonValue[] {
  const foreign = entriesOf(found).filter((entry) => !known.has(entry.hash) || hashOf(entry) !== entry.hash);
  let room = MAX_SIZE;
  return foreign.slice(0, MAX_ENTRIES).map((entry) => {
    const { seq, hash } = entry;
    const text = committedText({ ...entry, hash });
    room -= text.length;
    return room < 0 ? { seq, hash } : JSON.parse(text);
  });
}

/** The entry as it is hashed, with no value in it that can be erased, and the hash that it claims. */
function committedText(entry: Entry): string {
  return canonicalize({ ...committedEntry(entry), hash: entry.hash });
}
