import { findComment } from './comment-ops.ts';
import type { By } from './issue-ops.ts';
import type { Reaction, ReactionContent } from './model.ts';
import type { Room } from './room.ts';

/** What a reaction sits on: an item by number, or a comment by numeric id. */
export type ReactionSubject = { readonly number: number } | { readonly comment: number };

export interface ReactionOps {
  /** One actor has at most one reaction of a kind on a subject: `created` is false where it was there already. */
  react(
    on: ReactionSubject,
    content: ReactionContent,
    options?: By,
  ): { readonly reaction: Reaction; readonly created: boolean };
  /** Removes by numeric id; false: there was none. */
  unreact(id: number): boolean;
  reactions(on: ReactionSubject): readonly Reaction[];
}

export function reactionOps(room: Room, admin: string): ReactionOps {
  const subjectOf = (on: ReactionSubject) =>
    'number' in on ? room.item(on.number).nodeId : findComment(room, on.comment).nodeId;
  return {
    react(on, content, options) {
      const subject = subjectOf(on);
      const actor = room.who(options?.by ?? admin);
      const { reactions } = room.get();
      const there = reactions.find(
        (other) => other.subject === subject && other.content === content && other.actor === actor,
      );
      if (there !== undefined) return { reaction: there, created: false };
      const reaction: Reaction = { ...room.hub.ids.next('reaction'), actor, subject, content, createdAt: room.now() };
      room.patch({ reactions: [...reactions, reaction] });
      return { reaction, created: true };
    },
    unreact(id) {
      const { reactions } = room.get();
      const rest = reactions.filter((reaction) => reaction.databaseId !== id);
      if (rest.length === reactions.length) return false;
      room.patch({ reactions: rest });
      return true;
    },
    reactions(on) {
      const subject = subjectOf(on);
      return room.get().reactions.filter((reaction) => reaction.subject === subject);
    },
  };
}
