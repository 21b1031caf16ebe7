import { encodeLine } from '../codec/record/comment-line.ts';
import { decodeSegment, encodeSegment, isSegment, segmentRef, withoutSealed } from '../codec/record/segment.ts';
import { LoopForgeError } from '../core/errors.ts';
import type { CommentFact, WriteOptions } from '../core/ports.ts';
import { entriesOf } from '../core/record/chain.ts';
import type { Entry, LoopRecord, Segment } from '../core/record/record.ts';
import type { Look } from './look.ts';
import type { Means } from './means.ts';

/** GitHub takes 262,144 bytes and says 65,536 characters: this is below both, however it counts. */
export const MAX_BODY = 60_000;
/**
 * After sealing, about this much of the entries stays in the head: some ten of them, so that a record of thousands needs
 * no more segments than it may have, and what the next plan may ask of earlier entries is still at hand.
 */
const HEAD_AFTER = 12_000;
const SEGMENT_ENTRIES = 55_000;
export const MAX_SEGMENTS = 200;

/**
 * Moves the oldest entries of a record into a sealed comment of its own, and returns the record without them. A segment
 * that an earlier, cut-off run wrote is found again and used.
 * @throws LoopForgeError `record_invalid` when the record has as many segments as it may have.
 */
export async function sealOldest(
  means: Means,
  look: Look,
  record: LoopRecord,
  write: WriteOptions,
): Promise<LoopRecord> {
  if (record.segments.length >= MAX_SEGMENTS) throw full(record);
  const known = findSegment(look, record);
  const segment = known?.segment ?? nextSegment(record);
  const commentId = known?.commentId ?? (await writeSegment(means, look, segment, write));
  const ref = segmentRef(segment, commentId);
  return { ...record, ...withoutSealed(record, ref.last_seq), segments: [...record.segments, ref] };
}

function nextSegment(record: LoopRecord): Segment {
  const { genesis, segments } = record;
  const entries = oldestOf(entriesOf(record));
  return { genesis, index: segments.length, entries, prev_segment_hash: segments.at(-1)?.hash ?? null };
}

/** The oldest entries: as many as one segment takes, until the rest is small. At least one goes and one stays. */
function oldestOf(entries: readonly Entry[]): readonly Entry[] {
  const sizes = entries.map((entry) => encodeLine(entry).length + 1);
  let left = sizes.reduce((sum, size) => sum + size, 0);
  let taken = 0;
  let count = 0;
  for (const size of sizes.slice(0, -1)) {
    if (count > 0 && (left <= HEAD_AFTER || taken + size > SEGMENT_ENTRIES)) break;
    taken += size;
    left -= size;
    count++;
  }
  return entries.slice(0, count);
}

async function writeSegment(means: Means, look: Look, segment: Segment, write: WriteOptions): Promise<string> {
  const body = encodeSegment(segment, means.renderSegment(segment));
  const comment = await means.github.createComment(look.reading.facts.number, body, write);
  means.log(`Sealed entries ${segment.entries[0]?.seq} to ${segment.entries.at(-1)?.seq} in ${comment.url}`);
  return comment.databaseId;
}

/** The next segment of this record, written before a run was cut off: it holds exactly the oldest entries. */
function findSegment(look: Look, record: LoopRecord): { readonly segment: Segment; readonly commentId: string } | null {
  const hashes = entriesOf(record).map((entry) => entry.hash);
  for (const comment of look.reading.comments) {
    if (!comment.viewerDidAuthor || !isSegment(comment.body)) continue;
    const segment = read(comment);
    if (segment !== null && continues(segment, record, hashes)) return { segment, commentId: comment.databaseId };
  }
  return null;
}

function continues(segment: Segment, record: LoopRecord, hashes: readonly string[]): boolean {
  const { segments, genesis } = record;
  const inPlace = segment.index === segments.length && segment.prev_segment_hash === (segments.at(-1)?.hash ?? null);
  const isPrefix = segment.entries.every((entry, index) => entry.hash === hashes[index]);
  return inPlace && segment.genesis.nonce === genesis.nonce && isPrefix && segment.entries.length < hashes.length;
}

function read(comment: CommentFact): Segment | null {
  try {
    return decodeSegment(comment.body);
  } catch (error) {
    if (error instanceof LoopForgeError) return null;
    throw error;
  }
}

function full(record: LoopRecord): LoopForgeError {
  return new LoopForgeError(
    'record_invalid',
    `The record of ${record.record_id} has ${MAX_SEGMENTS} sealed parts, which is as many as it may have. Nothing was written. Close the item and go on in a new one.`,
  );
}
