import { releasedLifecycle } from '../../codec/lifecycle/index.ts';
import { withRendered } from '../../codec/verify/index.ts';
import {
  type Actor,
  accountName,
  areOwnNotes,
  bindingOf,
  type CommentFact,
  type LawSettings,
  LoopForgeError,
  type LoopRecord,
  type Reading,
} from '../../core/model.ts';
import {
  type Check,
  type CheckName,
  checkBinding,
  checkMoves,
  checkRecord,
  concludeVerification,
  type Finding,
  fail,
  NO_SUBJECT,
  ran,
  subjectOf,
  unclear,
  type Verification,
} from '../../core/verify/index.ts';
import {
  bindingFrom,
  formerRecords,
  isForeignEdit,
  joinSegments,
  mayHaveHeld,
  recordAuthorsFor,
  recordPlaceOf,
} from '../find-record/index.ts';
import { type Absence, NO_RECORD, verifyAbsence } from './absence.ts';
import { type Candidate, type Candidates, findCandidates } from './candidates.ts';
import { againstGitHub, type VerifySubject } from './evidence.ts';
import { verifySealed } from './history.ts';
import type { VerifyPorts } from './means.ts';
import { checkEarlierViews, checkSealedViews } from './views.ts';

/** Verifies the record of an item that was read. Null: it has none, and nothing hints that it ever had one. */
export async function verifyReading(
  ports: VerifyPorts,
  first: Reading,
  law: LawSettings,
): Promise<Verification | null> {
  const { number } = first.facts;
  const comments = first.allCommentsSeen ? first.comments : await ports.github.readAllComments(number);
  const reading = { ...first, comments };
  const candidates = findCandidates(reading, law.trustedAuthors);
  const { chosen } = candidates;
  const emptied = await findFormer(ports, { reading, law, candidates });
  if (chosen === null) return verifyAbsence(ports, { reading, law, candidates, emptied });
  const others = [...candidates.aboutOthers, ...emptied, ...checkEarlierViews(candidates.continued, ports)];
  const given = [...chosen.checks, ran('author', candidates.aboutAuthors), ran('one_record', others)];
  const { url } = chosen.comment;
  if (chosen.record === null) {
    const history = ran('history', lastEditor(chosen, candidates));
    return concludeVerification('github', { ...NO_SUBJECT, number, url }, [...given, history], NO_RECORD);
  }
  const whole = await joined(ports, chosen.record, reading, candidates);
  const subject = { reading, law, candidates: { ...candidates, chosen }, ...whole };
  const inItself = withRendered([...given, ...checkWhole(subject)], { record: chosen.record, render: ports.render });
  const checks = [...inItself, ...(await againstGitHub(ports, subject))];
  return concludeVerification('github', { ...subjectOf(whole.record, url), number }, checks, 'It was not asked for.');
}

/** Comments that held the record until somebody made something else of them. */
async function findFormer(
  { github }: VerifyPorts,
  { reading, law, candidates: { chosen, records } }: Omit<Absence, 'emptied'>,
): Promise<readonly Finding[]> {
  const recordAuthors = recordAuthorsFor(reading, law, { byHand: true });
  const parts = new Set(chosen?.record?.segments.map(({ comment_id }) => comment_id));
  const isOther = (one: CommentFact): boolean => !records.includes(one) && !parts.has(one.databaseId);
  const suspects = reading.comments.filter((one) => mayHaveHeld(one, recordAuthors) && isOther(one));
  const former = await formerRecords(github, suspects, { reading, recordAuthors });
  return former.map(({ comment, isKnown }) => {
    const last = `it was last edited by ${accountName(comment.editor)} at ${comment.lastEditedAt}.`;
    const unknown = `${comment.url} may have held a record: a text of its edit history was deleted, and ${last}`;
    if (!isKnown) return unclear('revision_deleted', null, unknown);
    const code = isForeignEdit(comment, recordAuthors) ? 'foreign_editor' : 'history_rewritten';
    return fail(code, null, `${comment.url} held a record, and does not any more: ${last}`);
  });
}

/** The record with its sealed parts in place, or as it is, with the reason. */
async function joined(
  ports: VerifyPorts,
  record: LoopRecord,
  { comments }: Reading,
  { isRecordAuthor }: Candidates,
): Promise<Pick<VerifySubject, 'record' | 'aboutSegments'>> {
  if (record.segments.length === 0) return { record, aboutSegments: [] };
  const named = new Set(record.segments.map(({ comment_id }) => comment_id));
  const ours = comments.filter(({ author, databaseId }) => isRecordAuthor(author) || named.has(databaseId));
  const aboutSegments = [
    ...(await verifySealed(ports.github, record, ours, isRecordAuthor)),
    ...checkSealedViews(record.segments, ours, ports),
  ];
  try {
    const whole = joinSegments(record, ours);
    const foreign = ours.filter(({ author }) => !isRecordAuthor(author) && !hasNoteBy(whole, author));
    return { record: whole, aboutSegments: [...aboutSegments, ...foreign.map(foreignSegment)] };
  } catch (error) {
    if (!(error instanceof LoopForgeError)) throw error;
    return { record, aboutSegments: [...aboutSegments, fail('segment_missing', null, error.message)] };
  }
}

/** A person's redaction or repair can take so much room that older entries had to be sealed off with it, in their name. */
function hasNoteBy({ notes }: LoopRecord, author: Actor | null): boolean {
  return notes.some((note) => areOwnNotes([note], author));
}

function foreignSegment({ url, author }: CommentFact): Finding {
  return fail(
    'foreign_author',
    null,
    `The sealed part ${url} is by ${accountName(author)}, who does not keep this record.`,
  );
}

function checkWhole(subject: VerifySubject): readonly Check[] {
  const { record, reading } = subject;
  const inItself = checkRecord(record, { lifecycleOf: releasedLifecycle });
  const also: { readonly [name in CheckName]?: readonly Finding[] } = {
    segments: subject.aboutSegments,
    binding: bindingOfItem(record, reading),
  };
  return inItself.map((check) => ({ ...check, findings: [...check.findings, ...(also[check.name] ?? [])] }));
}

const UNSEEN_TRANSFERS = 'GitHub does not show all repositories that the item was transferred from.';

/** Bound here; or where GitHub says that the item came from. */
function bindingOfItem(record: LoopRecord, reading: Reading): readonly Finding[] {
  const place = recordPlaceOf(bindingOf(record), reading);
  const moves = checkMoves(record, reading.transferredFrom);
  return [
    ...(place === 'elsewhere' ? checkBinding(record, bindingFrom(reading)) : []),
    ...(reading.allTransfersSeen ? moves : moves.map(({ seq }) => unclear('partial_read', seq, UNSEEN_TRANSFERS))),
    ...(place === 'unknown' ? [unclear('partial_read', null, UNSEEN_TRANSFERS)] : []),
  ];
}

/** Where not even the record can be read, the last editor is all there is to name. */
function lastEditor({ comment }: Candidate, { isRecordAuthor }: Candidates): readonly Finding[] {
  const { lastEditedAt, editor, url } = comment;
  if (lastEditedAt === null || isRecordAuthor(editor)) return [];
  const text = `${url} was last edited at ${lastEditedAt} by ${accountName(editor)}, who does not keep this record.`;
  return [fail('foreign_editor', null, text)];
}
