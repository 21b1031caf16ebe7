import type { Actor, JsonObject, RunRef } from '../values/index.ts';

/** The event that started the run. It says where to look and who acted, never what is true. */
export interface RunEvent {
  readonly name: string;
  readonly action: string | null;
  readonly sender: Actor | null;
  /** The payload, for conditions that read `github.event`. */
  readonly payload: JsonObject;
}

/** The runner's side of a run: what `github.*` shows, and how our own checks are told from others. */
export interface RunContext {
  readonly run: RunRef | null;
  readonly actor: string;
  readonly ref: string;
  readonly sha: string;
  readonly repository: string;
  /** File path of our own workflow, such as `.github/workflows/loopforge.yml`; null: not in a workflow. */
  readonly workflowPath: string | null;
  /** The ref that our own workflow file comes from, such as `refs/heads/main`; null: not of this repository, or not known. */
  readonly workflowRef: string | null;
  /** `GITHUB_JOB`, the id of our own job. */
  readonly job: string | null;
}
