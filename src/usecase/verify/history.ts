import { revisionOf } from '../../codec/verify/index.ts';
import { bodyHash } from '../../core/by-hand/index.ts';
import {
  type Actor,
  accountName,
  type CommentFact,
  type EditFact,
  isNoteOf,
  type LoopRecord,
} from '../../core/model.ts';
import {
  type Check,
  type CommentHistory,
  checkHistory,
  checkTimes,
  checkTold,
  type Finding,
  fail,
  type HeldRevision,
  type HistoryOptions,
  judgeRevisions,
  ran,
  type VerifyGitHub,
  type WholeRecord,
  wholeOf,
} from '../../core/verify/index.ts';
import { contentOf } from '../find-record/index.ts';
import type { Candidate, Candidates } from './candidates.ts';

/** `history` and `times` of a record: all revisions of its comment, and of those that it continues. */
export async function verifyHistory(
  github: VerifyGitHub,
  record: LoopRecord,
  { chosen, continued, lacksEarlier, isRecordAuthor }: Candidates & { readonly chosen: Candidate },
  revisions: AsyncIterable<EditFact>,
): Promise<readonly Check[]> {
  const whole = wholeOf(record);
  const histories: CommentHistory[] = [];
  for (const { comment } of continued) {
    histories.push(await historyOf(comment, github.listRevisions(comment), { whole, isRecordAuthor }));
  }
  histories.push(await historyOf(chosen.comment, revisions, { whole, isRecordAuthor }));
  const known = new Map<string, boolean | null>();
  const options: HistoryOptions = { isTrusted: isRecordAuthor, mayWrite: ({ id }) => known.get(id) ?? null };
  const judged = judgeRevisions(histories, options);
  for (const { standing, revision } of judged) {
    const { editor } = revision;
    if (standing !== 'accepted' || editor === null || known.has(editor.id)) continue;
    known.set(editor.id, await github.mayWrite(editor.login));
  }
  return [
    ran('history', [
      ...checkHistory(judged, whole, options),
      ...checkTold(judged, whole),
      ...(lacksEarlier ? [lackingEarlier(record)] : []),
    ]),
    ran('times', checkTimes(judged, whole)),
  ];
}

interface Measure extends Pick<Candidates, 'isRecordAuthor'> {
  readonly whole: WholeRecord;
}

/**
 * All that GitHub kept of one comment, oldest first. One that was never edited has just its body. Whole records are held
 * only where somebody else's revision comes after them, to be measured by them.
 */
async function historyOf(
  comment: CommentFact,
  edits: AsyncIterable<EditFact>,
  { whole, isRecordAuthor }: Measure,
): Promise<CommentHistory> {
  const revisions: HeldRevision[] = [];
  const isRepaired = whole.entries.some((entry) => isNoteOf(entry, 'repair'));
  let isMeasured = false;
  for await (const edit of edits) {
    isMeasured ||= !isRecordAuthor(edit.editor);
    revisions.push({
      ...revisionOf(edit, whole),
      content: isMeasured ? contentOf(edit.body) : null,
      bodyHash: isRepaired && edit.body !== null ? bodyHash(edit.body) : null,
    });
  }
  revisions.reverse();
  const { url, author, createdAt, body } = comment;
  if (revisions.length === 0) {
    const only = { editedAt: createdAt, editor: author, body, deletedAt: null, deletedBy: null };
    revisions.push({ ...revisionOf(only, whole), content: null, bodyHash: null });
  }
  return { url, author, createdAt, revisions, fromCreation: comment.revisions <= revisions.length };
}

function lackingEarlier({ continues }: LoopRecord): Finding {
  const text = `The record continues the comment ${continues?.comment_id}, which is not there, so its earlier entries have no history.`;
  return fail('comment_deleted', null, text);
}

/** A sealed part was written once. Its hash keeps its entries; who else edited it is named all the same. */
export async function verifySealed(
  github: VerifyGitHub,
  record: LoopRecord,
  comments: readonly CommentFact[],
  isRecordAuthor: (author: Actor | null) => boolean,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { comment_id, first_seq, last_seq } of record.segments) {
    const comment = comments.find((one) => one.databaseId === comment_id);
    if (comment === undefined || comment.revisions === 1) continue;
    for await (const { editor, editedAt } of github.listRevisions(comment)) {
      if (isRecordAuthor(editor) || hasRedacted(record, editor, first_seq, last_seq)) continue;
      const text = `The sealed part ${comment.url} was edited at ${editedAt} by ${accountName(editor)}, who does not keep this record.`;
      findings.push(fail('foreign_editor', first_seq, text));
    }
  }
  return findings;
}

/** A redaction in a sealed part is told of by a note in the record. */
function hasRedacted({ notes }: LoopRecord, editor: Actor | null, first: number, last: number): boolean {
  return notes.some((note) => {
    if (!isNoteOf(note, 'redaction') || editor === null) return false;
    const { actor, was } = note;
    if (actor === null || !('id' in actor) || actor.id !== editor.id) return false;
    return was.data.seq >= first && was.data.seq <= last;
  });
}
