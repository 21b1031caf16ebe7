import { accountName, type Entry, isAfter, isNoteOf } from '../../model.ts';
import { type Finding, fail, notice, unclear } from '../findings/index.ts';
import type { HistoryOptions, JudgedRevision } from './judged-revisions.ts';
import { lostBetween, takenInBy } from './lost.ts';
import { type CurrentRecord, isPrefix, type RevisionEntries } from './revisions.ts';

/** Every revision's entries begin the next one's; whoever else edited is named; removed revisions are named. */
export function checkRevisions(
  judged: readonly JudgedRevision[],
  current: CurrentRecord,
  options: Pick<HistoryOptions, 'mayWrite'>,
): readonly Finding[] {
  const findings: Finding[] = [];
  const taken = takenInBy(current.entries);
  let good: RevisionEntries | null = null;
  for (const one of judged) {
    const { revision, standing } = one;
    const { held } = revision;
    if (revision.deleted !== null) findings.push(removed(one, current));
    if (standing === 'foreign') findings.push(foreign(one, judged, current));
    if (standing === 'accepted') findings.push(...permitted(one, options));
    if (standing === 'foreign' || revision.deleted !== null) continue;
    if (held === null) {
      findings.push(emptied(one, judged));
      continue;
    }
    if (good !== null && !isPrefix(good, held)) findings.push(...rewritten(good, one, held, current, taken));
    good = held;
  }
  return [...findings, ...checkCount(judged, current)];
}

function rewritten(
  before: RevisionEntries,
  one: JudgedRevision,
  held: RevisionEntries,
  current: CurrentRecord,
  taken: ReadonlySet<string>,
): readonly Finding[] {
  const lost = lostBetween(before, held, current);
  const missing = lost.filter((entry) => !taken.has(entry.hash));
  if (lost.length > 0 && missing.length === 0) return [];
  const which = missing.length === 0 ? 'the order of its entries' : `${listed(missing)}, which stood there before`;
  const text = `${capital(named(one))} dropped or replaced ${which}. Run LoopForge on the item: what a late writer overwrote it puts back.`;
  return [fail('history_rewritten', missing[0]?.seq ?? null, text)];
}

function removed(one: JudgedRevision, { entries }: CurrentRecord): Finding {
  const { at = null, by = null } = one.revision.deleted ?? {};
  const when = at === null ? '' : ` on ${at}`;
  const text = `The text of ${named(one)} was removed from the edit history by ${accountName(by)}${when}.`;
  const excused = entries.some(
    (entry) => isNoteOf(entry, 'redaction') && (at === null || !isAfter(entry.recorded_at, at)),
  );
  if (!excused) return fail('revision_deleted', null, text);
  return unclear(
    'revision_deleted',
    null,
    `${text} The record tells of a redaction; what else stood there is not known.`,
  );
}

function foreign(one: JudgedRevision, judged: readonly JudgedRevision[], current: CurrentRecord): Finding {
  const text = `${capital(named(one))} was written by ${accountName(one.revision.editor)}, who does not keep this record.`;
  const left = addedBy(one, judged, current);
  if (left.length > 0) return fail('foreign_editor', left[0]?.seq ?? null, `${text} It brought in ${listed(left)}.`);
  return isRepaired(one, judged)
    ? notice('foreign_editor', null, `${text} It was repaired.`)
    : fail('foreign_editor', null, text);
}

/** By an account that keeps records: another workflow can have done it, as LoopForge never does. */
function emptied(one: JudgedRevision, judged: readonly JudgedRevision[]): Finding {
  const text = `What ${named(one)} held was no record of this item.`;
  return isRepaired(one, judged)
    ? notice('history_rewritten', null, `${text} It was repaired.`)
    : fail('history_rewritten', null, text);
}

/** Entries that stand now and that first came with this revision. */
function addedBy(
  { revision }: JudgedRevision,
  judged: readonly JudgedRevision[],
  current: CurrentRecord,
): readonly Entry[] {
  if (revision.held === null) return [];
  const earlier = judged.slice(
    0,
    judged.findIndex((one) => one.revision === revision),
  );
  const known = Math.max(0, ...earlier.map((one) => one.revision.held?.common ?? 0));
  return current.entries.slice(known, revision.held.common);
}

/** A later revision, of the record's own, that ends in a note on the repair. */
function isRepaired({ revision }: JudgedRevision, judged: readonly JudgedRevision[]): boolean {
  const later = judged.slice(judged.findIndex((one) => one.revision === revision) + 1);
  return later.some((one) => {
    const last = one.revision.held?.last ?? null;
    return one.standing !== 'foreign' && last !== null && isNoteOf(last, 'repair');
  });
}

function permitted(one: JudgedRevision, { mayWrite }: Pick<HistoryOptions, 'mayWrite'>): readonly Finding[] {
  const { editor } = one.revision;
  const may = editor === null ? null : mayWrite(editor);
  if (may === true) return [];
  const why = may === null ? 'cannot be told' : 'is not so now';
  const text = `${capital(named(one))} by ${accountName(editor)} adds a note of their own; that they may write to the repository ${why}.`;
  return [unclear('foreign_editor', null, text)];
}

/** The record counts how often it was written, and so does GitHub. */
function checkCount(judged: readonly JudgedRevision[], { record, entries }: CurrentRecord): readonly Finding[] {
  const last = judged.at(-1);
  if (last === undefined || last.standing === 'foreign') return [];
  const { revisions, fromCreation } = last.comment;
  const count = revisions.length + (fromCreation ? 0 : 1);
  const { rev } = record.head;
  if (rev === count) return [];
  if (rev < count) {
    const text = `The comment was written ${count} times, and its record knows of ${rev}: somebody wrote past it.`;
    return [fail('history_rewritten', null, text)];
  }
  if (entries.some((entry) => isNoteOf(entry, 'edits_coalesced'))) return [];
  const text = `The record was written ${rev} times, and GitHub kept ${count} revisions: edits were joined, or some are gone.`;
  return [unclear('partial_read', null, text)];
}

function named({ revision, comment }: JudgedRevision): string {
  return `the revision of ${revision.at} of ${comment.url}`;
}

function listed(entries: readonly Entry[]): string {
  const seqs = entries.slice(0, 10).map((entry) => entry.seq);
  return `${entries.length === 1 ? 'entry' : 'entries'} ${seqs.join(', ')}${entries.length > 10 ? ', …' : ''}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
