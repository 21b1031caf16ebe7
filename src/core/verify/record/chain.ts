import { type Entry, isWhole, type LoopRecord } from '../../model.ts';
import { type Finding, fail } from '../findings/index.ts';
import { checkLinks } from './links.ts';
import type { RecordEvidence } from './record-evidence.ts';

/**
 * Every entry follows the one before it, by number, hash and time. Where the sealed parts of the record are missing, its
 * own entries follow the last place of those.
 */
export function checkChain({ given, record, entries }: RecordEvidence): readonly Finding[] {
  const before = isWhole(record) ? null : (record.segments.at(-1) ?? null);
  return [
    ...checkOrder(record),
    ...checkLinks(record.genesis, entries, before),
    ...(record === given ? [] : checkOwn(given)),
  ];
}

/** Each of the three lists stands by `seq`, so that every reader joins them alike. */
function checkOrder({ transitions, rejections, notes }: LoopRecord): readonly Finding[] {
  return [transitions, rejections, notes].flatMap((list: readonly Entry[]) => {
    const late = list.find((entry, index) => entry.seq < (list[index - 1]?.seq ?? 0));
    return late === undefined ? [] : [fail('chain_broken', late.seq, `Entry ${late.seq} stands behind later ones.`)];
  });
}

/** A comment always holds the newest entry itself, however many stand in sealed parts. */
function checkOwn({ transitions, rejections, notes }: LoopRecord): readonly Finding[] {
  const count = transitions.length + rejections.length + notes.length;
  return count > 0 ? [] : [fail('chain_broken', null, 'The record itself holds no entry.')];
}
