import { editOf, type Page } from '../../../codec/github/index.ts';
import type { CommentRef, EditFact } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';
import { EDITS_QUERY } from '../queries/index.ts';

const PAGE = 100;

/** The newest revisions of a comment, newest first, at most `count`. Throws when one could not be read. */
export async function readEdits(session: Session, comment: CommentRef, count: number): Promise<readonly EditFact[]> {
  const edits: EditFact[] = [];
  let after: string | null = null;
  while (edits.length < count) {
    const { nodes, next }: Page = await readPage(session, comment, Math.min(PAGE, count - edits.length), after);
    edits.push(...nodes.map(editOf));
    if (next === null) break;
    after = next;
  }
  return edits;
}

async function readPage(session: Session, { id }: CommentRef, count: number, after: string | null): Promise<Page> {
  const { data } = await session.askNode(EDITS_QUERY, { id, count, after });
  return data.at('node').page('userContentEdits');
}
