import { addSuite, type Head } from './check-head.ts';
import { ACTIONS_BOT } from './hub.ts';
import type { CheckSuite, Conclusion, Workflow, WorkflowRun } from './model-checks.ts';
import type { Room } from './room.ts';
import type { RepoState } from './state.ts';

/** Which run of which workflow. */
export interface RunTarget {
  /** File name without extension, such as `ci`, or a whole path; `ci` when left out. */
  readonly workflow?: string;
  /** The event that started the run; `pull_request` when left out. */
  readonly event?: string;
  /** Begin another run, though this commit has one of the same workflow and event. */
  readonly newRun?: boolean;
  /** Who started it; the commit's author when left out. */
  readonly by?: string;
}

function workflowPath(name: string): string {
  return name.includes('/') ? name : `.github/workflows/${name}.yml`;
}

/** The latest run of that workflow and event on that commit, begun if there is none. */
export function ensureRun(room: Room, head: Head, target: RunTarget): { suite: CheckSuite; run: WorkflowRun } {
  const path = workflowPath(target.workflow ?? 'ci');
  const event = target.event ?? 'pull_request';
  const { runs, suites } = room.get();
  for (const run of target.newRun === true ? [] : runs.toReversed()) {
    const suite = suites.find((other) => other.databaseId === run.suite);
    if (suite?.sha === head.sha && run.workflow === path && run.event === event) return { suite, run };
  }
  return runWorkflow(room, head, target);
}

export function runWorkflow(room: Room, head: Head, target: RunTarget): { suite: CheckSuite; run: WorkflowRun } {
  const workflow = ensureWorkflow(room, workflowPath(target.workflow ?? 'ci'));
  const suite = addSuite(room, head, ACTIONS_BOT.login);
  const actor = room.who(target.by ?? head.author);
  const now = room.now();
  const { runs } = room.get();
  const run: WorkflowRun = {
    ...room.hub.ids.next('run'),
    workflow: workflow.path,
    suite: suite.databaseId,
    event: target.event ?? 'pull_request',
    runNumber: 1 + runs.filter((other) => other.workflow === workflow.path).length,
    attempt: 1,
    actor,
    triggeringActor: actor,
    createdAt: now,
    startedAt: now,
    updatedAt: now,
  };
  room.patch({ runs: [...runs, run] });
  return { suite, run };
}

function ensureWorkflow(room: Room, path: string): Workflow {
  const { workflows } = room.get();
  const there = workflows.find((workflow) => workflow.path === path);
  if (there !== undefined) return there;
  const name = path.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
  const workflow: Workflow = { ...room.hub.ids.next('workflow'), name, path };
  room.patch({ workflows: [...workflows, workflow] });
  return workflow;
}

export interface Standing {
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion: Conclusion | null;
}

// The worst of a suite's conclusions is the suite's.
const WORST_FIRST: readonly Conclusion[] = [
  'startup_failure',
  'failure',
  'timed_out',
  'cancelled',
  'action_required',
  'stale',
  'success',
  'neutral',
  'skipped',
];

/** How a suite, and with it its workflow run, stands: it follows from the check runs in it. */
export function suiteStanding(repo: RepoState, suite: number): Standing {
  const checks = repo.checks.filter((check) => check.suite === suite && !check.superseded);
  if (checks.length === 0) return { status: 'queued', conclusion: null };
  if (checks.some((check) => check.status !== 'completed')) return { status: 'in_progress', conclusion: null };
  const conclusions = checks.map((check) => check.conclusion);
  return { status: 'completed', conclusion: WORST_FIRST.find((word) => conclusions.includes(word)) ?? 'success' };
}
