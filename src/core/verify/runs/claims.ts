import { type Actor, type Entry, isNoteOf, isRedacted } from '../../model.ts';
import { type Finding, unclear } from '../findings/index.ts';

/** Who wrote entries, by their numbers, as GitHub itself tells it. */
export type Writers = ReadonlyMap<number, Actor>;

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

function isOwn({ seq, actor }: Entry, writers: Writers): boolean {
  const writer = writers.get(seq);
  return writer !== undefined && writer.id !== '0' && actor !== null && !isRedacted(actor) && actor.id === writer.id;
}

/**
 * A claim that neither a workflow run stands behind nor the account that wrote it: one that keeps records, and claims it
 * in its own name, as a service outside of workflows does. What a person adds by hand names no run.
 */
export function unbacked(entries: readonly Entry[], writers: Writers): readonly Finding[] {
  return entries
    .filter((entry) => isClaim(entry) && entry.run === null && !isByHand(entry) && !isOwn(entry, writers))
    .map(({ seq, source }) => {
      const text = `Entry ${seq} is ${source === 'override' ? 'an override' : 'a claim'}, and names no workflow run that made it.`;
      return unclear('not_corroborated', seq, text);
    });
}
