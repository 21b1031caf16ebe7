import { decodeComment } from '../codec/record/comment.ts';
import { LoopForgeError } from '../core/errors.ts';
import type { EditFact, GitHubItems } from '../core/ports.ts';
import type { LoopRecord } from '../core/record/record.ts';
import type { Stored } from './stored-record.ts';

/** So many edits may come between reading the comment and reading its history. */
const NEWER = 3;

/**
 * The bodies that were written after the one that the record is based on, and that it never saw: its writer's base was
 * revision `rev - 1`, and every later one but its own was overwritten. No request where there is none.
 * @returns null: the history does not hold the body that was read, as from a replica that lags behind
 */
export async function overwrittenRecords(github: GitHubItems, stored: Stored): Promise<readonly LoopRecord[] | null> {
  const { comment, record } = stored;
  const unseen = comment.revisions - record.head.rev;
  if (unseen <= 0) return [];
  const edits = await github.readEdits(comment, unseen + 1 + NEWER);
  const own = placeOf(stored, edits);
  return own === null ? null : edits.slice(own + 1, own + 1 + unseen).flatMap((edit) => recordIn(edit) ?? []);
}

/** Where the body that was read stands in the history. Erased revisions cannot tell: then it is taken for the newest. */
function placeOf({ comment, record }: Stored, edits: readonly EditFact[]): number | null {
  const isOwn = (edit: EditFact): boolean => {
    if (edit.body === comment.body) return true;
    const head = recordIn(edit)?.head;
    return head?.hash === record.head.hash && head.rev === record.head.rev;
  };
  const place = edits.findIndex(isOwn);
  if (place >= 0) return place;
  return edits.length > 0 && recordIn(edits[0]) === null ? 0 : null;
}

/** A revision that is not a record of ours says nothing about lost steps; what it does say is for `verify`. */
function recordIn(edit: EditFact | undefined): LoopRecord | null {
  if (edit?.body == null) return null;
  try {
    const decoded = decodeComment(edit.body);
    return decoded.kind === 'record' ? decoded.record : null;
  } catch (error) {
    if (error instanceof LoopForgeError) return null;
    throw error;
  }
}
