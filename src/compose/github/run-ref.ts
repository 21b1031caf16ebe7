import type { RunRef } from '../../core/model.ts';

/**
 * The workflow run that a process belongs to, as the runner's environment names it; null: none.
 * @param repositoryUrl web address of the repository that it is a run of
 */
export function runNamedIn(env: { readonly [name: string]: string | undefined }, repositoryUrl: string): RunRef | null {
  const id = env['GITHUB_RUN_ID'];
  if (!id) return null;
  const attempt = Math.max(1, Number.parseInt(env['GITHUB_RUN_ATTEMPT'] ?? '', 10) || 1);
  return { id, attempt, url: `${repositoryUrl}/actions/runs/${id}/attempts/${attempt}` };
}
