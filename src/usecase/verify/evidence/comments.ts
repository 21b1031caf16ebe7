import { viewEvidence } from '../../../codec/verify/index.ts';
import type { CommentFact, LawSettings, Reading } from '../../../core/model.ts';
import { type CommentsEvidence, checkView, type FormerComment } from '../../../core/verify/index.ts';
import { formerRecords, isForeignEdit, mayHaveHeld, recordAuthorsFor } from '../../find-record/index.ts';
import type { Candidate, Candidates } from './candidates.ts';
import type { VerifyPorts } from './ports.ts';

/** An item that was read, and what of its comments claims to be its record. */
export interface VerifiedItem {
  readonly reading: Reading;
  readonly law: LawSettings;
  readonly candidates: Candidates;
}

/** The comments beside the one to verify. Of those that were edited, what they were before is read. */
export async function commentsEvidence(ports: VerifyPorts, item: VerifiedItem): Promise<CommentsEvidence> {
  const { lookAlikes, others, continued } = item.candidates;
  const untrue = continued.filter((one) => isUntrue(one, ports));
  return {
    lookAlikes,
    others,
    former: await formerComments(ports, item),
    untrueEarlier: untrue.map(({ comment }) => comment),
  };
}

/** Comments that held the record until somebody made something else of them. */
async function formerComments(
  { github }: VerifyPorts,
  { reading, law, candidates: { chosen, records } }: VerifiedItem,
): Promise<readonly FormerComment[]> {
  const recordAuthors = recordAuthorsFor(reading, law, { byHand: true });
  const parts = new Set(chosen?.record?.segments.map(({ comment_id }) => comment_id));
  const isOther = (one: CommentFact): boolean => !records.includes(one) && !parts.has(one.databaseId);
  const suspects = reading.comments.filter((one) => mayHaveHeld(one, recordAuthors) && isOther(one));
  const former = await formerRecords(github, suspects, { reading, recordAuthors });
  return former.map((one) => ({ ...one, isForeign: isForeignEdit(one.comment, recordAuthors) }));
}

/** A comment that the record continues is a record as it was then. */
function isUntrue({ record, visible }: Candidate, { render }: Pick<VerifyPorts, 'render'>): boolean {
  if (record === null) return false;
  const view = viewEvidence(record, { visible, render, checks: [] });
  return view.kind === 'there' && checkView(view.piece).length > 0;
}
