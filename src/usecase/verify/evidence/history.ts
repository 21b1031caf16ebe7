import { revisionOf } from '../../../codec/verify/index.ts';
import { bodyHash } from '../../../core/by-hand/index.ts';
import { type CommentFact, type EditFact, isNoteOf, type LoopRecord } from '../../../core/model.ts';
import {
  type CommentHistory,
  type CommentRevision,
  type CurrentRecord,
  currentRecord,
  type HistoryEvidence,
  type JudgedRevision,
  judgeRevisions,
  type VerifyGitHub,
} from '../../../core/verify/index.ts';
import { contentOf } from '../../find-record/index.ts';
import type { Candidate, Candidates } from './candidates.ts';

/** All revisions of the record's comment, and of those that it continues. */
export async function historyEvidence(
  github: VerifyGitHub,
  record: LoopRecord,
  { chosen, continued, lacksEarlier, isRecordAuthor }: Candidates & { readonly chosen: Candidate },
  revisions: AsyncIterable<EditFact>,
): Promise<HistoryEvidence> {
  const current = currentRecord(record);
  const histories: CommentHistory[] = [];
  for (const { comment } of continued) {
    histories.push(await historyOf(comment, github.listRevisions(comment), { current, isRecordAuthor }));
  }
  histories.push(await historyOf(chosen.comment, revisions, { current, isRecordAuthor }));
  const judged = judgeRevisions(histories, { isTrusted: isRecordAuthor });
  const writers = await writersOf(github, judged);
  return { judged, current, lacksEarlier, mayWrite: ({ id }) => writers.get(id) ?? null };
}

/** Whether those may write now whose notes were accepted, by their ids. */
async function writersOf(
  github: VerifyGitHub,
  judged: readonly JudgedRevision[],
): Promise<ReadonlyMap<string, boolean | null>> {
  const known = new Map<string, boolean | null>();
  for (const { standing, revision } of judged) {
    const { editor } = revision;
    if (standing !== 'accepted' || editor === null || known.has(editor.id)) continue;
    known.set(editor.id, await github.mayWrite(editor.login));
  }
  return known;
}

interface ComparedWith extends Pick<Candidates, 'isRecordAuthor'> {
  readonly current: CurrentRecord;
}

/**
 * All that GitHub kept of one comment, oldest first. One that was never edited has just its body. Whole records are held
 * only where somebody else's revision comes after them, to be measured by them.
 */
async function historyOf(
  comment: CommentFact,
  edits: AsyncIterable<EditFact>,
  { current, isRecordAuthor }: ComparedWith,
): Promise<CommentHistory> {
  const revisions: CommentRevision[] = [];
  const isRepaired = current.entries.some((entry) => isNoteOf(entry, 'repair'));
  let isMeasured = false;
  for await (const edit of edits) {
    isMeasured ||= !isRecordAuthor(edit.editor);
    revisions.push({
      ...revisionOf(edit, current),
      content: isMeasured ? contentOf(edit.body) : null,
      bodyHash: isRepaired && edit.body !== null ? bodyHash(edit.body) : null,
    });
  }
  revisions.reverse();
  const { url, author, createdAt, body } = comment;
  if (revisions.length === 0) {
    const only = { editedAt: createdAt, editor: author, body, deletedAt: null, deletedBy: null };
    revisions.push({ ...revisionOf(only, current), content: null, bodyHash: null });
  }
  return { url, author, createdAt, revisions, fromCreation: comment.revisions <= revisions.length };
}
