import { canonicalize } from '../../core/record/canonical.ts';
import { entryHash } from '../../core/record/chain.ts';
import { taggedHash } from '../../core/record/hash.ts';
import type { LoopRecord, Segment, SegmentRef } from '../../core/record/record.ts';
import { bears, SEGMENT_MARKER, unwrap, wrap } from './comment-envelope.ts';
import { decodeLine, encodeLine, unreadable } from './comment-line.ts';
import { isSegmentBody } from './generated/validators.js';
import { complaintOf } from './validator.ts';

/** `H("segment", JCS({genesis, index, hashes, prev_segment_hash}))`: over the entries' hashes, so that erasing a name keeps it. */
export function segmentHash({ genesis, index, entries, prev_segment_hash }: Segment): string {
  const hashes = entries.map((entry) => entry.hash);
  return taggedHash('segment', canonicalize({ genesis, index, hashes, prev_segment_hash }));
}

export function encodeSegment(segment: Segment, visible: string): string {
  return wrap(SEGMENT_MARKER, { line: encodeLine(segment), visible });
}

export function isSegment(body: string): boolean {
  return bears(body, SEGMENT_MARKER);
}

/**
 * Reads a segment comment: its shape, and each entry against its own hash.
 * @throws LoopForgeError `record_unreadable` with the reason.
 */
export function decodeSegment(body: string): Segment {
  const value = decodeLine(unwrap(body, SEGMENT_MARKER).line);
  if (!isSegmentBody(value))
    throw unreadable(`the sealed part does not have the shape of one: ${complaintOf(isSegmentBody)}`);
  const altered = value.entries.find((entry) => entryHash(entry) !== entry.hash);
  if (altered !== undefined) throw unreadable(`entry ${altered.seq} of the sealed part was altered`);
  return value;
}

/** How a record refers to a segment. */
export function segmentRef(segment: Segment, commentId: string): SegmentRef {
  const [first] = segment.entries;
  const last = segment.entries.at(-1);
  return { comment_id: commentId, first_seq: first?.seq ?? 0, last_seq: last?.seq ?? 0, hash: segmentHash(segment) };
}

/** The record with only the entries that a segment does not hold. */
export function withoutSealed(
  record: LoopRecord,
  lastSeq: number,
): Pick<LoopRecord, 'transitions' | 'rejections' | 'notes'> {
  return {
    transitions: record.transitions.filter((entry) => entry.seq > lastSeq),
    rejections: record.rejections.filter((entry) => entry.seq > lastSeq),
    notes: record.notes.filter((entry) => entry.seq > lastSeq),
  };
}
