import { openStage, type Stage, type StageOptions } from '../e2e/stage.ts';
import type { About } from '../support/github/events/subject.ts';
import type { StepResult } from '../support/step.ts';

export interface ItemStage extends Stage {
  readonly issue: number;
  readonly pull: number;
  /** `acme/widgets#1` */
  readonly name: string;
  /** An event, and a workflow run for it that GitHub knows of. */
  tracked(name: string, action: string, about: About): Promise<StepResult>;
}

/** An issue that octocat opened and was given, and a pull request by hubot that closes it. */
export async function openItem(options: StageOptions = {}): Promise<ItemStage> {
  const stage = await openStage(options);
  const { world } = stage;
  const tracked: ItemStage['tracked'] = (name, action, about) => {
    const run = world.startRun(mainOf(world), { workflow: 'loopforge', event: name });
    return stage.event(name, action, about, { env: { GITHUB_RUN_ID: String(run) } });
  };
  const issue = world.openIssue({ author: 'octocat' });
  await tracked('issues', 'opened', { number: issue });
  world.assign(issue, 'octocat');
  await tracked('issues', 'assigned', { number: issue });
  const pull = world.openPull({ author: 'hubot', closes: [issue] });
  await tracked('pull_request', 'opened', { number: pull });
  return { ...stage, issue, pull, name: `acme/widgets#${issue}`, tracked };
}

function mainOf(world: Stage['world']): string {
  const { branches, defaultBranch } = world.state();
  return branches.get(defaultBranch) ?? '';
}

/** Somebody edits the record comment by hand: `change` gets the body and says what it becomes. */
export function tamper(stage: ItemStage, change: (body: string) => string, by = 'monalisa'): void {
  const { databaseId, body } = stage.comment(stage.issue);
  stage.world.advance(60);
  stage.world.editComment(databaseId, change(body), { by });
}
