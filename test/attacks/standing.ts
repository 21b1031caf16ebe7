import { expect } from 'vitest';
import { type ItemStage, openItem } from '../cli/stage.ts';
import type { StageOptions } from '../e2e/stage.ts';
import { expectError } from '../e2e/told.ts';
import type { StepResult } from '../support/step.ts';
import { AS } from './way.ts';

/** Somebody with write access. */
export const PERSON = 'monalisa';
const BOT_NAME = 'github-actions';

/** An issue with a record, taken up, with a pull request under way. */
export function openRecorded(options: StageOptions = {}): Promise<ItemStage> {
  return openItem({ ...options, as: AS });
}

/** Replaces the text of the record comment. */
export function replaceBody(stage: ItemStage, body: string, by: string = PERSON): void {
  const [{ databaseId } = { databaseId: 0 }] = stage.world.comments(stage.issue);
  stage.world.advance(60);
  stage.world.editComment(databaseId, body, { by });
}

/** Something happens that every run would record, and a run is started for it. */
export function nextRun(stage: ItemStage): Promise<StepResult> {
  stage.world.check(stage.pull, { conclusion: 'success' });
  return stage.tracked('workflow_run', 'completed', { number: stage.pull });
}

/** The run ends red over it, names who did it, and leaves everything as it was. */
export async function expectRefused(stage: ItemStage, by: string = PERSON): Promise<void> {
  const before = stage.world.comments(stage.issue);
  const message = expectError(await nextRun(stage), 'record_tampered');
  expect(message).toContain(by);
  expect(stage.world.comments(stage.issue)).toEqual(before);
}

/** What verifying the item comes to, and all that is told of it. */
export async function verified(stage: ItemStage): Promise<{ readonly verdict: string; readonly told: string }> {
  const { outputs, annotations, summary } = await stage.step({ command: 'verify', issue: String(stage.issue) });
  return { verdict: outputs.verdict ?? '', told: [summary, ...annotations.map(({ message }) => message)].join('\n') };
}

/** Verifying names the code, and whoever did it. */
export async function expectFound(stage: ItemStage, verdict: string, ...told: readonly string[]): Promise<void> {
  const found = await verified(stage);
  expect(found, found.told).toMatchObject({ verdict });
  for (const word of told) expect(found.told).toContain(word);
}

/** Verifying finds nothing to say. */
export async function expectSound(stage: ItemStage): Promise<void> {
  const { verdict, told } = await verified(stage);
  expect(verdict, told).toBe('PASS');
}

/** What another workflow of the repository does with `GITHUB_TOKEN`. */
export const BOT_EDITS = { by: BOT_NAME, app: BOT_NAME } as const;
