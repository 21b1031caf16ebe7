import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { LoopRecord } from '../../../core/model.ts';
import { tooLarge } from '../shared/index.ts';
import type { Attributes } from './aws-errors.ts';
import { checkKeys, isKey, listOrder, refKey, shardOf } from './index-keys.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A text of so many bytes is kept as it is, so that people can read it in the table; a longer one is compressed. */
const PLAIN = 16_000;
/** What of a text an item takes; an item holds 409,600 bytes (400 kB), and has other attributes. */
const ITEM = 380_000;
/** The items of one transaction hold 4 MB together. */
const MAX_PARTS = 10;

/** How a text is kept: as it is, compressed, or compressed and cut into parts. */
export type Body =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'parts'; readonly parts: readonly Uint8Array[] };

/** @throws LoopForgeError `too_large` */
export async function bodyOf(text: string, id: string): Promise<Body> {
  if (Buffer.byteLength(text) <= PLAIN) return { kind: 'text', text };
  const bytes = await compress(text);
  if (bytes.length <= ITEM) return { kind: 'bytes', bytes };
  if (bytes.length > ITEM * MAX_PARTS) throw tooLarge(id, bytes.length, ITEM * MAX_PARTS);
  const starts = Array.from({ length: Math.ceil(bytes.length / ITEM) }, (_, index) => index * ITEM);
  return { kind: 'parts', parts: starts.map((start) => bytes.subarray(start, start + ITEM)) };
}

/** @throws what `node:zlib` throws where it was not compressed, or not all of it is there */
export async function textOfBody(body: Body): Promise<string> {
  if (body.kind === 'text') return body.text;
  const bytes = body.kind === 'bytes' ? body.bytes : Buffer.concat(body.parts);
  return (await decompress(bytes)).toString('utf8');
}

/**
 * What the table shows of a record beside its text: what the indexes need, and what people look for. `record_id` is the
 * key; `created_order` is set once, by the first save.
 * @throws LoopForgeError `too_large` for an id or a state that no index can hold
 */
export function shownOf(record: LoopRecord): Readonly<Record<string, AttributeValue | null>> {
  const { record_id, state, ref, repo, ref_number, pr_number, created_at, updated_at, closed_at, head } = record;
  checkKeys(record);
  return {
    state: { S: state },
    updated_at: { S: updated_at },
    ref: { S: refKey(ref) },
    list_shard: { S: shardOf(record_id) },
    list_order: { S: listOrder(record) },
    version: { N: String(head.seq) },
    created_at: { S: created_at },
    closed_at: closed_at === null ? null : { S: closed_at },
    repo: repo === null || !isKey(repo) ? null : { S: repo },
    ref_number: ref_number === null ? null : { N: String(ref_number) },
    pr_number: pr_number === null ? null : { N: String(pr_number) },
  };
}

/** Part `index` of a record's text is an item of its own. It has none of the attributes by which records are found. */
export function partId(id: string, index: number): string {
  return `${id}/part/${index}`;
}

/** A version that an item says; null: it is no item of ours. */
export function versionIn(item: Attributes): number | null {
  const version = item['version']?.N;
  return version === undefined ? null : Number(version);
}

/** In how many parts the text of a record is cut; 0: it is whole. */
export function partsIn(item: Attributes): number {
  return Number(item['parts']?.N ?? 0);
}

/** Whether it is no record but a part of one. */
export function isPart(item: Attributes): boolean {
  return item['part_of'] !== undefined;
}
