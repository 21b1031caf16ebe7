import { isPlainObject, parseJsonText } from '../text/index.ts';

/** What is kept beside a file that is not whole yet: what was asked for, and how far it has come. */
export interface ExportJournal {
  readonly header: JournalHeader;
  /** Records that are in the file, and where each ends. */
  readonly written: readonly JournalLine[];
  /** What was said at the end; null: it did not come to it. */
  readonly end: JournalEnd | null;
}

export interface JournalHeader {
  /** All that decides what the file holds, as a text: another text, another file. */
  readonly asked: string;
  /** The moment at which it began. */
  readonly began: string;
  /** The watermark that it goes on from. */
  readonly since: string | null;
}

/** The entries of one record that are in the file. */
export interface WrittenRecord {
  readonly id: string;
  /** Marks of the record's first entry, and of the last that is written. */
  readonly first: string;
  readonly last: string;
  /** The number of the last. */
  readonly seq: number;
  /** How many of them were written with it. */
  readonly entries: number;
}

export interface JournalLine extends WrittenRecord {
  /** Where the file's next record begins, in bytes. */
  readonly at: number;
}

/** What a whole export came to. */
export interface JournalEnd {
  readonly records: number;
  readonly entries: number;
  readonly watermark: string | null;
}

const VERSION = 1;

export function journalHeader({ asked, began, since }: JournalHeader): string {
  return `${JSON.stringify({ loopforge_export: VERSION, asked, began, since })}\n`;
}

export function journalLine({ at, id, first, last, seq, entries }: JournalLine): string {
  return `${JSON.stringify({ at, id, first, last, seq, entries })}\n`;
}

export function journalEnd({ records, entries, watermark }: JournalEnd): string {
  return `${JSON.stringify({ end: true, records, entries, watermark })}\n`;
}

/**
 * Reads a journal, whenever its writer ended: a last line that is not whole counts for nothing.
 * @returns null: not even what was asked for is in it
 */
export function readJournal(text: string): ExportJournal | null {
  const [first, ...lines] = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
  const header = headerIn(first);
  if (header === null) return null;
  const written: JournalLine[] = [];
  for (const line of lines) {
    const value = jsonOf(line);
    if (isEnd(value)) return { header, written, end: value };
    if (!isWritten(value)) break;
    written.push(value);
  }
  return { header, written, end: null };
}

function headerIn(line: string | undefined): JournalHeader | null {
  const value = jsonOf(line ?? '');
  if (value === null || value['loopforge_export'] !== VERSION) return null;
  const { asked, began, since } = value;
  if (typeof asked !== 'string' || typeof began !== 'string') return null;
  return { asked, began, since: typeof since === 'string' ? since : null };
}

type Fields = { readonly [name: string]: unknown };

function jsonOf(line: string): Fields | null {
  const json = parseJsonText(line);
  return json.kind === 'json' && isPlainObject(json.value) ? json.value : null;
}

function isWritten(value: Fields | null): value is Fields & JournalLine {
  if (value === null) return false;
  const counts = [value['at'], value['seq'], value['entries']];
  const texts = [value['id'], value['first'], value['last']];
  return counts.every(isCount) && texts.every((text) => typeof text === 'string');
}

function isEnd(value: Fields | null): value is Fields & JournalEnd {
  if (value === null || value['end'] !== true) return false;
  const { records, entries, watermark } = value;
  return isCount(records) && isCount(entries) && (watermark === null || typeof watermark === 'string');
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
