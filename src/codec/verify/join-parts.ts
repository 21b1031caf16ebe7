import {
  genesisHash,
  isWhole,
  LoopForgeError,
  type LoopRecord,
  type Segment,
  type SegmentRef,
  withSealed,
} from '../../core/model.ts';
import { type Finding, fail } from '../../core/verify/index.ts';
import { readSegment } from '../record/index.ts';

/** A record and what was given of its sealed parts. */
export interface RecordWithParts {
  /** With the sealed parts where all are there, else as it was. */
  readonly record: LoopRecord;
  /** The parts that are missing, where others are there. Where none is, that is not known to be anybody's fault. */
  readonly findings: readonly Finding[];
}

/**
 * Puts sealed parts back into a record. A text that is no sealed part, or none of this record, is passed over.
 * @param texts bodies of comments
 */
export function joinParts(record: LoopRecord, texts: readonly string[]): RecordWithParts {
  if (isWhole(record)) return { record, findings: [] };
  const genesis = genesisHash(record.genesis);
  const given = texts.flatMap(partIn).filter((part) => part.genesis === genesis);
  const filled = record.segments.map((place) => given.find((part) => fills(part, place)));
  const missing = record.segments.filter((_, index) => filled[index] === undefined);
  if (missing.length === filled.length) return { record, findings: [] };
  if (missing.length > 0) return { record, findings: missing.map(notThere) };
  if (!areInPlace(record.segments)) return { record, findings: [misnumbered()] };
  return {
    record: withSealed(
      record,
      filled.flatMap((part) => part?.entries ?? []),
    ),
    findings: [],
  };
}

function partIn(text: string): readonly Segment[] {
  try {
    return [readSegment(text)];
  } catch (error) {
    if (error instanceof LoopForgeError) return [];
    throw error;
  }
}

function fills({ entries }: Segment, { first_seq, last_seq, hash }: SegmentRef): boolean {
  const isNumbered = entries.every(({ seq }, offset) => seq === first_seq + offset);
  const last = entries.at(-1);
  return isNumbered && last?.seq === last_seq && last.hash === hash;
}

function areInPlace(places: readonly SegmentRef[]): boolean {
  return places.every(({ first_seq }, index) => first_seq === (places[index - 1]?.last_seq ?? 0) + 1);
}

function misnumbered(): Finding {
  return fail('segment_missing', null, 'The sealed parts that the record names are not numbered one after the other.');
}

function notThere({ first_seq, last_seq, comment_id }: SegmentRef): Finding {
  const text = `The sealed part with the entries ${first_seq} to ${last_seq} (comment ${comment_id}) is not among those that were given.`;
  return fail('segment_missing', first_seq, text);
}
