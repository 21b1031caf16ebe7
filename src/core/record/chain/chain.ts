import { canonicalize, fromBase64Url, saltedHash, taggedHash } from '../../encoding/index.ts';
import type { Hash } from '../../values/index.ts';
import type { Entry, EntryBase, Genesis, Redacted, Was } from '../index.ts';

/** The first `prev_hash`: the chain is bound to one issue of one repository from its first entry on. */
export function genesisHash(genesis: Genesis): Hash {
  return taggedHash('genesis', canonicalize(genesis));
}

export function isRedacted(value: unknown): value is Redacted {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === 'redacted' && typeof Reflect.get(value, 'redacted') === 'string';
}

/** `{redacted: commitment}` for a value; an erased one already is its own commitment. */
export function commitTo(name: string, salt: string | null, value: unknown): Redacted {
  if (isRedacted(value)) return value;
  return { redacted: saltedHash(name, salt === null ? new Uint8Array() : fromBase64Url(salt), canonicalize(value)) };
}

/** What a note says behind one hash, whatever its kind: of a kept entry its own hash, so that erasing in it changes nothing. */
function committedWas({ data, kept, named }: Was): { readonly was: string } {
  return { was: taggedHash('was', canonicalize({ data, kept: kept.map((entry) => entry.hash), named })) };
}

/** An entry of any kind. */
type Hashed = EntryBase & { readonly was?: Was | null };

/** The entry as it is hashed: without `hash` and `salts`, and with every erasable value behind its commitment. */
export function committedEntry(entry: Hashed): Record<string, unknown> {
  const { hash: _hash, salts, ...rest } = entry;
  const { actor, metadata } = rest;
  const committed: Record<string, unknown> = rest;
  committed['actor'] = actor === null ? null : commitTo('actor', salts.actor, actor);
  const hidden: Record<string, Redacted | null> = {};
  for (const [key, value] of Object.entries(metadata)) {
    const salt = Object.hasOwn(salts.metadata, key) ? (salts.metadata[key] ?? null) : null;
    hidden[key] = value === null ? null : commitTo(`metadata/${key}`, salt, value);
  }
  committed['metadata'] = hidden;
  if (entry.was != null) committed['was'] = committedWas(entry.was);
  return committed;
}

/** `H("entry", JCS(entry'))`. @throws LoopForgeError `record_invalid` where the entry holds what JSON cannot. */
export function entryHash(entry: Hashed): Hash {
  return taggedHash('entry', canonicalize(committedEntry(entry)));
}

/** The three lists as one, by `seq`. */
export function entriesOf(record: {
  readonly transitions: readonly Entry[];
  readonly rejections: readonly Entry[];
  readonly notes: readonly Entry[];
}): readonly Entry[] {
  if (record.rejections.length === 0 && record.notes.length === 0) return record.transitions;
  return [...record.transitions, ...record.rejections, ...record.notes].sort((a, b) => a.seq - b.seq);
}

/** The entry with the highest `seq`; undefined only while a record is being born. */
export function lastEntryOf(record: {
  readonly transitions: readonly Entry[];
  readonly rejections: readonly Entry[];
  readonly notes: readonly Entry[];
}): Entry | undefined {
  let last: Entry | undefined;
  for (const entry of [record.transitions.at(-1), record.rejections.at(-1), record.notes.at(-1)]) {
    if (entry !== undefined && (last === undefined || entry.seq > last.seq)) last = entry;
  }
  return last;
}
