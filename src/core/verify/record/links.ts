import {
  type Entry,
  entryHash,
  type Genesis,
  genesisHash,
  isBefore,
  keptIn,
  LoopForgeError,
  msBetween,
  type SegmentRef,
} from '../../model.ts';
import { type Finding, fail } from '../findings/index.ts';

/** Longest that one entry's `recorded_at` may lie before the previous one's: GitHub's servers do not agree to the second. */
const CLOCK_SKEW_MS = 120_000;

/** The last entry of a sealed part. */
type LastBefore = Pick<SegmentRef, 'last_seq' | 'hash'>;

/**
 * Hashes, links, numbers and times of entries that stand by `seq`.
 * @param before where they do not begin with the first of the record: the last of those before them
 */
export function checkLinks(genesis: Genesis, entries: readonly Entry[], before: LastBefore | null): readonly Finding[] {
  const findings: Finding[] = [];
  let previous: Entry | null = null;
  let expected = (before?.last_seq ?? 0) + 1;
  let link = before?.hash ?? genesisHash(genesis);
  for (const entry of entries) {
    if (entry.seq !== expected) findings.push(misnumbered(entry, expected, previous));
    if (entry.prev_hash !== link) findings.push(fail('chain_broken', entry.seq, unlinked(entry, previous, before)));
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

function unlinked(entry: Entry, previous: Entry | null, before: LastBefore | null): string {
  const seq = previous?.seq ?? before?.last_seq;
  const what = seq === undefined ? 'the genesis of the record' : `entry ${seq}`;
  return `Entry ${entry.seq} does not follow ${what}: its prev_hash is another hash.`;
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
