import { type Entry, isNoteOf } from '../../model.ts';
import { type Finding, unclear } from '../findings/index.ts';

/**
 * No fact stands behind it, only who says so: what a workflow asserts, what a person forces, and that a person answers for
 * a refusal, whichever source that note names.
 */
export function isClaim(entry: Entry): boolean {
  return entry.source === 'asserted' || entry.source === 'override' || isNoteOf(entry, 'accept');
}

function isByHand(entry: Entry): boolean {
  return isNoteOf(entry, 'redaction') || isNoteOf(entry, 'repair');
}

/** A claim that no workflow run stands behind. What a person adds by hand names none. */
export function unbacked(entries: readonly Entry[]): readonly Finding[] {
  return entries
    .filter((entry) => isClaim(entry) && entry.run === null && !isByHand(entry))
    .map(({ seq, source }) => {
      const text = `Entry ${seq} is ${source === 'override' ? 'an override' : 'a claim'}, and names no workflow run that made it.`;
      return unclear('not_corroborated', seq, text);
    });
}
