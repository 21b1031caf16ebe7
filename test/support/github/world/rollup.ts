import type { CheckRun, CommitStatus } from './model-checks.ts';
import type { RepoState } from './state.ts';

/** The latest status of each context of a commit. */
export function statusesOf(repo: RepoState, sha: string): readonly CommitStatus[] {
  const latest = new Map<string, CommitStatus>();
  for (const status of repo.statuses) if (status.sha === sha) latest.set(status.context, status);
  return [...latest.values()];
}

const FAILED = new Set(['failure', 'cancelled', 'timed_out', 'startup_failure', 'action_required']);

/** GitHub's one word for all checks of a commit. */
export function rollupState(runs: readonly CheckRun[], statuses: readonly CommitStatus[]): string {
  if (statuses.some((status) => status.state === 'error')) return 'ERROR';
  const failed = runs.some((run) => FAILED.has(run.conclusion ?? ''));
  if (failed || statuses.some((status) => status.state === 'failure')) return 'FAILURE';
  const pending = runs.some((run) => run.status !== 'completed' || run.conclusion === 'stale');
  return pending || statuses.some((status) => status.state === 'pending') ? 'PENDING' : 'SUCCESS';
}
