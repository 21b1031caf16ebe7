import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GitHub } from '../../adapters/github/github.ts';
import { systemClock, systemRandom } from '../../adapters/system/system.ts';
import { loadFormat } from '../../codec/export/index.ts';
import { LoopForgeError, RUN_DEFAULTS } from '../../core/model.ts';
import { counted, renderExport } from '../../report/pages/index.ts';
import { matchesQuery } from '../../usecase/query/index.ts';
import { type ExportOrder, type ExportOutcome, exportTo } from '../export/index.ts';
import type { ActionRequest, ExportCommand } from '../github/index.ts';
import type { Message, ResultReport } from '../result/index.ts';
import type { UnreadRecord } from '../sources/index.ts';
import { recordsSource } from './records-source.ts';
import { WatchedSource } from './watched-source.ts';

/** A key that nobody knows and no other export has, in bytes. */
const KEY_SIZE = 32;

/** What an export came to, with what it met on the way. */
interface Exported {
  /** Where it is; empty: it was only counted. */
  readonly path: string;
  readonly outcome: ExportOutcome;
  readonly source: WatchedSource;
  /** Records that are there and cannot be read. */
  readonly holes: readonly UnreadRecord[];
  /** Those that were asked for by name and are not there. */
  readonly absent: readonly UnreadRecord[];
}

/**
 * Carries out `export`: writes a file, which is there whole or not at all. It begins anew each time: what an earlier run left
 * beside it is of no use. A record that cannot be read is missing in it, and then the run fails.
 * @throws LoopForgeError `output_failed`, `input_invalid`, `cancelled`, and what strikes all
 */
export async function runExportCommand(
  request: ActionRequest,
  command: ExportCommand,
  github: GitHub,
): Promise<ResultReport> {
  const began = systemClock();
  const order = orderOf(command);
  const source = new WatchedSource({
    source: await recordsSource(request, command, github),
    selects: (record) => matchesQuery(record, command.query, began),
    window: order,
    limit: request.settings.limit ?? Number.POSITIVE_INFINITY,
  });
  const path = request.dryRun ? '' : await placeOf(command);
  const holes: UnreadRecord[] = [];
  const absent: UnreadRecord[] = [];
  const outcome = await exportTo(path === '' ? { kind: 'count' } : { kind: 'file', path, restart: true }, {
    ...{ source, order, began, sourceKey: source.name, watermarkPath: null },
    isCancelled: request.cancellation.isRequested,
    seen: () => {},
    unread: (each) => (each.code === 'record_not_found' ? absent : holes).push(each),
  });
  return reportOf({ path, outcome, source, holes, absent }, request, command);
}

function orderOf({ format, query, since, until, redactActors, pseudonymKey }: ExportCommand): ExportOrder {
  const isDrawn = pseudonymKey === '';
  const bytes = isDrawn ? systemRandom(KEY_SIZE) : Buffer.from(pseudonymKey);
  return { format, query, since, until, pseudonyms: redactActors ? { bytes, isDrawn } : null };
}

/** The folder is made. */
async function placeOf({ file, temp, format }: ExportCommand): Promise<string> {
  const path = file ?? join(temp, `loopforge-export.${(await loadFormat(format)).extension}`);
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (cause) {
    throw new LoopForgeError('output_failed', `The folder of ${path} cannot be made: ${String(cause)}`, { cause });
  }
  return path;
}

function reportOf(exported: Exported, request: ActionRequest, command: ExportCommand): ResultReport {
  const { path, outcome, source, holes } = exported;
  const { owner, repo, settings } = request;
  const notice = noticeOf(exported, request);
  const error = holes.length === 0 ? '' : holesSentence(holes.length, path);
  const whole = holes.length === 0 && !source.hasMore;
  const watermark = whole ? (outcome.watermark ?? '') : '';
  const { summary = RUN_DEFAULTS.summary } = settings;
  return {
    ...endOf(exported),
    changed: false,
    red: error !== '',
    messages: messagesOf(exported, error, notice),
    summary: summary
      ? renderExport({
          ...{ ...command, ...outcome, path, watermark, notice, unread: holes },
          ...{ repo: `${owner}/${repo}`, from: command.since?.moment ?? null, states: source.states },
        })
      : null,
    exported: { file: path, count: outcome.entries, watermark },
    notice,
    ...(error === '' ? {} : { error }),
  };
}

function endOf({ holes, absent }: Exported): Pick<ResultReport, 'outcome' | 'reason'> {
  if (holes.length > 0) return { outcome: 'failed', reason: 'record_unreadable' };
  return absent.length > 0 ? { outcome: 'ignored', reason: 'not_tracked' } : { outcome: 'unchanged', reason: '' };
}

function holesSentence(count: number, path: string): string {
  const records = counted(count, 'record');
  const written = path === '' ? '' : ` ${path} was written without ${count === 1 ? 'it' : 'them'}.`;
  return `${records} could not be read, and ${count === 1 ? 'is' : 'are'} missing in the export.${written} A watermark is not given, so that the next export takes in what is missing.`;
}

function noticeOf({ outcome, source, absent, path }: Exported, { settings: { limit = 0 } }: ActionRequest): string {
  const sentences = [
    ...absent.map(({ problem }) => problem),
    ...(source.hasMore
      ? [`The export ends after ${counted(limit, 'item')}, since "limit" says so; there are more.`]
      : []),
    ...(outcome.isMoved ? [MANY_AT_ONCE] : []),
    ...(path === '' ? [`${counted(outcome.entries, 'entry', 'entries')} would be written.`] : []),
  ];
  return sentences.join('\n');
}

const MANY_AT_ONCE =
  'More entries were recorded in the last quarter of an hour than a watermark names. What appears later and bears an earlier moment is not in the next export.';

function messagesOf({ holes }: Exported, error: string, notice: string): readonly Message[] {
  const messages: readonly Message[] = [
    { level: 'error', code: 'record_unreadable', text: error },
    ...holes.map(({ id, code, problem }): Message => ({ level: 'warning', code, text: `${id}: ${problem}` })),
    { level: 'notice', code: '', text: notice },
  ];
  return messages.filter(({ text }) => text !== '');
}
