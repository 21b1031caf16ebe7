import type { LoopRecord } from '../../model.ts';
import { type Finding, fail } from '../findings/index.ts';
import { checkRevisions } from './check-revisions.ts';
import type { HistoryOptions, JudgedRevision } from './judged-revisions.ts';
import { checkNotesOnHistory } from './notes-on-history.ts';
import type { CurrentRecord } from './revisions.ts';

/** The edit history of a record's comment, and of those that it continues. */
export interface HistoryEvidence extends Pick<HistoryOptions, 'mayWrite'> {
  /** Oldest first. */
  readonly judged: readonly JudgedRevision[];
  readonly current: CurrentRecord;
  /** The record continues a comment that is not there. */
  readonly lacksEarlier: boolean;
}

/** Every revision follows from the one before it, nobody else edited, and what notes say of that is true. */
export function checkHistory({ judged, current, mayWrite, lacksEarlier }: HistoryEvidence): readonly Finding[] {
  return [
    ...checkRevisions(judged, current, { mayWrite }),
    ...checkNotesOnHistory(judged, current),
    ...(lacksEarlier ? [lackingEarlier(current.record)] : []),
  ];
}

function lackingEarlier({ continues }: LoopRecord): Finding {
  const text = `The record continues the comment ${continues?.comment_id}, which is not there, so its earlier entries have no history.`;
  return fail('comment_deleted', null, text);
}
