import { ITEM } from '../stories/acts.ts';
import { type LifecycleName, protectionFor, type Row, type Story } from '../stories/story.ts';
import { newestPull } from '../stories/world-event.ts';
import type { About } from '../support/github/events/subject.ts';
import type { World } from '../support/github/world/world.ts';
import type { StepResult } from '../support/step.ts';
import { openStage, type Stage, type StageOptions, type StepOptions } from './stage.ts';

const SECONDS_PER_ACT = 60;

/** The stage of a story: its repository, set up as the story has it, with LoopForge under one of the lifecycles. */
export async function stageFor(
  { settings = {} }: Story,
  lifecycle: LifecycleName,
  as: StageOptions['as'] = 'source',
): Promise<Stage> {
  const { autoMerge = false, noIssue = false, ci = 'checks' } = settings;
  const lines = [
    `lifecycle: ${lifecycle}`,
    `auto_merge: ${autoMerge}`,
    `track: ${noIssue ? 'all' : 'issues'}`,
    `ci: ${ci}`,
  ];
  return openStage({
    as,
    settings: `${lines.join('\n')}\n`,
    protection: protectionFor(settings),
  });
}

/** Lets one line of a story happen: what people do, then the event that GitHub delivers. */
export async function perform(stage: Stage, story: Story, [acts, label]: Row): Promise<StepResult> {
  for (const act of typeof acts === 'function' ? [acts] : acts) {
    stage.world.advance(SECONDS_PER_ACT);
    act(stage.world);
  }
  const own = story.settings?.ownWorkflow ?? 'loopforge';
  const env = { GITHUB_WORKFLOW_REF: `${stage.world.repo}/.github/workflows/${own}.yml@refs/heads/main` };
  return deliver(stage, label, { env });
}

/** Short names that the stories use for events. */
const SHORT: { readonly [word: string]: string } = {
  review: 'pull_request_review.submitted',
  workflow_run: 'workflow_run.completed',
  're-run': 'workflow_run.in_progress',
  any: 'issues.labeled',
};

function deliver(stage: Stage, label: string, options: StepOptions): Promise<StepResult> {
  const [word = '', argument = ''] = label.split(' ');
  if (word === 'schedule') return stage.sweep(options);
  if (word === 'assert') return stage.step({ command: 'transition', issue: String(ITEM), to: argument }, options);
  const [name = word, action = null] = (SHORT[word] ?? word).split('.');
  const about = aboutOf(stage.world, name);
  return stage.event(name, action, action === 'edited' ? { ...about, changes: LINK_BEFORE } : about, options);
}

/** In the stories an edited text has always named the item before. */
const LINK_BEFORE = { body: { from: `Closes #${ITEM}` } };

function aboutOf(world: World, event: string): About {
  if (event === 'issues' || event === 'issue_comment') return { number: ITEM };
  if (event === 'workflow_run') return latestRun(world);
  const pull = newestPull(world.state());
  if (pull === undefined) return {};
  return event === 'status' ? { sha: pull.headSha } : { pull: pull.number };
}

/** The workflow run that something happened to last. */
function latestRun(world: World): About {
  const run = [...world.state().runs].sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1)).at(-1);
  if (run === undefined) throw new Error('no workflow has run yet');
  return { run: run.databaseId };
}
