import { canonicalize } from '../../encoding/index.ts';
import { entriesOf } from '../chain/index.ts';
import type { LoopRecord } from '../index.ts';

/** How a copy of a record stands to the record itself. */
export type CopyStanding =
  /** The same, value for value. */
  | 'level'
  /** The record has gone on from it. */
  | 'behind'
  /** It has gone on from the record. */
  | 'ahead'
  /** Neither: it has other entries, or other values in the same ones. */
  | 'astray';

/** Compares a copy with a record. Both hold the entries of their sealed parts. */
export function standingOfCopy(copy: LoopRecord, record: LoopRecord): CopyStanding {
  if (canonicalize(copy) === canonicalize(record)) return 'level';
  if (isBeyond(record, copy)) return 'behind';
  return isBeyond(copy, record) ? 'ahead' : 'astray';
}

/** Whether one holds all entries of the other in their places, and more of them or a later revision. */
function isBeyond(later: LoopRecord, earlier: LoopRecord): boolean {
  const { seq, hash, rev } = earlier.head;
  if (later.head.seq === seq) return later.head.hash === hash && later.head.rev > rev;
  return later.head.seq > seq && entriesOf(later).some((entry) => entry.seq === seq && entry.hash === hash);
}
