import { ITEM } from '../../test/stories/acts.ts';
import { newestPull } from '../../test/stories/world-event.ts';
import type { Conclusion } from '../../test/support/github/world/model-checks.ts';
import type { StepResult } from '../../test/support/step.ts';
import type { Hub } from './hub.ts';

type Verdict = 'approved' | 'changes_requested';

// What people do to issue 1 and its newest pull request, each with the event that GitHub sends for it.

export function opens(hub: Hub): Promise<StepResult> {
  const number = hub.world.openIssue({ author: 'octocat', title: 'Widgets wobble' });
  return hub.tell('issues', 'opened', { number });
}

export function assigns(hub: Hub): Promise<StepResult> {
  hub.world.assign(ITEM, 'hubot');
  return hub.tell('issues', 'assigned', { number: ITEM });
}

export function opensPull(hub: Hub): Promise<StepResult> {
  const pull = hub.world.openPull({ author: 'hubot', title: 'Hold the widgets', closes: [ITEM] });
  return hub.tell('pull_request', 'opened', { pull });
}

/** One that closes no issue. */
export function opensLonePull(hub: Hub): Promise<StepResult> {
  const pull = hub.world.openPull({ author: 'hubot', title: 'Hold the widgets', body: '' });
  return hub.tell('pull_request', 'opened', { pull });
}

export function pushes(hub: Hub): Promise<StepResult> {
  const pull = pullIn(hub);
  hub.world.push(pull, { by: 'hubot' });
  return hub.tell('pull_request', 'synchronize', { pull });
}

/** The check of the newest commit begins (null) or ends. */
export function checks(hub: Hub, conclusion: Conclusion | null, name = 'build'): Promise<StepResult> {
  const { run } = hub.world.check(pullIn(hub), conclusion === null ? { name } : { name, conclusion });
  if (run === null) throw new Error('the check belongs to no workflow run');
  return hub.tell('workflow_run', conclusion === null ? 'in_progress' : 'completed', { run });
}

export function reviews(hub: Hub, by: string, state: Verdict): Promise<StepResult> {
  const pull = pullIn(hub);
  hub.world.review(pull, { by, state });
  return hub.tell('pull_request_review', 'submitted', { pull });
}

export function merges(hub: Hub, by: string): Promise<StepResult> {
  const pull = pullIn(hub);
  hub.world.merge(pull, { by });
  return hub.tell('pull_request', 'closed', { pull });
}

export function closesPull(hub: Hub): Promise<StepResult> {
  const pull = pullIn(hub);
  hub.world.closePull(pull);
  return hub.tell('pull_request', 'closed', { pull });
}

export function closes(hub: Hub, by: string): Promise<StepResult> {
  hub.world.closeIssue(ITEM, { by });
  return hub.tell('issues', 'closed', { number: ITEM });
}

export function reopens(hub: Hub, by: string): Promise<StepResult> {
  hub.world.reopenIssue(ITEM, { by });
  return hub.tell('issues', 'reopened', { number: ITEM });
}

/** A step by which somebody answers for a state that was refused. */
export function overrides(hub: Hub, by: string, to: string, reason: string): Promise<StepResult> {
  return hub.step({ command: 'transition', issue: String(ITEM), to, override: 'true', reason }, by);
}

/** A step by which a workflow says in which state the item is. */
export function claims(hub: Hub, by: string, to: string): Promise<StepResult> {
  return hub.step({ command: 'transition', issue: String(ITEM), to }, by);
}

export function sweeps(hub: Hub): Promise<StepResult> {
  return hub.step({ command: 'sweep' }, 'octocat');
}

function pullIn(hub: Hub): number {
  const pull = newestPull(hub.world.state());
  if (pull === undefined) throw new Error('there is no pull request yet');
  return pull.number;
}
