import type { Conclusion } from '../support/github/world/model-checks.ts';
import type { Workflow } from './shapes.ts';
import { HOUR, MINUTE, type Stage } from './stage.ts';

/** The workflows run on the head that a pull request has now, each in its own time. */
export function runChecks(stage: Stage, pull: number): void {
  if (stage.withoutChecks) return;
  const { dice, shape, world } = stage;
  const { headSha } = world.pull(pull);
  const onlyDocs = dice.chance(0.03);
  for (const workflow of shape.workflows) {
    const start = dice.between(3, 60);
    stage.in(start, () => begin(stage, pull, headSha, workflow));
    stage.in(start + stage.some(...workflow.seconds), () =>
      finish(stage, pull, headSha, workflow, onlyDocs || isForQueue(stage, workflow) ? 'skipped' : conclusionOf(stage)),
    );
  }
}

function begin(stage: Stage, pull: number, sha: string, { name, file }: Workflow): void {
  stage.world.check(sha, { name, workflow: file });
  if (stage.dice.chance(0.3)) stage.deliver('workflow_run.in_progress', { pull });
}

function isForQueue({ queues, shape }: Stage, { name }: Workflow): boolean {
  return queues && shape.settings.required?.includes(name) === true;
}

function conclusionOf({ dice }: Stage): Conclusion {
  if (dice.chance(0.93)) return 'success';
  return dice.pick(['failure', 'failure', 'failure', 'timed_out', 'cancelled', 'action_required']);
}

function finish(stage: Stage, pull: number, sha: string, workflow: Workflow, conclusion: Conclusion): void {
  const { dice, world } = stage;
  const isOld = world.pull(pull).headSha !== sha;
  const said = isOld && dice.chance(0.5) ? 'cancelled' : conclusion;
  world.check(sha, { name: workflow.name, workflow: workflow.file, conclusion: said });
  stage.deliver('workflow_run.completed', { pull });
  if (isOld || said === 'success' || said === 'skipped') return;
  stage.in(stage.some(2 * MINUTE, 3 * HOUR), () => mend(stage, pull, sha, workflow));
}

/** A red check is run again, or somebody pushes; a merged pull request can only be run again, and mostly nobody does. */
function mend(stage: Stage, pull: number, sha: string, workflow: Workflow): void {
  const { dice, world } = stage;
  const { headSha, state } = world.pull(pull);
  if (headSha !== sha || state === 'closed' || (state === 'merged' && dice.chance(0.6))) return;
  if (state === 'open' && dice.chance(0.5)) pushTo(stage, pull);
  else {
    world.check(sha, { name: workflow.name, workflow: workflow.file });
    stage.deliver('workflow_run.in_progress', { pull });
    stage.in(stage.some(...workflow.seconds), () =>
      finish(stage, pull, sha, workflow, dice.chance(0.8) ? 'success' : 'failure'),
    );
  }
}

/** One of the checks of the head is run again, and is red now. */
export function failsAgain({ deliver, dice, shape, world }: Stage, pull: number): void {
  const { name, file } = dice.pick(shape.workflows);
  world.check(pull, { name, workflow: file, conclusion: 'failure' });
  deliver('workflow_run.completed', { pull });
}

/** A new head, and what runs on it. Nothing happens once the pull request is closed. */
export function pushTo(stage: Stage, pull: number): void {
  if (stage.world.pull(pull).state !== 'open') return;
  stage.world.push(pull, { force: stage.dice.chance(0.1) });
  stage.deliver('pull_request.synchronize', { pull });
  runChecks(stage, pull);
}

/** Workflows and statuses that come after the merge and say nothing about it. */
export function afterMerge(stage: Stage, pull: number): void {
  const { dice, world } = stage;
  const { headSha } = world.pull(pull);
  if (!stage.withoutChecks && dice.chance(0.05)) {
    stage.in(dice.between(2, 20), () => {
      world.check(headSha, { name: 'cleanup', workflow: 'cleanup' });
    });
    stage.in(dice.between(30, 600), () => {
      world.check(headSha, {
        name: 'cleanup',
        workflow: 'cleanup',
        conclusion: dice.chance(0.7) ? 'success' : 'failure',
      });
      stage.deliver('workflow_run.completed', { pull });
    });
  }
  if (dice.chance(0.03)) {
    stage.in(dice.between(60, 1800), () => {
      world.status(headSha, 'deploy', dice.chance(0.5) ? 'failure' : 'success');
      stage.deliver('status', { pull });
    });
  }
}
