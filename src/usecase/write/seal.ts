import { decodeSegment, encodeSegment, isSegment, segmentRef, withoutSealed } from '../../codec/record/index.ts';
import {
  type CommentFact,
  type CommentId,
  type Entry,
  encodedSize,
  entriesOf,
  genesisHash,
  LoopForgeError,
  type LoopRecord,
  type Segment,
  type SegmentRef,
  trustedCommentId,
  type WriteOptions,
} from '../../core/model.ts';
import type { ItemState, Ports } from '../item-state/index.ts';

/**
 * After sealing, about this much of the entries stays in the head: some ten of them, so that a record of thousands needs
 * no more segments than it may have, and what the next plan may ask of earlier entries is still at hand.
 */
const HEAD_AFTER = 12_000;
const SEGMENT_ENTRIES = 55_000;
const MAX_SEGMENTS = 200;

/** Whether the comment of a record is as small as it must be. */
export type FitsComment = (record: LoopRecord) => boolean;

/**
 * Moves the oldest entries of a record into sealed comments of their own, until the rest of it fits. That it will fit
 * is known before the first of them is written. A segment that an earlier, cut-off run wrote is found again and used.
 * @param options how long the next write may take
 * @throws LoopForgeError `record_invalid` when the record has as many segments as it may have, or cannot fit
 */
export async function sealUntilItFits(
  fits: FitsComment,
  ports: Ports,
  itemState: ItemState,
  record: LoopRecord,
  options: () => WriteOptions,
): Promise<LoopRecord> {
  let rest = record;
  while (!fits(rest)) {
    checkRoom(fits, itemState, rest);
    const known = findSegment(itemState, rest);
    const segment = known?.segment ?? nextSegment(itemState, rest);
    const commentId = known?.commentId ?? (await writeSegment(ports, itemState, segment, options()));
    rest = withSealed(rest, segmentRef(segment, commentId));
  }
  return rest;
}

/** An id of a comment, as long as none is. */
const SOME_ID = trustedCommentId('9'.repeat(20));

/** @throws LoopForgeError `record_invalid` where sealing would not lead to a record that fits */
function checkRoom(fits: FitsComment, itemState: ItemState, record: LoopRecord): void {
  let rest = record;
  while (!fits(rest)) {
    if (rest.segments.length >= MAX_SEGMENTS) throw full(record);
    rest = withSealed(rest, segmentRef(nextSegment(itemState, rest), SOME_ID));
  }
}

function withSealed(record: LoopRecord, ref: SegmentRef): LoopRecord {
  return { ...record, ...withoutSealed(record, ref.last_seq), segments: [...record.segments, ref] };
}

/** @throws LoopForgeError `record_invalid` where there is nothing to seal: a segment is never empty */
function nextSegment({ found }: ItemState, record: LoopRecord): Segment {
  const entries = entriesOf(record).slice(0, -1);
  // What stands in the comment already is the same for every run, so that a later one finds a segment of it again.
  const stored = entries.filter(({ seq }) => seq <= (found.stored?.record.head.seq ?? 0));
  const oldest = oldestOf(stored.length > 0 ? stored : entries);
  if (oldest.length === 0) throw tooLarge(record);
  return { genesis: genesisHash(record.genesis), entries: oldest };
}

/** The oldest of the entries: as many as one segment takes, until the rest is small. */
function oldestOf(entries: readonly Entry[]): readonly Entry[] {
  const sizes = entries.map((entry) => encodedSize(entry) + 1);
  let left = sizes.reduce((sum, size) => sum + size, 0);
  let taken = 0;
  let count = 0;
  for (const size of sizes) {
    if (count > 0 && (left <= HEAD_AFTER || taken + size > SEGMENT_ENTRIES)) break;
    taken += size;
    left -= size;
    count++;
  }
  return entries.slice(0, count);
}

async function writeSegment(
  ports: Ports,
  itemState: ItemState,
  segment: Segment,
  write: WriteOptions,
): Promise<CommentId> {
  const body = encodeSegment(segment, ports.renderSegment(segment));
  const comment = await ports.github.createComment(itemState.reading.facts.number, body, write);
  ports.log(`Sealed entries ${segment.entries[0]?.seq} to ${segment.entries.at(-1)?.seq} in ${comment.url}`);
  return comment.databaseId;
}

/** The next segment of this record, written before a run was cut off: it holds exactly the oldest entries. */
function findSegment(
  itemState: ItemState,
  record: LoopRecord,
): { readonly segment: Segment; readonly commentId: CommentId } | null {
  const hashes = entriesOf(record).map((entry) => entry.hash);
  const inUse = new Set(record.segments.map((ref) => ref.comment_id));
  for (const comment of itemState.reading.comments) {
    if (!comment.viewerDidAuthor || inUse.has(comment.databaseId) || !isSegment(comment.body)) continue;
    const segment = read(comment);
    if (segment !== null && continues(segment, record, hashes)) return { segment, commentId: comment.databaseId };
  }
  return null;
}

function continues(segment: Segment, record: LoopRecord, hashes: readonly string[]): boolean {
  const isPrefix = segment.entries.every((entry, index) => entry.hash === hashes[index]);
  return segment.genesis === genesisHash(record.genesis) && isPrefix && segment.entries.length < hashes.length;
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

function tooLarge(record: LoopRecord): LoopForgeError {
  return new LoopForgeError(
    'record_invalid',
    `The record of ${record.record_id} is larger than a comment, and nothing of it is left to seal. Nothing was written. Close the item and go on in a new one.`,
  );
}
