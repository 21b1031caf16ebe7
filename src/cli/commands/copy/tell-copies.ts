import { LoopForgeError } from '../../../core/model.ts';
import { type CopyResult, isThere } from '../../../usecase/copy/index.ts';
import { type ExitCode, loggedProgressOn, rateSince, type Terminal } from '../../terminal/index.ts';
import { type CopyWay, copyReport } from './copy-report.ts';

/** Tells what comes of each record as it is known, and how far it has come. */
export async function tellCopies(
  results: AsyncIterable<CopyResult>,
  way: CopyWay,
  { json, terminal }: { readonly json: boolean; readonly terminal: Terminal },
): Promise<ExitCode> {
  const report = copyReport(terminal, way, json);
  const progress = loggedProgressOn(terminal, null);
  const rate = rateSince(performance.now());
  try {
    progress.step('records');
    for await (const result of results) {
      if (json || !isThere(result)) progress.clear();
      report.add(result);
      progress.step(`records, ${rate(report.total)} a second`);
    }
  } catch (error) {
    if (!(error instanceof LoopForgeError)) throw error;
    report.endWith(error);
  } finally {
    progress.clear();
  }
  return report.end();
}
