import { actorOf } from '../../codec/github/github-actor.ts';
import type { Answer } from '../../codec/github/github-answer.ts';
import type { CommentRef, EditFact } from '../../core/ports.ts';
import { EDITS_QUERY } from './queries.ts';
import type { Session } from './session.ts';

const PAGE = 100;

/** The newest revisions of a comment, newest first, at most `count`. Throws when one could not be read. */
export async function readEdits(session: Session, comment: CommentRef, count: number): Promise<readonly EditFact[]> {
  const edits: EditFact[] = [];
  let after: string | null = null;
  while (edits.length < count) {
    const page: Answer = await readPage(session, comment, Math.min(PAGE, count - edits.length), after);
    edits.push(...page.nodes.map(editFact));
    const info = page.at('pageInfo');
    if (!info.flag('hasNextPage')) break;
    after = info.text('endCursor');
  }
  return edits;
}

async function readPage(session: Session, { id }: CommentRef, count: number, after: string | null): Promise<Answer> {
  const { data } = await session.client.graphql(EDITS_QUERY, { id, count, after });
  const comment = data.at('node');
  const edits = comment.missing ? comment.lacking() : comment.at('userContentEdits');
  return edits.failed ? edits.lacking() : edits;
}

/** `diff`, documented as a summary of the changes, holds the whole body after the edit. */
function editFact(edit: Answer): EditFact {
  if (edit.missing) edit.lacking();
  return {
    editedAt: edit.time('editedAt'),
    editor: actorOf(edit.at('editor')),
    body: edit.textOrNull('diff'),
    deletedAt: edit.timeOrNull('deletedAt'),
    deletedBy: actorOf(edit.at('deletedBy')),
  };
}
