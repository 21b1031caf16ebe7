import { type Actor, type Revision, standingRevisions } from '../../model.ts';
import type { CommentHistory, CommentRevision } from './revisions.ts';

export interface HistoryOptions {
  /** Whether an account keeps records here. */
  readonly isTrusted: (editor: Actor | null) => boolean;
  /** Whether an account may write to the repository now; null: it cannot be told. */
  readonly mayWrite: (editor: Actor) => boolean | null;
}

/** A revision and whether it counts as the record's own. */
export interface JudgedRevision {
  readonly revision: CommentRevision;
  readonly comment: CommentHistory;
  /** `kept`: by a trusted account. `accepted`: a person's redaction or repair. `foreign`: somebody else's edit. */
  readonly standing: 'kept' | 'accepted' | 'foreign';
}

/** Sorts all revisions, oldest first, by whose they are. A foreign one is accepted by the rule that runs and repairs go by. */
export function judgeRevisions(
  histories: readonly CommentHistory[],
  { isTrusted }: Pick<HistoryOptions, 'isTrusted'>,
): readonly JudgedRevision[] {
  return histories.flatMap((comment) => judgeComment(comment, isTrusted));
}

function judgeComment(comment: CommentHistory, isTrusted: HistoryOptions['isTrusted']): readonly JudgedRevision[] {
  const { revisions, fromCreation, createdAt, author } = comment;
  const isOwn = revisions.every(({ editor }) => isTrusted(editor));
  const first: Revision = { at: createdAt, content: 'deleted', editor: author, trusted: true };
  const read = isOwn ? [] : revisions.map((one) => withTrust(one, isTrusted));
  const stands = standingRevisions(fromCreation ? read : [first, ...read]).slice(fromCreation ? 0 : 1);
  return revisions.map((revision, index) => {
    const accepted = stands[index] === true ? 'accepted' : 'foreign';
    return { revision, comment, standing: isTrusted(revision.editor) ? 'kept' : accepted };
  });
}

/** Texts are at hand from the newest foreign revision back, so that each of those can be measured. */
function withTrust({ at, editor, content }: CommentRevision, isTrusted: HistoryOptions['isTrusted']): Revision {
  return { at, editor, content: content ?? 'unreadable', trusted: isTrusted(editor) };
}
