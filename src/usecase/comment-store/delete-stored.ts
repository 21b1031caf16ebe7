import { isSegment } from '../../codec/record/index.ts';
import { type CommentRef, LoopForgeError } from '../../core/model.ts';
import { editable } from '../find-record/index.ts';
import { assessItem, type ItemRequest, type ItemState, type Ports } from '../item-state/index.ts';
import { commit } from '../write/index.ts';

/**
 * Deletes the record of an item, under its lock: the comment first and its sealed parts after it, so that no record is
 * ever left without them. What a deletion that was cut off left of them goes with the next one. GitHub remembers that
 * comments were deleted, and `verify` tells of it.
 * @returns whether there was one
 * @throws LoopForgeError `permission_missing`, and those of reading and writing
 */
export async function deleteStored(ports: Ports, asked: ItemRequest, number: number): Promise<boolean> {
  const first = await assessItem(ports.github, asked, await ports.github.read(number));
  let wasThere = false;
  if ((await commentsOf(ports, first)).length === 0) return wasThere;
  await commit(ports, first, {
    assess: (github, reading) => assessItem(github, asked, reading),
    change: async (itemState) => {
      const removed = await commentsOf(ports, itemState);
      wasThere ||= itemState.found.stored !== null;
      return removed.length === 0 ? null : { record: null, appended: [], absorbed: [], removed };
    },
    lock: first.run.lock,
  });
  return wasThere;
}

/** @throws LoopForgeError `permission_missing` */
async function commentsOf({ atOnce }: Ports, { found, reading }: ItemState): Promise<readonly CommentRef[]> {
  const { stored, surplus } = found;
  if (stored !== null && editable(found) === null) {
    const message = `This token may not delete ${stored.comment.url}. It takes write access to the repository.`;
    throw new LoopForgeError('permission_missing', message);
  }
  const hasParts = stored === null || stored.record.segments.length > 0;
  const comments =
    hasParts && !reading.allCommentsSeen ? await atOnce.readAllComments(reading.facts.number) : reading.comments;
  const named = new Set(stored?.record.segments.map(({ comment_id }) => comment_id));
  const parts = comments.filter(
    ({ body, databaseId, viewerDidAuthor }) =>
      isSegment(body) && (named.has(databaseId) || (stored === null && viewerDidAuthor)),
  );
  return [...(stored === null ? [] : [stored.comment]), ...surplus.map(({ comment }) => comment), ...parts];
}
