import type { Actor } from '../values/index.ts';
import type { RunContext, RunEvent } from './event.ts';

/** Outside a workflow there is no job, so no check is taken for our own. */
export function outsideWorkflows(repository: string, actor = ''): RunContext {
  return { run: null, actor, ref: '', sha: '', repository, workflowPath: null, workflowRef: null, job: null };
}

/** What somebody asks for outside a workflow goes by the rules of what they start by hand. */
export function manualEvent(sender: Actor | null = null): RunEvent {
  return { name: 'workflow_dispatch', action: null, sender, payload: {} };
}
