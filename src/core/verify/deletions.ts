import { nameOf } from '../account-name.ts';
import type { Actor } from '../actor.ts';
import type { Entry } from '../record/record.ts';
import type { Timeline } from './evidence.ts';
import { unclear } from './finding.ts';
import type { Finding } from './types.ts';

/** A second record comment is removed right after its entries were taken in. */
const AFTER_NOTE_MS = 120_000;
const CLOCK_SKEW_MS = 5_000;

export interface DeletionOptions {
  /** When the record's first comment was written; null: there is none. */
  readonly since: string | null;
  readonly isKeeper: (author: Actor | null) => boolean;
}

/**
 * GitHub remembers that a comment was deleted, and whose; not which. One by an account that keeps records, from before
 * this record was posted, may have been an earlier record.
 */
export function checkDeletions(
  { deletedComments }: Timeline,
  entries: readonly Entry[],
  { since, isKeeper }: DeletionOptions,
): readonly Finding[] {
  const suspects = deletedComments.filter(({ at, author }) => isKeeper(author) && (since === null || at <= since));
  return suspects
    .filter(({ at }) => !entries.some((entry) => isTakenIn(entry, at)))
    .map(({ at, actor, author }) => {
      const text = `${nameOf(actor)} deleted a comment of ${nameOf(author)} at ${at}, ${since === null ? 'and there is no record' : 'before this record was posted'}: it may have been the record.`;
      return unclear('comment_deleted', null, text);
    });
}

function isTakenIn(entry: Entry, at: string): boolean {
  if (!('kind' in entry) || entry.kind !== 'merged_record') return false;
  const after = Date.parse(at) - Date.parse(entry.recorded_at);
  return after >= -CLOCK_SKEW_MS && after <= AFTER_NOTE_MS;
}
