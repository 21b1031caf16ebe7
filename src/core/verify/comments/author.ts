import { accountName, type CommentFact } from '../../model.ts';
import { type Finding, notice } from '../findings/index.ts';
import type { CommentsEvidence } from './comments-evidence.ts';

/** The comments that look like a record are by accounts that keep records. */
export function checkAuthor({ lookAlikes }: CommentsEvidence): readonly Finding[] {
  return lookAlikes.map(lookAlike);
}

/** Anybody can post one: it is worth no more than a word, or strangers could call any item's record false. */
function lookAlike({ url, author }: CommentFact): Finding {
  const text = `${url} by ${accountName(author)} looks like a record, and that account does not keep records here.`;
  return notice('foreign_author', null, `${text} It was ignored.`);
}
