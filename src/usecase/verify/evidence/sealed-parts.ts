import { normalizeView, readSegment, SEGMENT_MARKER, unwrap } from '../../../codec/record/index.ts';
import {
  type Actor,
  accountName,
  areOwnNotes,
  type CommentFact,
  isNoteOf,
  LoopForgeError,
  type LoopRecord,
  type Reading,
} from '../../../core/model.ts';
import { type Finding, fail, type GivenRecord } from '../../../core/verify/index.ts';
import { joinSegments } from '../../find-record/index.ts';
import type { Candidates } from './candidates.ts';
import type { VerifyPorts } from './ports.ts';

/** The record with its sealed parts in place, or as it is, with the reason; and what their comments show beside that. */
export async function withSealedParts(
  ports: VerifyPorts,
  record: LoopRecord,
  { comments }: Reading,
  { isRecordAuthor }: Candidates,
): Promise<Pick<GivenRecord, 'record' | 'aboutSegments'>> {
  if (record.segments.length === 0) return { record, aboutSegments: [] };
  const named = new Set(record.segments.map(({ comment_id }) => comment_id));
  const ours = comments.filter(({ author, databaseId }) => isRecordAuthor(author) || named.has(databaseId));
  const aboutSegments = [
    ...(await findForeignEdits(ports.github, record, ours, isRecordAuthor)),
    ...findUntrueViews(record, ours, ports),
  ];
  try {
    const whole = joinSegments(record, ours);
    const foreign = ours.filter(({ author }) => !isRecordAuthor(author) && !hasNoteBy(whole, author));
    return { record: whole, aboutSegments: [...aboutSegments, ...foreign.map(foreignPart)] };
  } catch (error) {
    if (!(error instanceof LoopForgeError)) throw error;
    return { record, aboutSegments: [...aboutSegments, fail('segment_missing', null, error.message)] };
  }
}

/** A sealed part was written once. Its hash keeps its entries; who else edited it is named all the same. */
async function findForeignEdits(
  github: VerifyPorts['github'],
  record: LoopRecord,
  comments: readonly CommentFact[],
  isRecordAuthor: Candidates['isRecordAuthor'],
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

/** What people read in a sealed part follows from what stands hidden in it. One that cannot be read is none of this. */
function findUntrueViews(
  { segments }: LoopRecord,
  comments: readonly CommentFact[],
  { renderSegment }: Pick<VerifyPorts, 'renderSegment'>,
): readonly Finding[] {
  return segments.flatMap(({ comment_id, first_seq }) => {
    const comment = comments.find(({ databaseId }) => databaseId === comment_id);
    if (comment === undefined || tellsIts(comment.body, renderSegment)) return [];
    return [fail('view_mismatch', first_seq, `What people read in ${comment.url} is not what the sealed part says.`)];
  });
}

function tellsIts(body: string, renderSegment: VerifyPorts['renderSegment']): boolean {
  try {
    const { visible } = unwrap(body, SEGMENT_MARKER);
    return normalizeView(visible) === normalizeView(renderSegment(readSegment(body)));
  } catch (error) {
    if (error instanceof LoopForgeError) return true;
    throw error;
  }
}

/** A person's redaction or repair can take so much room that older entries had to be sealed off with it, in their name. */
function hasNoteBy({ notes }: LoopRecord, author: Actor | null): boolean {
  return notes.some((note) => areOwnNotes([note], author));
}

function foreignPart({ url, author }: CommentFact): Finding {
  const text = `The sealed part ${url} is by ${accountName(author)}, who does not keep this record.`;
  return fail('foreign_author', null, text);
}
