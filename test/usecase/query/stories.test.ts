import { expect, test } from 'vitest';
import { openViolations } from '../../../src/usecase/query/open-violations.ts';
import { runStory } from '../../stories/run-story.ts';
import { scenesOf } from '../../stories/scenes.ts';
import { LIFECYCLES } from '../../stories/story.ts';
import { STORIES } from '../../stories/table.ts';

/** A lost proof that came back by itself: nothing is appended then, so only the comment, which is told anew, can say so. */
const PROVEN_AGAIN_UNRECORDED = ['08', '38', '54'];

/** Records that no comment shows: what is open follows from their entries alone. What settles it the facts can say better. */
test.each(LIFECYCLES)('what is open at the end of each story in %s is what its last plan found', (lifecycle) => {
  const ends = STORIES.map((story) => {
    const { happened, record } = runStory(story, scenesOf(story), lifecycle);
    const planned = happened.at(-1)?.plan.violations.map(({ cause, summary }) => ({ cause, summary })) ?? [];
    const told = record === null ? [] : openViolations(record);
    expect(told.every(({ remedy }) => remedy !== '')).toBe(true);
    return { id: story.id, planned, told: told.map(({ cause, summary }) => ({ cause, summary })) };
  });
  const isUnrecorded = ({ id }: { readonly id: string }) =>
    lifecycle === 'strict' && PROVEN_AGAIN_UNRECORDED.includes(id);
  for (const { id, planned, told } of ends.filter((end) => !isUnrecorded(end)))
    expect({ id, told }).toEqual({ id, told: planned });
  expect(ends.filter(({ planned }) => planned.length > 0).length).toBeGreaterThan(5);
});
