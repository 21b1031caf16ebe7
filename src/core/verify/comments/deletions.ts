import { type Actor, accountName, type Entry, type Instant, isBefore, isNoteOf, msBetween } from '../../model.ts';
import { type Finding, notice, type Timeline, type TimelineEvent, unclear } from '../findings/index.ts';

/** A second record comment is removed right after its entries were taken in. */
const AFTER_NOTE_MS = 120_000;
const CLOCK_SKEW_MS = 5_000;
/** An ordinary run begins a record as soon as it is started; the queue of a busy runner aside. */
const PROMPT_MS = 120_000;

type Deletion = Timeline['deletedComments'][number];

export interface DeletionsEvidence {
  readonly timeline: Timeline;
  readonly entries: readonly Entry[];
  /** When the record's first comment was written, by GitHub's clock. */
  readonly since: Instant;
  /** When the item was opened. */
  readonly openedAt: Instant;
  readonly isRecordAuthor: (author: Actor | null) => boolean;
}

/**
 * GitHub remembers that a comment was deleted, and whose; not which. Other workflows delete comments of the same account
 * every day, so one beside a record that was there from the start is only told. But what was deleted before the record
 * was posted may have been an earlier one, and so may what was deleted later, where the record came late to its item.
 */
export function checkDeletions({
  timeline: { deletedComments },
  entries,
  since,
  openedAt,
  isRecordAuthor,
}: DeletionsEvidence): readonly Finding[] {
  const isLate = cameLate(entries, { since, openedAt });
  const suspects = deletedComments.filter(({ author }) => isRecordAuthor(author));
  return unexcused(suspects, entries).map((deletion) => {
    const wasBefore = isBefore(deletion.at, since);
    const when = wasBefore ? 'before this record was posted' : `while this record, posted at ${since}, stood here`;
    if (wasBefore || isLate) return lost(deletion, `${when}: it may have been the record`);
    return notice('comment_deleted', null, `${told(deletion)}, ${when}.`);
  });
}

/** Of an item without a record: whether one of its deleted comments must have been it. */
export function checkLostRecord(
  { deletedComments }: Timeline,
  {
    isRecordAuthor,
    isDue,
  }: Pick<DeletionsEvidence, 'isRecordAuthor'> & { readonly isDue: (deletion: TimelineEvent) => boolean },
): readonly Finding[] {
  return deletedComments
    .filter(({ author }) => isRecordAuthor(author))
    .map((deletion) => {
      if (isDue(deletion)) return lost(deletion, 'and there is no record: it may have been the record');
      return notice('comment_deleted', null, `${told(deletion)}. The item needs no record.`);
    });
}

/** More than one moment of the item's life stood behind it already when its first entries were written. */
function cameLate(
  entries: readonly Entry[],
  { since, openedAt }: Pick<DeletionsEvidence, 'since' | 'openedAt'>,
): boolean {
  if (msBetween(openedAt, since) > PROMPT_MS) return true;
  const [first] = entries;
  const born = entries.filter((entry) => entry.recorded_at === first?.recorded_at);
  return new Set(born.map((entry) => entry.timestamp)).size > 1;
}

/** Each note on entries that were taken in excuses one deletion right after it, and nothing else does. */
function unexcused(deletions: readonly Deletion[], entries: readonly Entry[]): readonly Deletion[] {
  const notes = entries.filter((entry) => isNoteOf(entry, 'merged_record'));
  return deletions.filter(({ at }) => {
    const index = notes.findIndex((note) => isRightAfter(at, note));
    if (index >= 0) notes.splice(index, 1);
    return index < 0;
  });
}

function isRightAfter(at: Instant, note: Entry): boolean {
  const after = msBetween(note.recorded_at, at);
  return after >= -CLOCK_SKEW_MS && after <= AFTER_NOTE_MS;
}

function lost(deletion: Deletion, why: string): Finding {
  return unclear('comment_deleted', null, `${told(deletion)}, ${why}.`);
}

function told({ at, actor, author }: Deletion): string {
  return `${accountName(actor)} deleted a comment of ${accountName(author)} at ${at}`;
}
