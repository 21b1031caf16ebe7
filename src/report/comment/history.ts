import { type Entry, entriesOf, isNote, isRejection, type LoopRecord } from '../../core/model.ts';
import { sayDay, sayPerson } from '../../core/words/index.ts';
import { codeSpan, runLink, said } from '../markdown/index.ts';
import { FLAG_MARKS, type Mark, NOTE_WORDS, SOURCE_MARKS } from '../standing/index.ts';

const NAME_LIMIT = 120;
const TRIGGER_LIMIT = 160;

/**
 * The entries as a numbered list, oldest first, with the newest that there is room for: a list is broken into lines on a
 * phone, where a table is cut off.
 * @param room characters of Markdown
 */
export function historyOf(record: LoopRecord, repoUrl: string, room: number): string {
  const entries = entriesOf(record);
  const years = new Set(entries.map(({ timestamp }) => timestamp.slice(0, 4)));
  const rows = newestRows(entries, (entry) => rowOf(entry, { repoUrl, withYear: years.size > 1 }), room);
  const hidden = entries.length - rows.length;
  return [
    [`Times are UTC${years.size === 1 ? `, ${[...years].join()}` : ''}.`, ...left(hidden)].join(' '),
    rows.join('\n'),
    legendOf(entries.slice(hidden)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function left(hidden: number): readonly string[] {
  if (hidden === 0) return [];
  return [`The record in this comment holds ${hidden} earlier ${hidden === 1 ? 'entry' : 'entries'}.`];
}

function newestRows(entries: readonly Entry[], row: (entry: Entry) => string, room: number): readonly string[] {
  const rows: string[] = [];
  let used = 0;
  for (const entry of entries.toReversed()) {
    const next = row(entry);
    used += next.length + 1;
    if (used > room) break;
    rows.unshift(next);
  }
  return rows;
}

function rowOf(entry: Entry, { repoUrl, withYear }: { readonly repoUrl: string; readonly withYear: boolean }): string {
  const day = sayDay(entry.timestamp);
  const when = `${withYear ? day : day.slice(0, -5)} ${entry.timestamp.slice(11, 16)}`.replaceAll(' ', '&nbsp;');
  const marks = marksOf(entry).map(({ word }) => `*${word}*`);
  const what = [deedOf(entry), ...(marks.length === 0 ? [] : [marks.join(', ')])].join(' ');
  return `${entry.seq}. ${[when, what, whoOf(entry), evidenceOf(entry, repoUrl)].join(' · ')}`;
}

/** The state that was entered, a refusal, or what a note says. */
function deedOf(entry: Entry): string {
  if (isNote(entry)) return NOTE_WORDS[entry.kind];
  const state = codeSpan(entry.to_state);
  return isRejection(entry) ? `❌ ${state} refused` : state;
}

function whoOf({ actor }: Entry): string {
  if (actor === null) return 'nobody known';
  return 'redacted' in actor ? '(erased)' : said(sayPerson(actor.login), NAME_LIMIT);
}

/** What caused it, linked to the log of the run that saw it. */
function evidenceOf({ trigger, run }: Entry, repoUrl: string): string {
  return runLink(said(trigger, TRIGGER_LIMIT), run, repoUrl);
}

function marksOf({ source, flags }: Entry): readonly Mark[] {
  const mark = SOURCE_MARKS[source];
  return [...(mark === null ? [] : [mark]), ...flags.map((flag) => FLAG_MARKS[flag])];
}

function legendOf(entries: readonly Entry[]): string {
  const marks = new Set(entries.flatMap(marksOf));
  return marks.size === 0 ? '' : `<sub>${[...marks].map(({ word, says }) => `*${word}*: ${says}`).join(' · ')}</sub>`;
}
