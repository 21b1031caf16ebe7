import { expect, test } from 'vitest';
import { runStory } from './run-story.ts';
import { scenesOf } from './scenes.ts';
import { LIFECYCLES } from './story.ts';
import { STORIES } from './table.ts';

/** Every refusal of every story, and what comes of the override that its advice names. */
const REFUSALS = LIFECYCLES.flatMap((lifecycle) =>
  STORIES.flatMap((story) =>
    runStory(story, scenesOf(story), lifecycle).happened.flatMap((one) => {
      if (one === null || !one.plan.refused) return [];
      const { overrideTo } = one.plan;
      return [{ name: `${story.id} ${lifecycle} ${one.scene.row[1]}`, one, overrideTo }];
    }),
  ),
);

test.each(REFUSALS)('the override that is advised ends the refusal of story $name', ({ one, overrideTo }) => {
  // What a claim alone was refused for may be beyond any person: a check that passed is not.
  if (overrideTo === null) throw new Error('nothing is advised');
  const forced = one.forced(overrideTo);
  expect(forced).toMatchObject({ refused: false, reason: 'overridden' });
  const open = one.plan.violations.filter(({ message }) => message === one.plan.message).map(({ cause }) => cause);
  expect(forced?.violations.filter(({ cause }) => open.includes(cause))).toEqual([]);
});

test('there are refusals of every kind', () => {
  expect(new Set(REFUSALS.map(({ one }) => one.plan.reason))).toEqual(
    new Set(['gate_not_met', 'gate_lost', 'illegal_transition']),
  );
});
