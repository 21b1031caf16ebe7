import { type Entry, isNote, isRejection, type Source } from '../../../core/model.ts';
import { codeSpan, plain, runLink } from '../../markdown/index.ts';
import { FIRST_NOTE_WORDS, firstMinute, SOURCE_WORDS } from './words.ts';

const HEAD = '| # | step | when (UTC) | how known | trigger | by | run |\n|--:|---|---|---|---|---|---|';
const REASON_LIMIT = 120;

/** One entry as a row of the table. */
export function entryRow(entry: Entry, repoUrl: string): string {
  const cells = [
    String(entry.seq),
    stepOf(entry) + reasonOf(entry),
    firstMinute(entry.timestamp),
    [entry.source, ...entry.flags].map((word) => word.replace('_', ' ')).join(', '),
    codeSpan(entry.trigger),
    actorOf(entry),
    logOf(entry, repoUrl),
  ];
  return `| ${cells.join(' | ')} |`;
}

export function historyTable(rows: readonly string[]): string {
  return [HEAD, ...rows].join('\n');
}

/** What the words in the column "how known" mean, for those that occur. */
export function sourceLegend(entries: readonly Entry[]): string {
  const seen = new Set(entries.map(({ source }) => source));
  const sources: readonly Source[] = ['observed', 'reconstructed', 'asserted', 'override'];
  const words = sources.filter((source) => seen.has(source)).map((source) => `*${source}*: ${SOURCE_WORDS[source]}`);
  return `<sub>${words.join(' · ')}</sub>`;
}

/** `from → to`, a refusal, or what a note says. */
function stepOf(entry: Entry): string {
  if (isNote(entry)) return `note: ${FIRST_NOTE_WORDS[entry.kind]}`;
  const { from_state, to_state } = entry;
  if (from_state === null) return codeSpan(to_state);
  const arrow = isRejection(entry) ? '**refused** →' : '→';
  return `${codeSpan(from_state)} ${arrow} ${codeSpan(to_state)}`;
}

function reasonOf(entry: Entry): string {
  const reason = entry.source === 'override' ? entry.metadata['reason'] : null;
  return typeof reason === 'string' ? `<br>reason: ${plain(reason, REASON_LIMIT)}` : '';
}

function actorOf({ actor }: Entry): string {
  if (actor === null) return '–';
  return 'redacted' in actor ? '(erased)' : codeSpan(actor.login);
}

function logOf({ run }: Entry, repoUrl: string): string {
  const link = runLink('log', run, repoUrl);
  return link === 'log' ? '–' : link;
}
