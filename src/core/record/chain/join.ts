import { type Entry, isNote, isRejection, isTransition, type LoopRecord } from '../index.ts';
import { entriesOf } from './chain.ts';

/** The record with entries of its sealed parts back in its lists, before those that it holds itself. */
export function withSealed(record: LoopRecord, sealed: readonly Entry[]): LoopRecord {
  return {
    ...record,
    transitions: [...sealed.filter(isTransition), ...record.transitions],
    rejections: [...sealed.filter(isRejection), ...record.rejections],
    notes: [...sealed.filter(isNote), ...record.notes],
  };
}

/** Whether the record is one that was exported, with the entries of its sealed parts in its own lists. */
export function isWhole(record: LoopRecord): boolean {
  const through = record.segments.at(-1)?.last_seq ?? 0;
  return record.segments.length === 0 || entriesOf(record).some(({ seq }) => seq <= through);
}
