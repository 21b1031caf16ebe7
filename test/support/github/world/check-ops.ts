import { addSuite, type CheckTarget, headOf } from './check-head.ts';
import { ACTIONS_BOT } from './hub.ts';
import type { CheckRun, CheckStatus, CheckSuite, Conclusion, StatusState, WorkflowRun } from './model-checks.ts';
import type { Room } from './room.ts';
import { ensureRun, type RunTarget, runWorkflow } from './workflow-runs.ts';

interface CheckInput extends RunTarget {
  /** `build` when left out. */
  readonly name?: string;
  /** Slug; `github-actions` when left out. Another app has no workflow. */
  readonly app?: string;
  /** `completed` where a conclusion is given, else `in_progress`. */
  readonly status?: CheckStatus;
  readonly conclusion?: Conclusion;
}

interface CheckIds {
  readonly check: number;
  readonly suite: number;
  /** Null: not an Actions check. */
  readonly run: number | null;
}

export interface CheckOps {
  /**
   * Says how a check stands. A new name is a new check run; a check that is still going is moved on; one that was
   * completed and starts or completes again is a re-run: a new check run in the same suite, whose workflow run keeps
   * its `createdAt` and counts one attempt more. `newRun: true` begins another run of the same workflow instead.
   */
  check(target: CheckTarget, input?: CheckInput): CheckIds;
  /** A workflow run that has no check run yet; returns its numeric id. */
  startRun(target: CheckTarget, input?: RunTarget): number;
  /** Returns the status's numeric id. */
  status(target: CheckTarget, context: string, state: StatusState, options?: StatusOptions): number;
}

interface StatusOptions {
  readonly by?: string;
  readonly description?: string;
  readonly targetUrl?: string;
}

export function checkOps(room: Room, admin: string): CheckOps {
  return {
    check(target, input = {}) {
      const { suite, run } = suiteFor(room, target, input);
      return { check: putCheck(room, suite, run, input), suite: suite.databaseId, run: run?.databaseId ?? null };
    },
    startRun: (target, input = {}) => runWorkflow(room, headOf(room, target), input).run.databaseId,
    status(target, context, state, options = {}) {
      const { sha } = headOf(room, target);
      const status = {
        ...room.hub.ids.next('status'),
        sha,
        context,
        state,
        description: options.description ?? null,
        targetUrl: options.targetUrl ?? null,
        creator: room.who(options.by ?? admin),
        createdAt: room.now(),
      };
      room.patch({ statuses: [...room.get().statuses, status] });
      return status.databaseId;
    },
  };
}

function suiteFor(room: Room, target: CheckTarget, input: CheckInput): { suite: CheckSuite; run: WorkflowRun | null } {
  const head = headOf(room, target);
  const app = input.app ?? ACTIONS_BOT.login;
  if (app === ACTIONS_BOT.login) return ensureRun(room, head, input);
  const there = room.get().suites.find((suite) => suite.sha === head.sha && suite.app === app);
  return { suite: there ?? addSuite(room, head, app), run: null };
}

function putCheck(room: Room, suite: CheckSuite, run: WorkflowRun | null, input: CheckInput): number {
  const name = input.name ?? 'build';
  const all = room.get().checks;
  const old = all.find((check) => check.suite === suite.databaseId && check.name === name && !check.superseded);
  const next = standing(room, suite, old, input);
  const others = all.filter((check) => check.databaseId !== next.databaseId);
  const kept = next.databaseId === old?.databaseId ? others : others.map((check) => supersede(check, old));
  room.patch({ checks: [...kept, next] });
  if (run !== null) touchRun(room, run, old?.status === 'completed');
  return next.databaseId;
}

function supersede(check: CheckRun, old: CheckRun | undefined): CheckRun {
  return check.databaseId === old?.databaseId ? { ...check, superseded: true } : check;
}

function standing(room: Room, suite: CheckSuite, old: CheckRun | undefined, input: CheckInput): CheckRun {
  const now = room.now();
  const status = input.status ?? (input.conclusion === undefined ? 'in_progress' : 'completed');
  const conclusion = status === 'completed' ? (input.conclusion ?? 'success') : null;
  const completedAt = status === 'completed' ? now : null;
  if (old !== undefined && old.status !== 'completed') {
    return { ...old, status, conclusion, startedAt: old.startedAt ?? now, completedAt };
  }
  const id = room.hub.ids.next('check');
  const detailsUrl = `https://github.com/${room.name}/runs/${id.databaseId}`;
  const startedAt = status === 'queued' ? null : now;
  const name = input.name ?? 'build';
  return {
    ...id,
    suite: suite.databaseId,
    name,
    status,
    conclusion,
    startedAt,
    completedAt,
    detailsUrl,
    superseded: false,
  };
}

function touchRun(room: Room, run: WorkflowRun, again: boolean): void {
  const now = room.now();
  const runs = room.get().runs.map((other) => {
    if (other.databaseId !== run.databaseId) return other;
    const attempt = again ? { attempt: other.attempt + 1, startedAt: now } : {};
    return { ...other, ...attempt, updatedAt: now };
  });
  room.patch({ runs });
}
