import { encodeLine } from '../codec/record/comment-line.ts';
import { decodeSegment, isSegment, segmentHash } from '../codec/record/segment.ts';
import { LoopForgeError } from '../core/errors.ts';
import type { CommentFact, GitHubItems } from '../core/ports.ts';
import { isRejection, isTransition } from '../core/record/fold.ts';
import type { Entry, LoopRecord, Note, Segment, SegmentRef } from '../core/record/record.ts';
import type { Stored } from './stored-record.ts';

/**
 * A record with its sealed parts back in their places.
 * @throws LoopForgeError `record_unreadable`, naming the segment that is missing or altered.
 */
export async function readWholeRecord(github: GitHubItems, number: number, { record }: Stored): Promise<LoopRecord> {
  if (record.segments.length === 0) return record;
  return joinSegments(record, await github.readAllComments(number));
}

/** Joins the head with the segment comments among the given ones. Pure. */
export function joinSegments(record: LoopRecord, comments: readonly CommentFact[]): LoopRecord {
  const byId = new Map(comments.map((comment) => [comment.databaseId, comment]));
  const sealed: Entry[] = [];
  let previous: string | null = null;
  for (const [index, ref] of record.segments.entries()) {
    const segment = readSegment(ref, byId.get(ref.comment_id));
    checkPlace(segment, { record, ref, index, previous, nextSeq: sealed.length + 1 });
    sealed.push(...segment.entries);
    previous = ref.hash;
  }
  return {
    ...record,
    transitions: [...sealed.filter(isTransition), ...record.transitions],
    rejections: [...sealed.filter(isRejection), ...record.rejections],
    notes: [...sealed.filter(isNote), ...record.notes],
  };
}

function readSegment(ref: SegmentRef, comment: CommentFact | undefined): Segment {
  if (comment === undefined || !isSegment(comment.body)) throw broken(ref, 'its comment is not there');
  try {
    return decodeSegment(comment.body);
  } catch (error) {
    throw broken(ref, error instanceof Error ? error.message : String(error), error);
  }
}

interface Place {
  readonly record: LoopRecord;
  readonly ref: SegmentRef;
  readonly index: number;
  readonly previous: string | null;
  readonly nextSeq: number;
}

function checkPlace(segment: Segment, { record, ref, index, previous, nextSeq }: Place): void {
  if (encodeLine(segment.genesis) !== encodeLine(record.genesis)) throw broken(ref, 'it belongs to another record');
  if (segment.index !== index || segment.prev_segment_hash !== previous)
    throw broken(ref, 'it stands in another place');
  if (segmentHash(segment) !== ref.hash) throw broken(ref, 'its entries are not those that were sealed');
  const gapless = segment.entries.every((entry, offset) => entry.seq === nextSeq + offset);
  if (!gapless || segment.entries.at(-1)?.seq !== ref.last_seq) throw broken(ref, 'its entries are not gapless');
}

function isNote(entry: Entry): entry is Note {
  return 'kind' in entry;
}

function broken(ref: SegmentRef, why: string, cause?: unknown): LoopForgeError {
  return new LoopForgeError(
    'record_unreadable',
    `The sealed part of the record with entries ${ref.first_seq} to ${ref.last_seq} (comment ${ref.comment_id}) cannot be read: ${why}.`,
    { cause },
  );
}
