import type { Answer } from './answer.ts';

/** When a text was last edited; null: never. Who edited it may be gone; where somebody is named, there is a time. */
export function lastEditOf(edited: Answer): string | null {
  return edited.orNull('editor') === null ? edited.timeOrNull('lastEditedAt') : edited.time('lastEditedAt');
}
