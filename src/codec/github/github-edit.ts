import type { EditFact } from '../../core/ports.ts';
import { actorOf } from './github-actor.ts';
import type { Answer } from './github-answer.ts';

/** `diff`, documented as a summary of the changes, holds the whole body after the edit, until it is deleted. */
export function editOf(edit: Answer): EditFact {
  const deletedAt = edit.timeOrNull('deletedAt');
  return {
    editedAt: edit.time('editedAt'),
    editor: actorOf(edit.orNull('editor')),
    body: deletedAt === null ? edit.text('diff') : edit.textOrNull('diff'),
    deletedAt,
    deletedBy: actorOf(edit.orNull('deletedBy')),
  };
}
