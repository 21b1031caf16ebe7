import type { ResultReport } from '../../src/compose/result/result-report.ts';

/** A result as the runner is told of it: nothing happened, unless it is said. */
export function reportOf(known: Partial<ResultReport> = {}): ResultReport {
  return { outcome: 'unchanged', reason: '', changed: false, red: false, messages: [], summary: null, ...known };
}
