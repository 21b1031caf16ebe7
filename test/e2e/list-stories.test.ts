import { describe, expect, test } from 'vitest';
import { ITEM } from '../stories/acts.ts';
import { LIFECYCLES, type LifecycleName, type Story } from '../stories/story.ts';
import { STORIES } from '../stories/table.ts';
import { perform, stageFor } from './perform.ts';
import { resultsOf } from './told.ts';

/** Stories in `standard` whose last run found other steps open and wrote nothing: that alone is no reason to write. */
const ALLOWED_ANEW = ['34', '52', '65'];

/** A list is what the record says, and the record what the last run said. */
async function compare(story: Story, lifecycle: LifecycleName): Promise<void> {
  const stage = await stageFor(story, lifecycle);
  for (const row of story.rows) await perform(stage, story, row);
  const own = story.settings?.ownWorkflow ?? 'loopforge';
  const env = { GITHUB_WORKFLOW_REF: `${stage.world.repo}/.github/workflows/${own}.yml@refs/heads/main` };
  const [tracked] = resultsOf(await stage.step({ issue: String(ITEM) }, { env }));
  const listed = resultsOf(await stage.step({ command: 'list' })).find((row) => row['issue-number'] === ITEM);
  if (tracked?.state == null) return expect(listed).toBeUndefined();
  const { state, allowed, missing } = tracked;
  const isAnew = lifecycle === 'standard' && ALLOWED_ANEW.includes(story.id);
  // What settles a refusal, and the words of its first message, a run tells by the facts of its own moment.
  const violations = tracked.violations.map(({ seq, cause }) => ({ seq, cause }));
  expect(listed).toMatchObject({ state, violations, missing, 'head-hash': tracked['head-hash'] });
  expect(JSON.stringify(listed?.['allowed']) === JSON.stringify(allowed)).toBe(!isAnew);
  const found = await stage.step({ command: 'list', violations: 'true' });
  expect(found.outputs.count).toBe(violations.length > 0 ? '1' : '0');
}

describe.each(LIFECYCLES)('a list agrees with the last run at the end of every story, %s', (lifecycle) => {
  for (const story of STORIES) test(`story ${story.id}: ${story.title}`, () => compare(story, lifecycle));
});
