import { resolve } from 'node:path';
import { systemClock } from '../../../adapters/system/system.ts';
import { type ExportOutput, exportTo } from '../../../compose/export/index.ts';
import { tellingRepeats, type UnreadRecord } from '../../../compose/sources/index.ts';
import { LoopForgeError } from '../../../core/model.ts';
import { openNamedSource } from '../../arguments/index.ts';
import {
  cancelOnInterrupt,
  type ExitCode,
  loggedProgressOn,
  type Progress,
  rateSince,
  type Terminal,
} from '../../terminal/index.ts';
import { ExportReport } from './export-report.ts';
import { type ExportOptions, readOrder } from './read-order.ts';
import { feedName, sourceKey } from './source-key.ts';

/**
 * `loopforge export`: exit code 0 where all that was asked for is in it, 1 where a record could not be read, 2 where it ended
 * before, 130 after Ctrl-C.
 */
export async function performExport(
  names: readonly string[],
  options: ExportOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const order = await readOrder(names, options, terminal);
  const report = new ExportReport(terminal, order, options);
  const progress = progressFor(options, terminal);
  // None was read yet. Later it could be the first line of a log.
  progress.step('records');
  const cancellation = cancelOnInterrupt(terminal);
  const named = await openNamedSource(names, options, { command: 'export', terminal, cancellation });
  const source = options.file === undefined ? named : tellingRepeats(named, order.format !== 'json');
  const rate = rateSince(performance.now());
  try {
    const outcome = await exportTo(outputFor(options, terminal), {
      ...{ source, order, began: systemClock(), isCancelled: cancellation.isRequested },
      sourceKey: sourceKey(names, options, terminal),
      watermarkPath: watermarkPathOf(options, terminal),
      feed: feedName(names, options, order.format),
      seen: (count) => progress.step(`records, ${rate(count)} a second`),
      unread: (each: UnreadRecord) => {
        progress.clear();
        report.addUnread(each);
      },
    });
    progress.clear();
    return report.end(outcome);
  } catch (error) {
    progress.clear();
    if (!(error instanceof LoopForgeError)) throw error;
    return report.endWith(error);
  } finally {
    await source.close();
  }
}

function outputFor({ outputFile, restart = false, dryRun }: ExportOptions, { folder, send }: Terminal): ExportOutput {
  if (dryRun) return { kind: 'count' };
  if (outputFile === undefined) return { kind: 'stream', send };
  return { kind: 'file', path: resolve(folder, outputFile), restart };
}

function watermarkPathOf({ watermark }: ExportOptions, { folder }: Terminal): string | null {
  return watermark === undefined ? null : resolve(folder, watermark);
}

/** What is printed to a screen shows by itself how far it is. */
function progressFor({ outputFile, dryRun }: ExportOptions, terminal: Terminal): Progress {
  const isShown = outputFile === undefined && !dryRun && terminal.printsToScreen;
  return isShown ? { step: () => {}, clear: () => {} } : loggedProgressOn(terminal, null);
}
