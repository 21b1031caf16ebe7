import { expect, test } from 'vitest';
import { perform, stageFor } from '../e2e/perform.ts';
import type { Stage } from '../e2e/stage.ts';
import { ITEM } from '../stories/acts.ts';
import type { LifecycleName, Story } from '../stories/story.ts';
import { STORIES } from '../stories/table.ts';
import { cli } from './run-cli-here.ts';

/** Holds `loopforge next` to the outputs of the action, on the end states of stories. */
export function compareStories(ids: readonly string[], lifecycle: LifecycleName): void {
  for (const story of STORIES.filter(({ id }) => ids.includes(id)))
    test(`story ${story.id} in ${lifecycle}: ${story.title}`, () => compare(story, lifecycle));
}

async function compare(story: Story, lifecycle: LifecycleName): Promise<void> {
  const stage = await stageFor(story, lifecycle);
  for (const row of story.rows) await perform(stage, story, row);
  const own = story.settings?.ownWorkflow ?? 'loopforge';
  const workflow = `.github/workflows/${own}.yml`;
  await expectAgreement(stage, workflow);
  // Something that no run has seen yet, so that there is something to plan.
  const issue = stage.world.state().items.get(ITEM);
  if (issue?.kind !== 'issue') return;
  stage.world.advance(3_600);
  if (issue.state === 'open') stage.world.closeIssue(ITEM, { by: 'octocat' });
  else stage.world.reopenIssue(ITEM, { by: 'octocat' });
  await expectAgreement(stage, workflow);
}

interface AgreedOn {
  readonly item?: number;
  /** Of the workflow. */
  readonly inputs?: { readonly [name: string]: string };
}

/** What both say of the item now; nothing is written by either. */
export async function expectAgreement(stage: Stage, workflow: string, about: AgreedOn = {}): Promise<void> {
  const { item = ITEM, inputs = {} } = about;
  const env = { GITHUB_WORKFLOW_REF: `${stage.world.repo}/${workflow}@refs/heads/main` };
  const { outputs } = await stage.step({ ...inputs, issue: String(item), 'dry-run': 'true' }, { env });
  const before = stage.version();
  const asked = await cli(['next', `${stage.world.repo}#${item}`, '--workflow', workflow, '--json'], {
    api: stage.fake,
  });
  expect(stage.version()).toBe(before);
  const next = JSON.parse(asked.stdout);
  const violations = parsed(outputs.violations).map(({ seq, cause, summary, remedy }) => ({
    seq,
    cause,
    summary,
    remedy,
  }));
  expect({ ...next, planned: next.planned.map(nameOfPlanned) }).toMatchObject({
    outcome: outputs.outcome,
    state: outputs.state === '' ? null : outputs.state,
    allowed: parsed(outputs.allowed),
    missing: parsed(outputs.missing),
    violations,
    planned: parsed(outputs.transitions).map(nameOfEntry),
  });
  expect(asked.exitCode).toBe(
    violations.length > 0 ? 1 : outputs.outcome === 'deferred' && outputs.state === '' ? 2 : 0,
  );
}

// biome-ignore lint/suspicious/noExplicitAny: outputs are JSON of anything
function parsed(text: string | undefined): readonly any[] {
  return JSON.parse(text === undefined || text === '' ? '[]' : text);
}

interface Named {
  readonly from?: string | null;
  readonly to?: string;
  readonly note?: string;
  readonly code?: string;
}

function nameOfPlanned({ from, to, note, code }: Named): string {
  return note ?? `${code ?? ''} ${from} → ${to}`;
}

interface EntryLike {
  readonly from_state: string | null;
  readonly to_state: string | null;
  readonly kind?: string;
  readonly code?: string;
}

function nameOfEntry({ from_state, to_state, kind, code }: EntryLike): string {
  return kind ?? `${code ?? ''} ${from_state} → ${to_state}`;
}
