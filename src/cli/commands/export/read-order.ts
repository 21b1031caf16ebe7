import { access, readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { systemRandom } from '../../../adapters/system/system.ts';
import { EXPORT_FORMATS, type ExportFormatName } from '../../../codec/export/index.ts';
import { readMoment, readWatermark, WATERMARK_FORM, type Watermark } from '../../../codec/export-run/index.ts';
import { type ExportOrder, isFeed, type PseudonymKey } from '../../../compose/export/index.ts';
import { type Instant, isBefore, LoopForgeError } from '../../../core/model.ts';
import { type QueryOptions, readQuery, type SourceOptions, wrongUse } from '../../arguments/index.ts';
import type { Terminal } from '../../terminal/index.ts';
import { refuseItsSource } from './not-its-source.ts';
import { feedName } from './source-key.ts';

export interface ExportOptions extends SourceOptions, QueryOptions {
  readonly format?: ExportFormatName | undefined;
  readonly outputFile?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly watermark?: string | undefined;
  readonly redactActors?: boolean | undefined;
  readonly restart?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Formats by what stands behind the dot of a file's name. */
const BY_NAME: { readonly [extension: string]: ExportFormatName } = {
  '.ndjson': 'ndjson',
  '.jsonl': 'json',
  '.json': 'json',
  '.csv': 'csv',
  '.xlsx': 'xlsx',
};

/** Which formats a name of a file is right for. */
const MAY_BE: { readonly [extension: string]: readonly ExportFormatName[] } = {
  '.ndjson': ['ndjson', 'json', 'cloudevents', 'ocsf'],
  '.jsonl': ['ndjson', 'json', 'cloudevents', 'ocsf'],
  '.json': ['ndjson', 'json', 'cloudevents', 'ocsf'],
  '.csv': ['csv'],
  '.xlsx': ['xlsx'],
};

/**
 * What is to be exported, as the options say it. The file of the watermark is read.
 * @throws LoopForgeError `input_invalid`
 */
export async function readOrder(
  names: readonly string[],
  options: ExportOptions,
  terminal: Terminal,
): Promise<ExportOrder> {
  checkUse(options, terminal);
  if (options.outputFile !== undefined) await refuseItsSource(options.outputFile, options, terminal.folder);
  const query = readQuery('export', options);
  if (options.watermark !== undefined && !isFeed({ query })) {
    const message =
      '"--watermark" goes with all records: those in a state, or with a violation, are others the next time, and entries would be left out.';
    throw wrongUse('export', message);
  }
  const format = formatOf(options, terminal);
  const since = await sinceOf(options, feedName(names, options, format), terminal);
  const until = untilOf(options);
  if (since !== null && until !== null && !isBefore(since.moment, until))
    throw wrongUse('export', `"--until" must be later than ${since.moment}, where it begins.`);
  return { format, query, since, until, pseudonyms: keyOf(options, terminal.env) };
}

function checkUse({ outputFile, dryRun, restart, since, watermark }: ExportOptions, { folder }: Terminal): void {
  if (since !== undefined && watermark !== undefined)
    throw wrongUse('export', '"--since" and "--watermark" exclude each other: the file says since when.');
  if (restart && (outputFile === undefined || dryRun))
    throw wrongUse('export', '"--restart" needs "--output-file": else there is nothing to begin anew.');
  for (const path of [outputFile, watermark]) if (path === '') throw wrongUse('export', 'A path is empty.');
  if (outputFile !== undefined && watermark !== undefined && resolve(folder, outputFile) === resolve(folder, watermark))
    throw wrongUse('export', '"--output-file" and "--watermark" are the same file.');
  if (outputFile === '-') throw wrongUse('export', 'Without "--output-file" the export is printed.');
}

function formatOf({ format, outputFile, dryRun }: ExportOptions, { printsToScreen }: Terminal): ExportFormatName {
  const extension = outputFile === undefined ? '' : extname(outputFile).toLowerCase();
  const known = format ?? BY_NAME[extension] ?? (outputFile === undefined ? 'ndjson' : undefined);
  if (known === undefined) {
    const names = EXPORT_FORMATS.join(', ');
    throw wrongUse('export', `Which format? The name ${outputFile} does not tell. Add "--format": ${names}.`);
  }
  if (MAY_BE[extension]?.includes(known) === false) {
    throw wrongUse('export', `"--format ${known}" and the name ${outputFile} contradict each other.`);
  }
  if (known === 'xlsx' && outputFile === undefined && !dryRun && printsToScreen)
    throw wrongUse('export', 'A spreadsheet is nothing for a terminal. Add "--output-file trail.xlsx".');
  return known;
}

/** @param feed which export this is: a file of a watermark says in its second line of which it is */
async function sinceOf(
  { since, watermark }: ExportOptions,
  feed: string,
  { folder }: Terminal,
): Promise<Watermark | null> {
  // It may be given as such a file holds it.
  if (since !== undefined) return watermarkIn('"--since"', since.split('\n')[0] ?? '');
  if (watermark === undefined) return null;
  const text = await textIn(watermark, resolve(folder, watermark));
  if (text === null) return null;
  const [first = '', kept = feed] = text.trim().split(/\r?\n/);
  const read = watermarkIn(watermark, first);
  if (kept === feed) return read;
  const message = `${watermark} is of another export, "${kept}", and this is "${feed}": entries would be left out. Name another file, or give "--since".`;
  throw wrongUse('export', message);
}

function watermarkIn(place: string, text: string): Watermark {
  const watermark = readWatermark(text);
  if (watermark !== null) return watermark;
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  throw wrongUse('export', `${place} must be ${WATERMARK_FORM}; not "${shown}".`);
}

const SHOWN = 60;

/** Null: it is not there yet. @throws LoopForgeError `input_invalid`: before anything is exported whose watermark would be lost */
async function textIn(name: string, path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      const isThere = await access(dirname(path)).then(
        () => true,
        () => false,
      );
      if (isThere) return null;
      throw new LoopForgeError('input_invalid', `${name} cannot be written: there is no such folder.`, { cause });
    }
    throw new LoopForgeError('input_invalid', `${name} cannot be read: ${String(cause)}.`, { cause });
  }
}

function untilOf({ until }: ExportOptions): Instant | null {
  if (until === undefined) return null;
  const moment = readMoment(until);
  if (moment !== null) return moment;
  throw wrongUse('export', `"--until" must be a moment such as 2026-11-23T08:50:00Z, or a day, not "${until}".`);
}

const DRAWN_BYTES = 32;

/** @throws LoopForgeError `input_invalid` */
function keyOf({ redactActors }: ExportOptions, env: Terminal['env']): PseudonymKey | null {
  if (!redactActors) return null;
  const text = env['LOOPFORGE_PSEUDONYM_KEY']?.trim();
  if (!text) return { bytes: systemRandom(DRAWN_BYTES), isDrawn: true };
  return { bytes: Buffer.from(text), isDrawn: false };
}
