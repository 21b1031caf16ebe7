import { openStage, type Stage, type StageOptions } from '../e2e/stage.ts';

/** A repository whose issue #1 has a record. */
export async function tracked(options: StageOptions = {}): Promise<Stage> {
  const stage = await openStage({ as: 'bundle', ...options });
  stage.world.openIssue();
  await stage.event('issues', 'opened', { number: 1 });
  return stage;
}
