import type { Instant } from '../../../core/model.ts';
import type { Answer } from './answer.ts';

/** When a text was last edited; null: never. Who edited it may be gone; where somebody is named, there is a time. */
export function lastEditOf(edited: Answer): Instant | null {
  return edited.orNull('editor') === null ? edited.timeOrNull('lastEditedAt') : edited.time('lastEditedAt');
}
