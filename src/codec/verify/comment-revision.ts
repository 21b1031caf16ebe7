import { type EditFact, LoopForgeError, type LoopRecord } from '../../core/model.ts';
import {
  type CommentRevision,
  type CurrentRecord,
  entriesInRevision,
  type RevisionEntries,
} from '../../core/verify/index.ts';
import { bears, RECORD_MARKER, readRecordValue, unwrap } from '../record/index.ts';
import { boundedDepth } from '../text/index.ts';

/** A revision as far as comparing it with the record as it stands needs; its body is not kept. */
export function revisionOf(edit: EditFact, current: CurrentRecord): Omit<CommentRevision, 'content' | 'bodyHash'> {
  const { editedAt, editor, body, deletedAt, deletedBy } = edit;
  const deleted = body === null || deletedAt !== null ? { at: deletedAt, by: deletedBy } : null;
  return { at: editedAt, editor, deleted, held: body === null ? null : heldIn(body, current) };
}

function heldIn(body: string, current: CurrentRecord): RevisionEntries | null {
  const record = recordIn(body);
  return record === null ? null : entriesInRevision(record, current);
}

/** Null: it was no record that can be read. Only what stands now must be in canonical form. */
function recordIn(body: string): LoopRecord | null {
  if (!bears(body, RECORD_MARKER)) return null;
  try {
    const { line } = unwrap(body, RECORD_MARKER);
    return boundedDepth(line) ? readRecordValue(JSON.parse(line)) : null;
  } catch (error) {
    if (error instanceof LoopForgeError || error instanceof SyntaxError) return null;
    throw error;
  }
}
