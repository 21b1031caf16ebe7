import type { OtherLock } from '../../../core/model.ts';
import { type Answer, actorOf } from '../answer/index.ts';

/**
 * Who reacted as a lock does, where it sits: its own account, and whoever did the same. (`Reaction.user` is null for
 * bots, so only a group's reactors tell.)
 * @param lock the answer about the lock, which is there
 */
export function locksBeside(lock: Answer): readonly OtherLock[] {
  const groups = lock.at('reactable').list('reactionGroups');
  return groups
    .filter((group) => group.text('content') === lock.text('content'))
    .flatMap((group) => group.at('reactors').list('edges'))
    .flatMap((edge) => {
      const actor = actorOf(edge.at('node'));
      return actor === null ? [] : [{ actor, at: edge.time('reactedAt') }];
    });
}
