import type { Instant } from './clock.ts';
import type { By } from './issue-ops.ts';
import type { Comment, Revision } from './model.ts';
import type { Room } from './room.ts';
import { withEntry } from './state.ts';

export interface CommentOps {
  /** Returns the comment's numeric id. `app`: slug of the app whose token wrote it. */
  comment(number: number, body: string, options?: By & { readonly app?: string }): number;
  editComment(id: number, body: string, options?: By): void;
  deleteComment(id: number, options?: By): void;
  minimizeComment(id: number, reason?: string): void;
  /** Deletes the text of one revision, as people can in the edit history (`index` 0 is the newest). */
  deleteRevision(id: number, index: number, options?: By): void;
}

export function commentOps(room: Room, admin: string): CommentOps {
  const actor = (options?: By) => room.who(options?.by ?? admin);
  const replace = (next: Comment) => {
    const { comments } = room.get();
    const list = (comments.get(next.on) ?? []).map((old) => (old.databaseId === next.databaseId ? next : old));
    room.patch({ comments: withEntry(comments, next.on, list) });
  };
  return {
    comment(number, body, options) {
      const { author, ...made } = newComment(room, number, body, actor(options));
      const { comments } = room.get();
      const comment: Comment = { ...made, author, app: options?.app ?? null };
      room.patch({ comments: withEntry(comments, number, [...(comments.get(number) ?? []), comment]) });
      room.update(number, {});
      return comment.databaseId;
    },
    editComment(id, body, options) {
      const old = findComment(room, id);
      if (old.body === body) return;
      replace(edited(room, old, body, actor(options)));
      room.update(old.on, {});
    },
    deleteComment(id, options) {
      const old = findComment(room, id);
      const { comments, reactions } = room.get();
      const rest = (comments.get(old.on) ?? []).filter((other) => other.databaseId !== id);
      room.patch({
        comments: withEntry(comments, old.on, rest),
        reactions: reactions.filter((reaction) => reaction.subject !== old.nodeId),
      });
      room.event(old.on, actor(options), { kind: 'CommentDeletedEvent', deletedCommentAuthor: old.author });
    },
    minimizeComment: (id, reason = 'outdated') => replace({ ...findComment(room, id), minimized: reason }),
    deleteRevision(id, index, options) {
      const old = findComment(room, id);
      const at = old.edits.length - 1 - index;
      const gone = { body: null, deletedAt: room.now(), deletedBy: actor(options) };
      replace({ ...old, edits: old.edits.map((edit, place) => (place === at ? { ...edit, ...gone } : edit)) });
    },
  };
}

export function findComment(room: Room, id: number): Comment {
  for (const list of room.get().comments.values()) {
    const found = list.find((comment) => comment.databaseId === id);
    if (found !== undefined) return found;
  }
  throw new Error(`${room.name} has no comment ${id}`);
}

function newComment(room: Room, on: number, body: string, author: string): Omit<Comment, 'app'> {
  room.item(on);
  const now = room.now();
  const rest = { edits: [], includesCreatedEdit: false, minimized: null, pinned: false };
  return { ...room.hub.ids.next('comment'), on, author, body, createdAt: now, updatedAt: now, ...rest };
}

function edited(room: Room, old: Comment, body: string, editor: string): Comment {
  const { settings } = room.hub;
  const created = old.edits.length === 0 && settings.countCreation;
  const before = created ? [revision(room, old.body, old.author, old.createdAt)] : old.edits;
  const last = before.at(-1);
  const merges = old.edits.length > 0 && last !== undefined && last.editor === editor && isRecent(room, last);
  const kept = merges ? before.slice(0, -1) : before;
  return {
    ...old,
    body,
    updatedAt: room.now(),
    edits: [...kept, revision(room, body, editor, room.now())],
    includesCreatedEdit: old.includesCreatedEdit || created,
  };
}

function isRecent(room: Room, last: Revision): boolean {
  const age = (room.hub.clock.milliseconds() - Date.parse(last.editedAt)) / 1000;
  return age < room.hub.settings.coalesceSeconds;
}

function revision(room: Room, body: string, editor: string, editedAt: Instant): Revision {
  return { ...room.hub.ids.next('revision'), body, editor, editedAt, deletedAt: null, deletedBy: null };
}
