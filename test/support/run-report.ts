import type { ResultReport } from '../../src/compose/result/result-report.ts';

/** All that a run came to, for tests with few items. */
export interface RunReport {
  readonly results: readonly ResultReport[];
  readonly red: boolean;
}

/** Waits for a run to end. */
export async function reportOf(run: AsyncIterable<ResultReport>): Promise<RunReport> {
  const results: ResultReport[] = [];
  for await (const result of run) results.push(result);
  return { results, red: results.some((result) => result.red) };
}
