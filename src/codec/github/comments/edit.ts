import type { EditFact } from '../../../core/model.ts';
import { type Answer, actorOf } from '../answer/index.ts';

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
