import type { About } from '../support/github/events/subject.ts';
import type { World } from '../support/github/world/world.ts';

/** Where events are delivered, and LoopForge runs for each. */
export interface Played {
  readonly world: World;
  run(name: string, action: string, about: About): Promise<unknown>;
}

/** An issue's whole life, each event recorded: opened, assigned, pull request, checks, review, merge and close. */
export async function wholeLife(scene: Played): Promise<{ readonly issue: number; readonly pull: number }> {
  const { issue, pull } = await underReview(scene);
  const { world, run } = scene;
  world.review(pull, { by: 'monalisa', state: 'approved' });
  await run('pull_request_review', 'submitted', { pull });
  world.merge(pull, { by: 'hubot' });
  await run('pull_request', 'closed', { pull });
  return { issue, pull };
}

/** The same up to the review, which is asked for and not given. */
export async function underReview(scene: Played): Promise<{ readonly issue: number; readonly pull: number }> {
  const { world, run } = scene;
  world.setProtection({ requiredApprovals: 1 });
  const issue = await takenUp(scene);
  const pull = world.openPull({ author: 'hubot', closes: [issue] });
  await run('pull_request', 'opened', { pull });
  world.check(pull, { conclusion: 'success' });
  await run('workflow_run', 'completed', { pull });
  return { issue, pull };
}

/** Opened and assigned. */
export async function takenUp({ world, run }: Played): Promise<number> {
  const issue = world.openIssue({ author: 'codertocat', title: 'The widget squeaks' });
  await run('issues', 'opened', { number: issue });
  world.assign(issue, 'hubot');
  await run('issues', 'assigned', { number: issue });
  return issue;
}
