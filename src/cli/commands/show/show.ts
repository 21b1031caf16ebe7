import { MOMENT_FORM, readLastSecond } from '../../../codec/text/index.ts';
import { showItem } from '../../../compose/cli/index.ts';
import { entriesOf, type Instant, isNoteOf, LoopForgeError, type LoopRecord } from '../../../core/model.ts';
import { recordAsOf, shownAs } from '../../../usecase/query/index.ts';
import { itemFrom, readConnection, type SourceOptions, wrongUse } from '../../arguments/index.ts';
import { EXIT, type ExitCode, printable, type Terminal, textOfLines } from '../../terminal/index.ts';
import { findRecord } from './find-record.ts';
import { recordLines } from './record-text.ts';

interface ShowOptions extends SourceOptions {
  readonly at?: string | undefined;
  readonly json?: boolean | undefined;
}

/** A record, and where it stands on GitHub. */
interface Shown {
  readonly record: LoopRecord;
  /** Null: it comes from a store or a file. */
  readonly url: string | null;
}

/** `loopforge show`: the record and its trail, or with `--json` the record as it is; with `--at` as it stood then. */
export async function performShow(
  name: string | undefined,
  options: ShowOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const at = options.at === undefined ? null : momentOf(options.at);
  const { from, file, json = false } = options;
  const isElsewhere = from !== undefined || file !== undefined;
  const { record: whole, url } = isElsewhere
    ? { record: await findRecord(name, options, terminal), url: null }
    : await shownOnGitHub(name, options, terminal);
  const record = at === null ? whole : asItStood(whole, at);
  const erased = erasedSince(whole, record);
  if (json && erased.length > 0) terminal.tell(unrecorded(erased));
  const look = { columns: terminal.columns, url, at };
  terminal.print(json ? `${JSON.stringify(record)}\n` : textOfLines(recordLines(shownAs(record), look), terminal));
  return EXIT.fine;
}

/** The entries of a record as it stood of which a value was erased later: that is gone for good, and the note of it is not there yet. */
function erasedSince(whole: LoopRecord, { head }: LoopRecord): readonly number[] {
  const later = whole.notes.filter((note) => isNoteOf(note, 'redaction')).filter(({ seq }) => seq > head.seq);
  return [...new Set(later.map(({ was }) => was.data.seq))].filter((seq) => seq <= head.seq);
}

function unrecorded(erased: readonly number[]): string {
  const entries = `${erased.length === 1 ? 'entry' : 'entries'} ${erased.join(', ')}`;
  return `Values of ${entries} were erased later. They are gone, and as the note of that is later too, "verify --file" finds redaction_unrecorded.`;
}

async function shownOnGitHub(name: string | undefined, options: ShowOptions, terminal: Terminal): Promise<Shown> {
  if (name === undefined) throw wrongUse('show', 'Which item? Write owner/repo#42, or give --from or --file.');
  const connection = readConnection(options, terminal);
  const item = itemFrom(name, { command: 'show', repo: options.repo, server: connection.endpoints.server });
  const { record, comment, warnings } = await showItem(connection, item);
  for (const warning of warnings) terminal.tell(printable(warning));
  return { record, url: comment.url };
}

function momentOf(text: string): Instant {
  const moment = readLastSecond(text);
  if (moment !== null) return moment;
  throw wrongUse('show', `"--at" must be ${MOMENT_FORM}, not "${text}".`);
}

/** @throws LoopForgeError `record_not_found` where it was not born yet */
function asItStood(record: LoopRecord, at: Instant): LoopRecord {
  const then = recordAsOf(record, at);
  if (then !== null) return then;
  const born = entriesOf(record)[0]?.timestamp ?? record.created_at;
  const said = `${record.record_id} had no record on ${at}: its first entry is of ${born}.`;
  throw new LoopForgeError('record_not_found', said);
}
