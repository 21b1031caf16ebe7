import { type Entry, entriesOf, type LoopRecord, type Shown } from '../../../core/model.ts';
import { type About, missingNeedSentence } from '../../../core/words/index.ts';
import { codeSpan, itemLink, plain } from '../../markdown/index.ts';
import { bullets } from './bullets.ts';
import { firstDiagram } from './diagram.ts';
import { entryRow, historyTable, sourceLegend } from './history-table.ts';
import { firstMinute, sentenceOn } from './words.ts';

/** The whole visible part stays below this, so that the comment has room for the record. @internal */
export const VIEW_LIMIT = 12_000;
const SHOWN = 10;
const MAX_MISSING = 8;
const LINE_LIMIT = 220;
/** What a refusal lacks is told whole: a long URL, and what a person can write. */
const VIOLATION_LIMIT = 600;
/** For the headings of both tables, the legend and the footer. */
const RESERVE = 900;
const FOOTER = '<sub>Kept by LoopForge in this comment; do not edit it: edits are noticed.</sub>';
const MAX_ALLOWED = 8;
const MAX_VIOLATIONS = 3;

/**
 * The first renderer: the part of a record comment that people see, as Markdown. It depends on nothing but the record,
 * holds no outside text unescaped, and never the text that ends the hidden part. What it makes of a record is proof:
 * other words, or another order of them, are another renderer.
 */
export function firstView(record: LoopRecord, { allowed, needs, open }: Shown): string {
  const repoUrl = repoUrlOf(record);
  const entries = entriesOf(record);
  const above = [
    `### LoopForge: ${codeSpan(record.state)}`,
    situation(record, repoUrl),
    ...violations(record, open),
    firstDiagram(record),
    nextStates(allowed),
    missing(record, needs),
  ];
  const room = VIEW_LIMIT - RESERVE - above.join('\n\n').length;
  const recent = newestRows(entries.slice(-SHOWN), room, repoUrl);
  const legend = sourceLegend(entries.slice(-SHOWN));
  const older = olderEntries(entries.slice(0, -SHOWN), room - recent.join('\n').length, repoUrl);
  const parts = [...above, historyTable(recent), legend, older, FOOTER];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The web address of the repository, as the address of the item begins. */
function repoUrlOf({ ref }: LoopRecord): string {
  return ref.replace(/\/(?:issues|pull)\/\d+$/, '');
}

function situation(record: LoopRecord, repoUrl: string): string {
  const since = record.transitions.at(-1)?.timestamp;
  const facts = [
    ...(since === undefined ? [] : [`since ${firstMinute(since)} UTC`]),
    ...(record.pr_number === null ? [] : [itemLink('pull request', record.pr_number, repoUrl)]),
    ...(record.head.sha === null ? [] : [`commit ${codeSpan(record.head.sha.slice(0, 7))}`]),
    ...(record.head.cycle === 0 ? [] : [`reopened ${times(record.head.cycle)}`]),
  ];
  const sentence = sentenceOn(record.state);
  return [...(sentence === null ? [] : [`**${sentence}**`]), facts.join(' · ')].join('<br>\n');
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function violations({ rejections }: LoopRecord, open: readonly number[]): readonly string[] {
  const shown = open.slice(0, MAX_VIOLATIONS).map((seq) => {
    const message = rejections.find((one) => one.seq === seq)?.message ?? 'It stands in a sealed part of the record.';
    return violation(seq, message);
  });
  const more = open.length - shown.length;
  return more > 0 ? [...shown, `**And ${more} more out of order.**`] : shown;
}

function violation(seq: number, message: string): string {
  const lines = message
    .split('\n')
    .slice(0, 3)
    .map((line) => plain(line, VIOLATION_LIMIT))
    .filter((line) => line !== '');
  const advice = 'Open until the missing proof arrives, or a person overrides it and gives a reason.';
  return ['> [!CAUTION]', `> **Out of order, entry ${seq}.** ${lines.join('<br>\n> ')}<br>`, `> ${advice}`].join('\n');
}

function missing({ ref, ref_number }: LoopRecord, needs: Shown['needs']): string {
  const about: About = { issue: ref.includes('/issues/') ? ref_number : null };
  const sentences = needs.map((need) => plain(missingNeedSentence(need, about), LINE_LIMIT));
  const more = needs.length - MAX_MISSING;
  const told = more > 0 ? [...sentences.slice(0, MAX_MISSING), `and ${more} more`] : sentences;
  return bullets('Missing for the next step', told, told.length);
}

function nextStates(allowed: readonly string[]): string {
  const states = allowed.slice(0, MAX_ALLOWED).map((state) => codeSpan(state));
  return `**May come next:** ${states.length === 0 ? 'none' : states.join(', ')}`;
}

/** Rows of the newest entries that there is room for, oldest first. */
function newestRows(entries: readonly Entry[], room: number, repoUrl: string): readonly string[] {
  const rows: string[] = [];
  let used = 0;
  for (const entry of entries.toReversed()) {
    const row = entryRow(entry, repoUrl);
    used += row.length + 1;
    if (used > room) break;
    rows.unshift(row);
  }
  return rows;
}

/** What came before the last ten, folded. */
function olderEntries(older: readonly Entry[], room: number, repoUrl: string): string {
  if (older.length === 0) return '';
  const rows = newestRows(older, room, repoUrl);
  const hidden = older.length - rows.length;
  const summary = older.length === 1 ? '1 earlier entry' : `${older.length} earlier entries`;
  const rest = hidden === 0 ? [] : [`The record in this comment holds ${hidden} more.`];
  const table = rows.length === 0 ? [] : [historyTable(rows)];
  return [`<details>\n<summary>${summary}</summary>`, ...table, ...rest, '</details>'].join('\n\n');
}
