import { type Entry, isWhole, type LoopRecord, type SegmentRef } from '../../model.ts';
import { type Finding, fail, unclear } from '../findings/index.ts';
import type { RecordEvidence } from './record-evidence.ts';

/** How many of the first entries stand in sealed parts of their own. */
export function sealedThrough({ segments }: LoopRecord): number {
  return segments.at(-1)?.last_seq ?? 0;
}

/** The sealed parts of a record are there, and they are the ones that it names. */
export function checkSegments({ record, entries, aboutSegments }: RecordEvidence): readonly Finding[] {
  return [...checkPlaces(record, entries), ...aboutSegments];
}

/** The places are numbered without a gap, and each has the hash of the last entry in it. */
function checkPlaces(record: LoopRecord, entries: readonly Entry[]): readonly Finding[] {
  const { segments } = record;
  if (!isWhole(record)) {
    const text = `Entries 1 to ${sealedThrough(record)} stand in sealed comments that were not given, so they were not looked at.`;
    return [unclear('segment_missing', null, text)];
  }
  let next = 1;
  const findings: Finding[] = [];
  for (const place of segments) {
    if (!isInPlace(place, next) || !isFilled(place, entries)) findings.push(misfilled(place));
    next = place.last_seq + 1;
  }
  return findings;
}

function isInPlace({ first_seq, last_seq }: SegmentRef, next: number): boolean {
  return first_seq === next && last_seq >= first_seq;
}

function isFilled({ last_seq, hash }: SegmentRef, entries: readonly Entry[]): boolean {
  const last = entries.filter(({ seq }) => seq === last_seq);
  return last.length > 0 && last.every((entry) => entry.hash === hash);
}

function misfilled({ first_seq, last_seq }: SegmentRef): Finding {
  const text = `The entries ${first_seq} to ${last_seq} are not those of the sealed part that the record names.`;
  return fail('segment_missing', first_seq, text);
}
