import { canonicalize } from '../record/canonical.ts';
import { taggedHash } from '../record/hash.ts';
import type { Entry, LoopRecord } from '../record/record.ts';
import { fail, unclear } from './finding.ts';
import type { Finding } from './types.ts';

/** How many of the first entries stand in sealed parts of their own. */
export function sealedThrough({ segments }: LoopRecord): number {
  return segments.at(-1)?.last_seq ?? 0;
}

/** Whether the entries of the sealed parts are there too. */
export function isJoined(record: LoopRecord, entries: readonly Entry[]): boolean {
  return record.segments.length === 0 || (entries[0]?.seq ?? 0) <= sealedThrough(record);
}

/** The sealed parts of a joined record are gapless and have the hashes that the record names. */
export function checkSegments(record: LoopRecord, entries: readonly Entry[]): readonly Finding[] {
  const { genesis, segments } = record;
  if (!isJoined(record, entries)) {
    const text = `Entries 1 to ${sealedThrough(record)} stand in sealed comments that were not given, so they were not looked at.`;
    return [unclear('segment_missing', null, text)];
  }
  let next = 1;
  let previous: string | null = null;
  const findings: Finding[] = [];
  for (const [index, { first_seq, last_seq, hash }] of segments.entries()) {
    const hashes = entries.filter(({ seq }) => seq >= first_seq && seq <= last_seq).map((entry) => entry.hash);
    const expected = taggedHash('segment', canonicalize({ genesis, index, hashes, prev_segment_hash: previous }));
    if (first_seq !== next || last_seq < first_seq || hash !== expected) {
      const text = `The entries ${first_seq} to ${last_seq} are not those of the sealed part that the record names.`;
      findings.push(fail('segment_missing', first_seq, text));
    }
    next = last_seq + 1;
    previous = hash;
  }
  return findings;
}
