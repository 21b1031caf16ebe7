import type { Actor, LawSettings, Reading, SeenComment } from '../../core/model.ts';

/** The numeric account id of `github-actions[bot]`, the author of everything done with `GITHUB_TOKEN`. */
export const GITHUB_ACTIONS_BOT = '41898282';

/** Whose comments are records here, and whose edits of them are the record's own. Accounts go by their numeric ids. */
export interface RecordAuthors {
  readonly keeps: (comment: Pick<SeenComment, 'author' | 'viewerDidAuthor'>) => boolean;
  readonly mayEdit: (comment: Pick<SeenComment, 'author'>, editor: Actor | null) => boolean;
}

/**
 * The authors of an item's records, seen by whoever reads: an account sees its own comments too.
 * @param byHand a person looks: what that person edited in a comment of others counts no more than another's edit
 */
export function recordAuthorsFor(
  { viewer }: Pick<Reading, 'viewer'>,
  law: Pick<LawSettings, 'trustedAuthors'>,
  { byHand = false }: { readonly byHand?: boolean | undefined } = {},
): RecordAuthors {
  const trusted = recordAuthorIds(law);
  const editors = new Set(byHand || viewer.id === null ? trusted : [...trusted, viewer.id]);
  return {
    keeps: ({ author, viewerDidAuthor }) =>
      viewerDidAuthor || (author !== null && (trusted.has(author.id) || author.id === viewer.id)),
    mayEdit: ({ author }, editor) => editor !== null && (editors.has(editor.id) || editor.id === author?.id),
  };
}

/** Whether the last to edit a comment was nobody who may: a person, or an account that is gone. */
export function isForeignEdit(comment: SeenComment, { mayEdit }: RecordAuthors): boolean {
  return comment.lastEditedAt !== null && !mayEdit(comment, comment.editor);
}

/** A record author's comment that was edited can have held a record, whatever it says now. */
export function mayHaveHeld(comment: SeenComment, { keeps }: RecordAuthors): boolean {
  return comment.lastEditedAt !== null && keeps(comment);
}

/** Numeric ids of the accounts that keep records in every run of this repository, whoever runs it. */
export function recordAuthorIds({ trustedAuthors }: Pick<LawSettings, 'trustedAuthors'>): ReadonlySet<string> {
  return new Set([GITHUB_ACTIONS_BOT, ...trustedAuthors]);
}

/** Whether the locks of our own account are heeded by every other run; those of a person are not. */
export function isRecordAuthor({ law, reading }: { readonly law: LawSettings; readonly reading: Reading }): boolean {
  return reading.viewer.id !== null && recordAuthorIds(law).has(reading.viewer.id);
}
