import { decodeComment } from '../../codec/record/index.ts';
import { type CommentFact, type EditFact, LoopForgeError, type Revision } from '../../core/model.ts';
import type { RecordAuthors } from './record-authors.ts';

/** A revision of a comment with its text. */
export interface TextRevision extends Revision {
  /** Null: GitHub has it no more. */
  readonly body: string | null;
}

/**
 * The edits before what stands in a comment. The history may come from another replica than the comment: one that does
 * not have its last edit yet, or has further ones.
 * @param edits newest first
 */
export function olderEdits({ body, lastEditedAt }: CommentFact, edits: readonly EditFact[]): readonly EditFact[] {
  const isOwn = (edit: EditFact): boolean => edit.body === body && edit.editedAt === lastEditedAt;
  return edits[0]?.body === body ? edits.slice(1) : edits.slice(edits.findIndex(isOwn) + 1);
}

/**
 * The revisions of a comment as far as they were read, oldest first; what stands now is the last.
 * @param older the edits before that, newest first
 * @param isWhole there are no others; where GitHub does not list the first body, its place is there without a text
 */
export function revisionsOf(
  comment: CommentFact,
  older: readonly EditFact[],
  { isWhole, recordAuthors }: { readonly isWhole: boolean; readonly recordAuthors: RecordAuthors },
): readonly TextRevision[] {
  const { body, createdAt, lastEditedAt, author } = comment;
  const editor = lastEditedAt === null ? author : comment.editor;
  const read = [{ body, editedAt: lastEditedAt ?? createdAt, editor }, ...older].map(
    ({ body: text, editedAt, editor: by }): TextRevision => ({
      at: editedAt,
      body: text,
      content: contentOf(text),
      editor: by,
      trusted: recordAuthors.mayEdit(comment, by),
    }),
  );
  const lacksFirst = isWhole && read.length < comment.revisions;
  const first: TextRevision = { at: createdAt, body: null, content: 'deleted', editor: author, trusted: true };
  return (lacksFirst ? [...read, first] : read).toReversed();
}

/** What a body holds, by the rules for one that stands now. */
export function contentOf(body: string | null): Revision['content'] {
  if (body === null) return 'deleted';
  try {
    const decoded = decodeComment(body);
    return decoded.kind === 'record' ? decoded.record : 'unreadable';
  } catch (error) {
    if (error instanceof LoopForgeError) return 'unreadable';
    throw error;
  }
}
