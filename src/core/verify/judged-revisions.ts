import type { Actor } from '../actor.ts';
import { areOwnNotes } from '../record/accepted-revision.ts';
import type { Entry } from '../record/record.ts';
import { type CommentHistory, entriesHeld, type HeldRecord, isPrefix, type Revision, type Whole } from './revision.ts';

export interface HistoryOptions {
  /** Whether an account keeps records here. */
  readonly isTrusted: (editor: Actor | null) => boolean;
  /** Whether an account may write to the repository now; null: it cannot be told. */
  readonly mayWrite: (editor: Actor) => boolean | null;
}

/** A revision and whether it counts as the record's own. */
export interface Judged {
  readonly revision: Revision;
  readonly comment: CommentHistory;
  /** `kept`: by a trusted account. `accepted`: a person's redaction or repair. `foreign`: somebody else's edit. */
  readonly standing: 'kept' | 'accepted' | 'foreign';
}

/** Sorts all revisions, oldest first, by whose they are. A foreign one is accepted for what it adds alone. */
export function judgeRevisions(
  histories: readonly CommentHistory[],
  whole: Whole,
  { isTrusted }: Pick<HistoryOptions, 'isTrusted'>,
): readonly Judged[] {
  const judged: Judged[] = [];
  let good: HeldRecord | null = null;
  let isGap = false;
  for (const { comment, revision } of histories.flatMap(withComment)) {
    const { held, editor } = revision;
    const isOwn = isTrusted(editor);
    const isAccepted = !isOwn && areOwnNotes(addedBy(good, held, whole, isGap), editor);
    const standing = isOwn ? 'kept' : isAccepted ? 'accepted' : 'foreign';
    judged.push({ revision, comment, standing });
    if (standing !== 'foreign' && held !== null) good = held;
    isGap = revision.deleted !== null;
  }
  return judged;
}

function withComment(comment: CommentHistory): readonly Pick<Judged, 'comment' | 'revision'>[] {
  return comment.revisions.map((revision) => ({ comment, revision }));
}

/**
 * What a revision adds to the end of the last good one; nothing where it does not begin with all that that one held.
 * After a revision whose text was removed, or where none before it is left, only the newest entry can be judged.
 */
function addedBy(before: HeldRecord | null, after: HeldRecord | null, whole: Whole, isGap: boolean): readonly Entry[] {
  if (after === null || (before === null ? !isGap : !isPrefix(before, after))) return [];
  const added = entriesHeld(after, whole).slice(before === null ? 0 : before.common + before.rest.length);
  return isGap ? added.slice(-1) : added;
}
