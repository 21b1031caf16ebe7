import type { RunContext } from './event.ts';

/** Outside a workflow there is no job, so no check is taken for our own. */
export function outsideWorkflows(repository: string, actor = ''): RunContext {
  return { run: null, actor, ref: '', sha: '', repository, workflowPath: null, workflowRef: null, job: null };
}
