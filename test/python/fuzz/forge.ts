import { createHash } from 'node:crypto';
import { isObject, type Json, type JsonObject, listAt, objectAt, objectsAt } from './json.ts';
import { jcs } from './spelling.ts';

/**
 * All hashes made anew by somebody who may edit everything: entries, links, places and the head's. Written after
 * docs/record-format.md, and of anything: where a record is no record, the rest of it is hashed all the same.
 * @param alsoKept false: the hashes of kept entries are left as they are
 */
export function rechain(record: JsonObject, segments: readonly JsonObject[] = [], alsoKept = true): void {
  const entries = wholeList(record, segments);
  const genesis = hashOf('genesis', jcs(record['genesis'] ?? null));
  let before = genesis;
  for (const entry of entries) {
    for (const kept of alsoKept ? objectsAt(objectAt(entry, 'was'), 'kept') : []) kept['hash'] = entryHash(kept);
    entry['prev_hash'] = before;
    before = entryHash(entry);
    entry['hash'] = before;
  }
  for (const segment of segments) segment['genesis'] = genesis;
  for (const place of objectsAt(record, 'segments')) {
    const last = entries.find(({ seq }) => seq === place['last_seq']);
    if (last !== undefined) place['hash'] = last['hash'] ?? null;
  }
  Object.assign(objectAt(record, 'head'), { hash: before, seq: entries.at(-1)?.['seq'] ?? 0 });
}

/** Sealed entries and those of the record itself; an exported record has all of them, and its parts do not count. */
export function wholeList(record: JsonObject, segments: readonly JsonObject[]): JsonObject[] {
  const own = ownEntries(record);
  if (own[0]?.['seq'] === 1) return own;
  const sealed = segments.flatMap((segment) => objectsAt(segment, 'entries'));
  return [...sealed, ...own].sort(bySeq);
}

/** The entries of the three lists in the order of their numbers. */
export function ownEntries(record: JsonObject): JsonObject[] {
  const all = ['transitions', 'rejections', 'notes'].flatMap((key) => objectsAt(record, key));
  return all.sort(bySeq);
}

function bySeq(one: JsonObject, other: JsonObject): number {
  return Number(one['seq']) - Number(other['seq']);
}

function entryHash(entry: JsonObject): string {
  const { hash: _hash, salts: _salts, ...rest } = entry;
  const salts = objectAt(entry, 'salts');
  const commit = (name: string, value: Json, salt: Json | undefined): Json =>
    value === null || isErased(value) ? value : { redacted: hashOf(`redact/${name}`, saltBytes(salt), jcs(value)) };
  const metadata = Object.entries(objectAt(entry, 'metadata')).map(([key, value]): [string, Json] => [
    key,
    commit(`metadata/${key}`, value, objectAt(salts, 'metadata')[key]),
  ]);
  const hashed: JsonObject = { ...rest, actor: commit('actor', entry['actor'] ?? null, salts['actor']) };
  hashed['metadata'] = Object.fromEntries(metadata);
  if (isObject(entry['was'])) hashed['was'] = { was: hashOf('was', jcs(wasHashed(entry['was']))) };
  return hashOf('entry', jcs(hashed));
}

function wasHashed(was: JsonObject): JsonObject {
  return { ...was, kept: listAt(was, 'kept').map((kept) => (isObject(kept) ? (kept['hash'] ?? null) : kept)) };
}

function isErased(value: Json): boolean {
  return isObject(value) && Object.keys(value).join() === 'redacted';
}

function saltBytes(salt: Json | undefined): Buffer {
  return typeof salt === 'string' ? Buffer.from(salt, 'base64url') : Buffer.alloc(0);
}

function hashOf(label: string, ...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256').update(`loopforge/${label}/v1\0`);
  for (const part of parts) hash.update(part);
  return hash.digest('base64url');
}

export function commitmentTo(name: string, value: Json, salt: Json | undefined): JsonObject {
  return { redacted: hashOf(`redact/${name}`, saltBytes(salt), jcs(value)) };
}

/** How the visible text is hashed. */
export function viewHash(visible: string): string {
  const lines = visible.split('\n').map((line) => line.replace(/[ \t\r]+$/, ''));
  return hashOf('view', lines.join('\n').replace(/\n+$/, ''));
}
