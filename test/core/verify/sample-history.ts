import { draftAct } from '../../../src/core/record/append/act.ts';
import { appendEntries } from '../../../src/core/record/append/append.ts';
import { eraseRecord } from '../../../src/core/record/chain/redact.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import type { Actor } from '../../../src/core/values/actor.ts';
import { type Instant, instantOf } from '../../../src/core/values/instant.ts';
import { checkRevisions } from '../../../src/core/verify/history/check-revisions.ts';
import { type HistoryOptions, judgeRevisions } from '../../../src/core/verify/history/judged-revisions.ts';
import {
  type CommentHistory,
  type CommentRevision,
  type CurrentRecord,
  currentRecord,
  entriesInRevision,
} from '../../../src/core/verify/history/revisions.ts';
import { checkTimes } from '../../../src/core/verify/history/times.ts';
import { aStamp, aStep, recordOf } from '../sample-drafts.ts';

export const BOT: Actor = { id: '41898282', login: 'github-actions', type: 'Bot' };
export const MONA: Actor = { id: '2257', login: 'monalisa', type: 'User' };
const OPTIONS: HistoryOptions = { isTrusted: (editor) => editor?.id === BOT.id, mayWrite: () => true };

/** A record of so many entries, the last recorded at that minute past noon. */
export function grown(entries: number): LoopRecord {
  const first = recordOf([aStep()], { recordedAt: minute(0) });
  return Array.from({ length: entries - 1 }).reduce<LoopRecord>((record, _, index) => next(record, index + 1), first);
}

/** One entry more, and one write more. */
export function next(record: LoopRecord, at: number): LoopRecord {
  return written(record, [aStep({ from: record.state, to: `state_${at}` })], at);
}

/** What a person adds, as that person. */
export function withNote(record: LoopRecord, note: 'redaction' | 'repair', actor: Actor, at: number): LoopRecord {
  const data = {
    redaction: { seq: 1, names: ['actor'] },
    repair: { body: 'B'.repeat(42).concat('A'), edited_at: null, fields: [], more: 0 },
  };
  const kept = note === 'redaction' ? eraseRecord(record, [data.redaction]) : record;
  const act = draftAct({ note, was: { data: data[note] }, metadata: {} }, record, actor);
  return written(kept, [act], at, BY_HAND);
}

const BY_HAND = { run: null, lifecycle: null, settings: null };

function written(
  record: LoopRecord,
  drafts: Parameters<typeof appendEntries>[1],
  at: number,
  stamp: Parameters<typeof aStamp>[0] = {},
): LoopRecord {
  const { record: longer } = appendEntries(record, drafts, aStamp({ ...stamp, recordedAt: minute(at) }));
  return { ...longer, head: { ...longer.head, rev: record.head.rev + 1 } };
}

function minute(at: number): Instant {
  return instantOf(Date.UTC(2026, 10, 22, 12, at));
}

/** A revision before it is measured by the record as it stands. Null: its text is no record. */
export interface Written {
  readonly record: LoopRecord | null;
  readonly at: number;
  readonly by?: Actor | null;
  readonly deletedBy?: Actor;
}

function historyOf(whole: CurrentRecord, revisions: readonly Written[], fromCreation = true): CommentHistory {
  const made = revisions.map(({ record, at, by = BOT, deletedBy }): CommentRevision => {
    const deleted = deletedBy === undefined ? null : { at: minute(59), by: deletedBy };
    return {
      at: minute(at),
      editor: by,
      deleted,
      bodyHash: null,
      content: deleted !== null ? 'deleted' : (record ?? 'unreadable'),
      held: record === null || deleted !== null ? null : entriesInRevision(record, whole),
    };
  });
  return { url: 'the comment', author: BOT, createdAt: minute(0), revisions: made, fromCreation };
}

/** Gravity and code of what history and times come to, for the last of the revisions as it stands. */
export function judge(
  revisions: readonly Written[],
  options: Partial<HistoryOptions> & { readonly fromCreation?: boolean } = {},
): readonly string[] {
  const last = revisions.at(-1)?.record;
  if (last == null) throw new Error('the last revision must hold a record');
  const whole = currentRecord(last);
  const { fromCreation = true, ...rest } = options;
  const known = { ...OPTIONS, ...rest };
  const judged = judgeRevisions([historyOf(whole, revisions, fromCreation)], known);
  return [...checkRevisions(judged, whole, known), ...checkTimes({ judged, current: whole })].map(
    ({ gravity, code }) => `${gravity} ${code}`,
  );
}
