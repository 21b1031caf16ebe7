import { type LockPlace, type LockReply, LoopForgeError, trustedNodeId } from '../../../core/model.ts';
import { CONVERSATION_PERMISSIONS, type Session } from '../client/index.ts';

/** On the record comment; on the issue another one, so that nobody takes the one for the other. */
const ON_COMMENT = 'eyes';
const ON_ITEM = 'hooray';
const CREATED = 201;

/**
 * Asks GitHub for the reaction that is the lock: 201 says that it was made now, 200 that it was there.
 * https://docs.github.com/en/rest/reactions/reactions
 */
export async function tryLock(session: Session, place: LockPlace): Promise<LockReply> {
  const { status, data, at } = await session.rest({
    route: `POST ${pathOf(place)}`,
    params: { ...subjectOf(place), content: place.kind === 'comment' ? ON_COMMENT : ON_ITEM },
    what: `take the lock on ${nameOf(session, place)}`,
    needs: CONVERSATION_PERMISSIONS,
    kind: 'lock',
  });
  const lock = {
    lockId: data.id('id'),
    nodeId: trustedNodeId(data.text('node_id')),
    createdAt: data.time('created_at'),
  };
  return { acquired: status === CREATED, ...lock, at };
}

/** Frees the lock by its id; one that is gone was freed or broken already. */
export async function unlock(session: Session, place: LockPlace, lockId: string): Promise<void> {
  try {
    await session.rest({
      route: `DELETE ${pathOf(place)}/{reaction_id}`,
      params: { ...subjectOf(place), reaction_id: lockId },
      what: `free the lock on ${nameOf(session, place)}`,
      needs: CONVERSATION_PERMISSIONS,
      kind: 'unlock',
    });
  } catch (error) {
    if (!(error instanceof LoopForgeError) || error.code !== 'not_found') throw error;
  }
}

function pathOf(place: LockPlace): string {
  const subject = place.kind === 'comment' ? 'comments/{comment_id}' : '{issue_number}';
  return `/repos/{owner}/{repo}/issues/${subject}/reactions`;
}

function subjectOf(place: LockPlace): { readonly [name: string]: string | number } {
  return place.kind === 'comment' ? { comment_id: place.comment.databaseId } : { issue_number: place.number };
}

function nameOf(session: Session, place: LockPlace): string {
  return place.kind === 'comment' ? place.comment.url : `${session.name}#${place.number}`;
}
