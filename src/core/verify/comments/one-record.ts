import { accountName, type CommentFact } from '../../model.ts';
import { type Finding, fail, notice, unclear } from '../findings/index.ts';
import type { CommentsEvidence, FormerComment, OtherRecord } from './comments-evidence.ts';

/** The item has one record, which no other comment ever was, and what it continues tells people what it says. */
export function checkOneRecord({ others, former, untrueEarlier }: CommentsEvidence): readonly Finding[] {
  return [...others.map(another), ...former.map(emptied), ...untrueEarlier.map(untrue)];
}

/** A record of another item beside this one's is ignored, as runs do; a second one of this item is not. */
function another({ comment: { url }, recordId, isLive }: OtherRecord): Finding {
  if (recordId === null) return fail('several_records', null, `${url} claims to be a record too, and cannot be read.`);
  if (isLive) {
    const text = `${url} is another record of this item. The next run of LoopForge joins them.`;
    return fail('several_records', null, text);
  }
  return notice('wrong_binding', null, `${url} holds the record of ${recordId}. It was ignored.`);
}

function emptied({ comment, isKnown, isForeign }: FormerComment): Finding {
  const { url, editor, lastEditedAt } = comment;
  const last = `it was last edited by ${accountName(editor)} at ${lastEditedAt}.`;
  if (!isKnown) {
    const text = `${url} may have held a record: a text of its edit history was deleted, and ${last}`;
    return unclear('revision_deleted', null, text);
  }
  const code = isForeign ? 'foreign_editor' : 'history_rewritten';
  return fail(code, null, `${url} held a record, and does not any more: ${last}`);
}

function untrue({ url }: CommentFact): Finding {
  const text = `What people read in ${url}, which the record continues, is not its own.`;
  return fail('view_mismatch', null, text);
}
