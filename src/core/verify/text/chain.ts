import {
  type Entry,
  entryHash,
  type Genesis,
  genesisHash,
  isBefore,
  keptIn,
  LoopForgeError,
  type LoopRecord,
  msBetween,
  type SegmentRef,
} from '../../model.ts';
import { type Finding, fail } from '../findings/index.ts';

/** Longest that one entry's `recorded_at` may lie before the previous one's: GitHub's servers do not agree to the second. */
const CLOCK_SKEW_MS = 120_000;

/** Each of the three lists stands by `seq`, so that every reader joins them alike. */
export function checkOrder({ transitions, rejections, notes }: LoopRecord): readonly Finding[] {
  return [transitions, rejections, notes].flatMap((list: readonly Entry[]) => {
    const late = list.find((entry, index) => entry.seq < (list[index - 1]?.seq ?? 0));
    return late === undefined ? [] : [fail('chain_broken', late.seq, `Entry ${late.seq} stands behind later ones.`)];
  });
}

/** What the first of some entries follows: the last one of a sealed part. */
export type Seam = Pick<SegmentRef, 'last_seq' | 'hash'>;

/**
 * Hashes, links, numbers and times of entries that stand by `seq`.
 * @param seam where they do not begin with the first of the record, the place of those before
 */
export function checkChain(genesis: Genesis, entries: readonly Entry[], seam: Seam | null): readonly Finding[] {
  const findings: Finding[] = [];
  let previous: Entry | null = null;
  let expected = (seam?.last_seq ?? 0) + 1;
  let link = seam?.hash ?? genesisHash(genesis);
  for (const entry of entries) {
    if (entry.seq !== expected) findings.push(misnumbered(entry, expected, previous));
    if (entry.prev_hash !== link) findings.push(fail('chain_broken', entry.seq, unlinked(entry, previous, seam)));
    if (hashOf(entry) !== entry.hash) {
      findings.push(fail('chain_broken', entry.seq, `Entry ${entry.seq} was changed: its hash does not fit it.`));
    }
    findings.push(...checkTimes(entry, previous), ...checkKept(entry));
    previous = entry;
    link = entry.hash;
    expected = entry.seq + 1;
  }
  if (previous === null) findings.push(fail('chain_broken', null, 'The record holds no entry at all.'));
  return findings;
}

/** A comment always holds the newest entry itself, however many stand in sealed parts. */
export function checkOwn({ transitions, rejections, notes }: LoopRecord): readonly Finding[] {
  const count = transitions.length + rejections.length + notes.length;
  return count > 0 ? [] : [fail('chain_broken', null, 'The record itself holds no entry.')];
}

/** Null: it holds what no entry can hold, so that nothing can be its hash. */
export function hashOf(entry: Entry): string | null {
  try {
    return entryHash(entry);
  } catch (error) {
    if (error instanceof LoopForgeError) return null;
    throw error;
  }
}

function misnumbered(entry: Entry, expected: number, previous: Entry | null): Finding {
  const what = entry.seq === previous?.seq ? 'stands there twice' : `stands where entry ${expected} should`;
  return fail('chain_broken', entry.seq, `Entry ${entry.seq} ${what}.`);
}

function unlinked(entry: Entry, previous: Entry | null, seam: Seam | null): string {
  const seq = previous?.seq ?? seam?.last_seq;
  const before = seq === undefined ? 'the genesis of the record' : `entry ${seq}`;
  return `Entry ${entry.seq} does not follow ${before}: its prev_hash is another hash.`;
}

function checkTimes(entry: Entry, previous: Entry | null): readonly Finding[] {
  if (previous === null) return [];
  const findings: Finding[] = [];
  if (isBefore(entry.timestamp, previous.timestamp)) {
    const text = `Entry ${entry.seq} says ${entry.timestamp}, which is before the entry it follows (${previous.timestamp}).`;
    findings.push(fail('chain_broken', entry.seq, text));
  }
  if (msBetween(entry.recorded_at, previous.recorded_at) > CLOCK_SKEW_MS) {
    const text = `Entry ${entry.seq} claims to be recorded at ${entry.recorded_at}, before the entry it follows (${previous.recorded_at}).`;
    findings.push(fail('backdated', entry.seq, text));
  }
  return findings;
}

/** The chain holds only the hash of an entry that a note keeps: what stands there must have it. */
function checkKept(note: Entry): readonly Finding[] {
  return keptIn(note).flatMap((kept) => [
    ...(hashOf(kept) === kept.hash
      ? []
      : [fail('chain_broken', note.seq, `The entry that note ${note.seq} keeps was changed.`)]),
    ...checkKept(kept),
  ]);
}
