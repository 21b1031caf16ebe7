import { hasMarker } from '../../../codec/record/index.ts';
import { type ReadText, readBody } from '../../../codec/verify/index.ts';
import {
  type Actor,
  bindingOf,
  type CommentFact,
  type CommentId,
  type LoopRecord,
  type Reading,
} from '../../../core/model.ts';
import type { OtherRecord } from '../../../core/verify/index.ts';
import { isContinued, recordAuthorIds, recordAuthorsFor, recordPlaceOf } from '../../find-record/index.ts';

/** A comment that claims to be the record, by an account that may keep one. */
export interface Candidate extends ReadText {
  readonly comment: CommentFact;
}

/** The comments of one item that claim to be its record, sorted out. */
export interface Candidates {
  /** The one to verify; null: there is none by an account that keeps records. */
  readonly chosen: Candidate | null;
  /** The comments that it continues, oldest first. */
  readonly continued: readonly Candidate[];
  /** All that claim to be a record of this item, or cannot be read. */
  readonly records: readonly CommentFact[];
  /** It names a comment that it continues, and that is not there. */
  readonly lacksEarlier: boolean;
  /** Accounts that keep records here. */
  readonly isRecordAuthor: (author: Actor | null) => boolean;
  /** By accounts that keep none. */
  readonly lookAlikes: readonly CommentFact[];
  /** Neither the chosen one nor continued by it. */
  readonly others: readonly OtherRecord[];
}

export function findCandidates(reading: Reading, trustedAuthors: readonly string[]): Candidates {
  const { keeps } = recordAuthorsFor(reading, { trustedAuthors }, { byHand: true });
  const marked = reading.comments.filter((comment) => hasMarker(comment.body));
  const ours = marked.filter(keeps).map((comment) => ({ comment, ...readBody(comment.body) }));
  const here = ours.filter(
    ({ record }) => record !== null && recordPlaceOf(bindingOf(record), reading) !== 'elsewhere',
  );
  const stored = here.flatMap(({ comment, record }) => (record === null ? [] : [{ stored: { comment, record } }]));
  const live = here.filter(({ comment, record }) => record !== null && !isContinued({ comment, record }, stored));
  const chosen = live[0] ?? ours.find(({ record }) => record === null) ?? ours[0] ?? null;
  const continued = chosen?.record == null ? [] : earlierOf(chosen.record, ours);
  const oldest = continued[0]?.record ?? chosen?.record ?? null;
  const known = recordAuthorIds({ trustedAuthors });
  const authors = new Set([...known, ...here.flatMap(({ comment }) => comment.author?.id ?? [])]);
  const others = ours.filter((one) => one !== chosen && !continued.includes(one));
  return {
    chosen,
    continued,
    records: ours.filter((one) => one.record === null || here.includes(one)).map(({ comment }) => comment),
    lacksEarlier: oldest !== null && oldest.continues !== null,
    isRecordAuthor: (account) => account !== null && authors.has(account.id),
    lookAlikes: marked.filter((comment) => !keeps(comment)),
    others: others.map((one) => {
      return { comment: one.comment, recordId: one.record?.record_id ?? null, isLive: live.includes(one) };
    }),
  };
}

/** The comments that a record goes on from, oldest first; each at most once. */
function earlierOf(record: LoopRecord, ours: readonly Candidate[]): readonly Candidate[] {
  const chain: Candidate[] = [];
  let at: LoopRecord | null = record;
  while (at !== null && at.continues !== null) {
    const id: CommentId = at.continues.comment_id;
    const before = ours.find(({ comment }) => comment.databaseId === id);
    if (before === undefined || chain.includes(before)) break;
    chain.unshift(before);
    at = before.record;
  }
  return chain;
}
