import type { UnreadableRecord } from '../../core/model.ts';
import { codeSpan, said } from '../markdown/index.ts';
import { counted, repositoryHeading, UnreadList } from './records-words.ts';

/** A watermark may name a thousand entries. */
const MAX_WATERMARK = 100;
const MAX_PATH = 300;
const SENTENCE_LIMIT = 400;

/** What an export came to. */
export interface ExportPage {
  /** `owner/repo` */
  readonly repo: string;
  readonly format: string;
  readonly redactActors: boolean;
  /** Where it is; empty: nothing was written. */
  readonly path: string;
  readonly records: number;
  readonly entries: number;
  /** The moment that it began with, and the one that it ended before; null: there was none. */
  readonly from: string | null;
  readonly until: string | null;
  /** How many records there are in it of each state. */
  readonly states: ReadonlyMap<string, number>;
  /** Empty: none is given. */
  readonly watermark: string;
  /** What else is to be said, a sentence a line; may be empty. */
  readonly notice: string;
  readonly unread: readonly UnreadableRecord[];
}

/** An export, as Markdown for the job summary. Holds no outside text unescaped. */
export function renderExport(page: ExportPage): string {
  const { repo, notice, unread } = page;
  const holes = new UnreadList();
  for (const { id, problem } of unread) holes.add(id, problem);
  const parts = [
    repositoryHeading('export', { repo }),
    headline(page),
    ...tableOf(page.states),
    placesOf(page).join('\n'),
    ...(notice === '' ? [] : [alert(notice)]),
    ...holes.toMarkdown(),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function headline({ records, entries, format, redactActors, from, until }: ExportPage): string {
  const period = [...(from === null ? [] : [`from ${from} on`]), ...(until === null ? [] : [`before ${until}`])];
  return [
    `${counted(entries, 'entry', 'entries')} of ${counted(records, 'record')}`,
    ...(period.length === 0 ? [] : [`recorded ${period.join(' and ')}`]),
    `\`${format}\`${redactActors ? ', with pseudonyms' : ''}`,
  ].join(' · ');
}

function tableOf(states: ReadonlyMap<string, number>): readonly string[] {
  if (states.size === 0) return [];
  const rows = [...states].toSorted(([, one], [, other]) => other - one);
  return [
    ['| state | records |', '|---|---|', ...rows.map(([state, count]) => `| ${codeSpan(state)} | ${count} |`)].join(
      '\n',
    ),
  ];
}

function placesOf({ path, watermark, format, redactActors }: ExportPage): readonly string[] {
  if (path === '') return [];
  const file = codeSpan(path, MAX_PATH);
  const back =
    format === 'json' && !redactActors
      ? [`- Back into a store: \`npx loopforge import ${NAME} --to sqlite:records.db\``]
      : [];
  return [
    `- File: ${file}`,
    ...(watermark === '' ? [] : [`- The next export goes on with ${watermarkOf(watermark)} as \`since\``]),
    ...back,
  ];
}

function watermarkOf(watermark: string): string {
  return watermark.length > MAX_WATERMARK ? 'the output `watermark` of this one' : codeSpan(watermark, MAX_WATERMARK);
}

/** As it is in an artifact. */
const NAME = 'loopforge-export.jsonl';

function alert(notice: string): string {
  const lines = notice.split('\n').map((line) => said(line, SENTENCE_LIMIT));
  return `> [!NOTE]\n> ${lines.join('<br>\n> ')}`;
}
