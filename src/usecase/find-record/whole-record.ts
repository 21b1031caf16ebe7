import { decodeSegment, isSegment } from '../../codec/record/index.ts';
import {
  type Entry,
  type GitHubItems,
  genesisHash,
  LoopForgeError,
  type LoopRecord,
  type SeenComment,
  type Segment,
  type SegmentRef,
  withSealed,
} from '../../core/model.ts';
import type { StoredRecord } from './stored-record.ts';

/**
 * A record with its sealed parts back in their places.
 * @throws LoopForgeError `record_unreadable`, naming the segment that is missing or altered.
 */
export async function readWholeRecord(
  github: GitHubItems,
  number: number,
  { record }: Pick<StoredRecord, 'record'>,
): Promise<LoopRecord> {
  if (record.segments.length === 0) return record;
  return joinSegments(record, await github.readAllComments(number));
}

/** Joins the head with the segment comments among the given ones. Pure. */
export function joinSegments(record: LoopRecord, comments: readonly SeenComment[]): LoopRecord {
  const byId = new Map(comments.map((comment) => [comment.databaseId, comment]));
  const sealed: Entry[] = [];
  const genesis = genesisHash(record.genesis);
  let previous = genesis;
  for (const ref of record.segments) {
    const segment = readSegment(ref, byId.get(ref.comment_id));
    checkPlace(segment, { genesis, ref, previous, nextSeq: sealed.length + 1 });
    sealed.push(...segment.entries);
    previous = ref.hash;
  }
  return withSealed(record, sealed);
}

function readSegment(ref: SegmentRef, comment: SeenComment | undefined): Segment {
  if (comment === undefined || !isSegment(comment.body)) throw broken(ref, 'its comment is not there');
  try {
    return decodeSegment(comment.body);
  } catch (error) {
    throw broken(ref, error instanceof Error ? error.message : String(error), error);
  }
}

interface Place {
  readonly genesis: string;
  readonly ref: SegmentRef;
  /** Hash of the entry before. */
  readonly previous: string;
  readonly nextSeq: number;
}

function checkPlace(segment: Segment, { genesis, ref, previous, nextSeq }: Place): void {
  const { entries } = segment;
  if (segment.genesis !== genesis) throw broken(ref, 'it belongs to another record');
  if (entries.at(-1)?.hash !== ref.hash) throw broken(ref, 'its entries are not those that were sealed');
  const gapless = entries.every((entry, offset) => entry.seq === nextSeq + offset);
  if (!gapless || ref.first_seq !== nextSeq || entries.at(-1)?.seq !== ref.last_seq) {
    throw broken(ref, 'its entries are not gapless');
  }
  const isLinked = entries.every((entry, offset) => entry.prev_hash === (entries[offset - 1]?.hash ?? previous));
  if (!isLinked) throw broken(ref, 'its entries do not follow one another');
}

function broken(ref: SegmentRef, why: string, cause?: unknown): LoopForgeError {
  return new LoopForgeError(
    'record_unreadable',
    `The sealed part of the record with entries ${ref.first_seq} to ${ref.last_seq} (comment ${ref.comment_id}) cannot be read: ${why}.`,
    { cause },
  );
}
