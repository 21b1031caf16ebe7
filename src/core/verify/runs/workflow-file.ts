import type { RunEvidence } from '../findings/index.ts';

/** A workflow file as the default branch has it, and as the run's own commit had it; null: it is not there. */
export interface WorkflowFile {
  readonly now: string | null;
  readonly atRun: string | null;
}

/**
 * Did the run come from a workflow of the default branch that uses LoopForge? Any mention will do: LoopForge may be
 * called through an action or a workflow of another name, and then a comment says so. One of the default branch's own
 * commit counts as it was then, even if it was renamed since.
 */
export function usesLoopForge(run: RunEvidence, file: WorkflowFile, defaultBranch: string | null): boolean {
  if (file.now !== null && mentions(file.now)) return true;
  if (!isOfBranch(run, defaultBranch)) return false;
  // Where Git does not have the commit's file any more, GitHub ran it all the same.
  return file.atRun === null ? file.now === null : mentions(file.atRun);
}

/** Whether the run's own commit can tell more than the default branch does now. */
export function isOfBranch({ headBranch }: RunEvidence, defaultBranch: string | null): boolean {
  return headBranch !== null && headBranch === defaultBranch;
}

function mentions(text: string): boolean {
  return /loopforge/i.test(text);
}
