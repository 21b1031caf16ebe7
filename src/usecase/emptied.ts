import { hasMarker } from '../codec/record/comment.ts';
import { isSegment } from '../codec/record/segment.ts';
import type { CommentFact, EditFact, GitHubItems, Reading } from '../core/ports.ts';
import { GITHUB_ACTIONS_BOT } from './stored-record.ts';
import { isForeignEdit, tampered } from './tampered.ts';

/** So many comments are looked into, and so many edits of each: whoever hides a record is found by its last good one. */
const MAX_COMMENTS = 10;
const MAX_EDITS = 100;

/** Comments by a keeper of records that somebody else edited and that do not begin as a record does (any more). */
export function suspectsAmong(
  { comments, viewer }: Pick<Reading, 'comments' | 'viewer'>,
  trustedAuthors: readonly string[],
): readonly CommentFact[] {
  const keepers = new Set([GITHUB_ACTIONS_BOT, ...trustedAuthors, ...(viewer.id === null ? [] : [viewer.id])]);
  const isKept = ({ viewerDidAuthor, author }: CommentFact): boolean =>
    viewerDidAuthor || keepers.has(author?.id ?? '');
  return comments.filter(
    (one) => !hasMarker(one.body) && !isSegment(one.body) && isKept(one) && wasEditedByAnother(one),
  );
}

/** Taking the marker away must not make room for a new record: whoever edits a comment by hand is no keeper of it. */
function wasEditedByAnother(comment: CommentFact): boolean {
  return isForeignEdit(comment, new Set());
}

/**
 * Those among the suspects that once held a record. One request for each suspect, of which there is hardly ever one.
 * @param editsOf the edit history of a comment, newest first
 */
export async function emptiedAmong(
  suspects: readonly CommentFact[],
  editsOf: (comment: CommentFact) => AsyncIterable<EditFact> | Promise<readonly EditFact[]>,
): Promise<readonly CommentFact[]> {
  const emptied: CommentFact[] = [];
  for (const comment of suspects.slice(0, MAX_COMMENTS)) {
    for await (const { body } of await editsOf(comment)) {
      if (body === null || !hasMarker(body)) continue;
      emptied.push(comment);
      break;
    }
  }
  return emptied;
}

/**
 * Before a record begins: there must be none whose comment was emptied.
 * @throws LoopForgeError `record_tampered`
 */
export async function refuseEmptied(
  github: Pick<GitHubItems, 'readEdits'>,
  reading: Reading,
  trustedAuthors: readonly string[],
): Promise<void> {
  const suspects = suspectsAmong(reading, trustedAuthors);
  const [emptied] = await emptiedAmong(suspects, (comment) => github.readEdits(comment, MAX_EDITS));
  if (emptied !== undefined) throw tampered(emptied, 'Its hidden part was taken away');
}
