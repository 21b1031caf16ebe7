import { accountName, type Entry, isNoteOf, isTakingIn, keptIn, type NoteOf, withKept } from '../../model.ts';
import { type Finding, fail, notice, unclear } from '../findings/index.ts';
import type { JudgedRevision } from './judged-revisions.ts';
import type { CurrentRecord } from './revisions.ts';

/** GitHub joins the write that tells of it with the one before, or does not. */
const JOINED = 1;

/** What notes say of the revisions of the comment, against those that GitHub kept: a word is free, a history is not. */
export function checkNotesOnHistory(judged: readonly JudgedRevision[], { entries }: CurrentRecord): readonly Finding[] {
  const findings: Finding[] = [];
  for (const entry of entries) {
    const index = judged.findIndex(({ revision }) => (revision.held?.common ?? 0) >= entry.seq);
    if (index < 0) continue;
    const before = judged.slice(0, index);
    if (isNoteOf(entry, 'restored')) findings.push(...checkRestored(entry, before));
    if (isNoteOf(entry, 'edits_coalesced')) findings.push(...checkCoalesced(entry, before));
    if (isNoteOf(entry, 'repair')) findings.push(...checkRepair(entry, before));
    if (isNoteOf(entry, 'redaction')) findings.push(...checkRedaction(entry, judged[index], before.at(-1)));
  }
  return findings;
}

/** What was put back stood in a revision that somebody wrote over. */
function checkRestored(note: NoteOf<'restored'>, before: readonly JudgedRevision[]): readonly Finding[] {
  const stood = new Set(before.filter(({ standing }) => standing !== 'foreign').flatMap(hashesIn));
  const taken = [...note.was.named, ...keptIn(note).map(({ hash }) => hash)];
  if (taken.every((hash) => stood.has(hash))) return [];
  const text = `Entry ${note.seq} puts back what stood in no revision of the comment that GitHub shows.`;
  return [word(note, before, text)];
}

/** Hashes of the entries of a revision that stand no more, and of what those took in. */
function hashesIn({ revision }: JudgedRevision): readonly string[] {
  const entries = (revision.held?.rest ?? []).flatMap(withKept);
  return entries.flatMap((entry) => [entry.hash, ...(isTakingIn(entry) ? entry.was.named : [])]);
}

/** So many bodies there were, by GitHub's count, when the note was written; a late write can only have made them more. */
function checkCoalesced(
  { seq, was }: NoteOf<'edits_coalesced'>,
  before: readonly JudgedRevision[],
): readonly Finding[] {
  const [first] = before;
  const count = before.length + (first === undefined || first.comment.fromCreation ? 0 : 1);
  if (was.data.revisions <= count + JOINED) return [];
  const text = `Entry ${seq} says that GitHub showed ${was.data.revisions} revisions of the comment; it shows ${count} from before it.`;
  return [fail('not_corroborated', seq, text)];
}

/** What was repaired stood there, by whom and when the note says. */
function checkRepair(note: NoteOf<'repair'>, before: readonly JudgedRevision[]): readonly Finding[] {
  const { seq, was, metadata } = note;
  const found = before.filter(({ revision }) => revision.bodyHash === was.data.body);
  if (found.length === 0) {
    return [
      word(note, before, `Entry ${seq} repairs a text that stood in no revision of the comment that GitHub shows.`),
    ];
  }
  const editor = idIn(metadata['editor']);
  const isSame = ({ revision: one }: JudgedRevision): boolean =>
    (was.data.edited_at === null || one.at === was.data.edited_at) && (editor === null || one.editor?.id === editor);
  if (found.some(isSame)) return [];
  const who = found.map(({ revision: { editor: by, at } }) => `${accountName(by)} at ${at}`).join(', ');
  return [fail('not_corroborated', seq, `Entry ${seq} names another editor or time than GitHub does: ${who}.`)];
}

/**
 * With a job's own token `redact` names whoever started the workflow, so that somebody else wrote it is no lie by itself;
 * but nothing else vouches for the name.
 */
function checkRedaction(
  { seq, actor }: NoteOf<'redaction'>,
  wrote: JudgedRevision | undefined,
  before: JudgedRevision | undefined,
): readonly Finding[] {
  if (wrote === undefined || before?.revision.held == null || actor === null || 'redacted' in actor) return [];
  const { editor } = wrote.revision;
  if (editor?.id === actor.id) return [];
  const text = `Entry ${seq} says that ${accountName(actor)} erased values, and it was written by ${accountName(editor)}.`;
  return [notice('not_corroborated', seq, text)];
}

/** Null: it was erased, or the account is gone. */
function idIn(editor: unknown): string | null {
  const id: unknown = typeof editor === 'object' && editor !== null ? Reflect.get(editor, 'id') : null;
  return typeof id === 'string' ? id : null;
}

/** Where texts are missing, it may have stood in one of them. */
function word({ seq }: Entry, before: readonly JudgedRevision[], text: string): Finding {
  const isShown = ({ revision, comment, standing }: JudgedRevision): boolean =>
    comment.fromCreation && revision.deleted === null && (revision.held !== null || standing === 'foreign');
  return before.every(isShown) ? fail('not_corroborated', seq, text) : unclear('not_corroborated', seq, text);
}
