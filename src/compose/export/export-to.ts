import type { OpenExport } from '../../adapters/export-file/index.ts';
import { loadFormat } from '../../codec/export/index.ts';
import { type JournalHeader, readWatermark, watermarkText } from '../../codec/export-run/index.ts';
import { type Instant, LoopForgeError } from '../../core/model.ts';
import { type ExportResult, WrittenRecords } from '../../usecase/export/index.ts';
import type { RecordSource } from '../sources/index.ts';
import { askedText, type ExportOrder } from './export-order.ts';
import { type ExportWatch, runExport } from './run-export.ts';

/** Where an export goes. */
export type ExportOutput =
  | { readonly kind: 'file'; readonly path: string; readonly restart: boolean }
  /** @param send resolves when more may come */
  | { readonly kind: 'stream'; readonly send: (bytes: Uint8Array) => Promise<void> }
  /** Nowhere: it is only counted. */
  | { readonly kind: 'count' };

export interface ExportTask extends ExportWatch {
  readonly source: RecordSource;
  readonly order: ExportOrder;
  readonly began: Instant;
  /** Names the source for whoever goes on with the file: what is read, without secrets. */
  readonly sourceKey: string;
  /** The file that the watermark comes from and goes to; null: it is only told. */
  readonly watermarkPath: string | null;
  /** Which export that file is of, as a line. */
  readonly feed?: string;
}

export interface ExportOutcome extends ExportResult {
  /** The watermark that it went on from. */
  readonly since: string | null;
  /** How many records an earlier run had written, on whose file it went on. */
  readonly before: number;
}

/**
 * Exports records, and brings the watermark's file up to date once all that it speaks of is where it is to be. A file comes
 * to its place when it is whole; until then the same call goes on with what an earlier one began.
 * @throws LoopForgeError `output_failed`, `cancelled`, and what strikes the source
 */
export async function exportTo(output: ExportOutput, task: ExportTask): Promise<ExportOutcome> {
  if (output.kind === 'file') return exportToFile(output, task);
  const from = task.order.since;
  const since = from === null ? null : watermarkText(from);
  if (output.kind === 'count') {
    // Who went on from here would have none of what was counted.
    const counted = await runExport({ ...task, sink: NOWHERE });
    return { ...counted, watermark: null, isMoved: false, since, before: 0 };
  }
  const result = await runExport({ ...task, sink: await streamTo(output.send) });
  await keepWatermark(task, result);
  return { ...result, since, before: 0 };
}

const NOWHERE = {
  write: () => undefined,
  wrote: () => undefined,
  finish: async () => {},
  stop: async () => {},
};

async function streamTo(send: (bytes: Uint8Array) => Promise<void>) {
  const { StreamSink } = await import('../../adapters/export-file/stream-sink.ts');
  return new StreamSink(send);
}

async function exportToFile(
  { path, restart }: ExportOutput & { readonly kind: 'file' },
  task: ExportTask,
): Promise<ExportOutcome> {
  const { order, began, sourceKey, watermarkPath } = task;
  const { openExport } = await import('../../adapters/export-file/open-export.ts');
  const since = order.since === null ? null : watermarkText(order.since);
  const asked = askedText(sourceKey, order, watermarkPath === null ? since : `in ${watermarkPath}`);
  const canGoOn = (await loadFormat(order.format)).isLines && order.pseudonyms?.isDrawn !== true;
  const opened = await openExport({ path, restart, canGoOn, asked, began, since });
  try {
    const outcome = await writeInto(opened, task);
    await keepWatermark(task, outcome);
    await opened.forget();
    return outcome;
  } catch (error) {
    throw withAdvice(error, opened);
  } finally {
    await opened.release();
  }
}

/** The same error, which also says how to go on. */
function withAdvice(error: unknown, { state }: OpenExport): unknown {
  const kept = state.kind === 'open' ? state.file.kept : null;
  if (!(error instanceof LoopForgeError) || kept === null) return error;
  const { code, message, everywhere } = error;
  return new LoopForgeError(code, `${message} ${kept}`, { cause: error, everywhere });
}

/** An earlier run's export is that of its own moment, and goes on from its own watermark. */
async function writeInto({ header, state }: OpenExport, task: ExportTask): Promise<ExportOutcome> {
  const { since } = header;
  if (state.kind === 'whole') return { ...state.end, isMoved: false, since, before: state.end.records };
  const { file, written } = state;
  const order = { ...task.order, since: since === null ? null : watermarkIn(since) };
  const began = momentIn(header);
  const result = await runExport({ ...task, order, began, sink: file, written: new WrittenRecords(written) });
  return { ...result, since, before: written.length };
}

function momentIn({ began }: JournalHeader): Instant {
  return watermarkIn(began).moment;
}

/** @throws LoopForgeError `input_invalid` where somebody has written in the journal */
function watermarkIn(text: string) {
  const watermark = readWatermark(text);
  if (watermark !== null) return watermark;
  throw new LoopForgeError('input_invalid', 'The journal of the export is damaged. Add "--restart" to begin anew.');
}

async function keepWatermark({ watermarkPath, feed }: ExportTask, { watermark }: ExportResult): Promise<void> {
  if (watermarkPath === null || watermark === null) return;
  const { replaceFile } = await import('../../adapters/export-file/replace-file.ts');
  await replaceFile(watermarkPath, `${[watermark, ...(feed === undefined ? [] : [feed])].join('\n')}\n`);
}
