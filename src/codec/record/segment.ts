import {
  type CommentId,
  entryHash,
  LoopForgeError,
  type LoopRecord,
  type Segment,
  type SegmentRef,
} from '../../core/model.ts';
import { bears, SEGMENT_MARKER, unwrap, wrap } from './comment-envelope.ts';
import { decodeLine, encodeLine, unreadable } from './comment-line.ts';
import { isSegmentBody } from './generated/validators.js';
import { oddIn } from './record-read.ts';
import { complaintOf } from './validator.ts';

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
  const segment = readSegment(body);
  const altered = segment.entries.find((entry) => entryHash(entry) !== entry.hash);
  if (altered !== undefined) throw unreadable(`entry ${altered.seq} of the sealed part was altered`);
  return segment;
}

/** The same, and nothing is said of the hashes. @throws LoopForgeError `record_unreadable` */
export function readSegment(body: string): Segment {
  const value = decodeLine(unwrap(body, SEGMENT_MARKER).line);
  if (!isSegmentBody(value))
    throw unreadable(`the sealed part does not have the shape of one: ${complaintOf(isSegmentBody)}`);
  const odd = oddIn(value.entries);
  if (odd !== null) throw unreadable(`in the sealed part ${odd}`);
  return value;
}

/**
 * How a record refers to a segment: by the hash of its last entry, which holds for all before it.
 * @throws LoopForgeError `record_invalid` for one without entries
 */
export function segmentRef({ entries }: Segment, commentId: CommentId): SegmentRef {
  const [first] = entries;
  const last = entries.at(-1);
  if (first === undefined || last === undefined)
    throw new LoopForgeError('record_invalid', 'A sealed part is never empty.');
  return { comment_id: commentId, first_seq: first.seq, last_seq: last.seq, hash: last.hash };
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
