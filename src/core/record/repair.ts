import type { Actor } from '../actor.ts';
import { cutText } from '../cut.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { hashOf } from '../verify/chain.ts';
import type { NoteDraft } from './append.ts';
import { canonicalize } from './canonical.ts';
import { committedEntry, entriesOf } from './chain.ts';
import { taggedHash } from './hash.ts';
import type { Entry, LoopRecord } from './record.ts';
import { draftAct } from './redact.ts';
import { encodedSize, SIZES } from './size.ts';

/** A damaged record comment as it was found. */
export interface Damage {
  readonly body: string;
  /** Null: it cannot be read as a record. */
  readonly record: LoopRecord | null;
  readonly editor: Actor | null;
  readonly editedAt: string | null;
}

/** A note is no longer than any entry, so as much of what was found is kept as finds room in it. */
const MAX_TEXT = 1_000;
const MAX_TEXT_SIZE = 1_500;
/** What the note needs beside what was found, and what ends the list where it had to be cut. */
const AROUND = 2_000;
const REST_ROOM = 30;

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
  const metadata: JsonObject = {
    reason: by.reason,
    ...(editor === null ? {} : { editor: { id: editor.id, login: editor.login, type: editor.type } }),
    ...(record === null ? { found: cutText(body.slice(0, MAX_TEXT).toWellFormed(), MAX_TEXT_SIZE) } : {}),
  };
  const was = {
    body: taggedHash('body', body.toWellFormed()),
    edited_at: editedAt,
    fields: record === null ? [] : differingFields(record, good),
    entries: record === null ? [] : foreignEntries(record, known, SIZES.entry - AROUND - encodedSize(metadata)),
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

/**
 * Entries that the good record does not have, or has with another content: whole as far as there is room, then by number
 * and hash, then how many more there were.
 */
function foreignEntries(found: LoopRecord, known: ReadonlySet<string>, most: number): readonly JsonValue[] {
  const foreign = entriesOf(found).filter((entry) => !known.has(entry.hash) || hashOf(entry) !== entry.hash);
  const kept: JsonValue[] = [];
  let room = most - REST_ROOM;
  for (const [index, entry] of foreign.entries()) {
    const forms = [committed(entry), { seq: entry.seq, hash: entry.hash }];
    const form = forms.find((one) => encodedSize(one) < room);
    if (form === undefined) return [...kept, { more: foreign.length - index }];
    kept.push(form);
    room -= encodedSize(form) + 1;
  }
  return kept;
}

/** The entry as it is hashed, with no value in it that can be erased, and the hash that it claims. */
function committed(entry: Entry): JsonObject {
  return JSON.parse(canonicalize({ ...committedEntry(entry), hash: entry.hash }));
}
