import { openStage, type Stage } from '../e2e/stage.ts';

export interface ItemStage extends Stage {
  readonly issue: number;
  readonly pull: number;
  /** `acme/widgets#1` */
  readonly name: string;
}

/** An issue that octocat opened and was given, and a pull request by hubot that closes it. */
export async function openItem(): Promise<ItemStage> {
  const stage = await openStage();
  const { world } = stage;
  const issue = world.openIssue({ author: 'octocat' });
  await stage.event('issues', 'opened', { number: issue });
  world.assign(issue, 'octocat');
  await stage.event('issues', 'assigned', { number: issue });
  const pull = world.openPull({ author: 'hubot', head: 'topic', body: `Closes #${issue}` });
  await stage.event('pull_request', 'opened', { number: pull });
  return { ...stage, issue, pull, name: `acme/widgets#${issue}` };
}
