import { shownBy } from '../../../src/core/plan/shown.ts';
import type { Plan } from '../../../src/core/plan/steps/plan-types.ts';
import type { LoopRecord, Shown } from '../../../src/core/record/record.ts';
import { FULL_RENDERER } from '../../../src/core/record/renderer.ts';
import { type Happened, runStory } from '../../stories/run-story.ts';
import { scenesOf } from '../../stories/scenes.ts';
import { LIFECYCLES } from '../../stories/story.ts';
import { STORIES } from '../../stories/table.ts';

/** One moment of a story, as a run leaves it. */
export interface Moment {
  readonly where: string;
  readonly plan: Plan;
  readonly record: LoopRecord;
}

/** Every moment of every story, under both lifecycles. */
export function everyMoment(): readonly Moment[] {
  return LIFECYCLES.flatMap((lifecycle) =>
    STORIES.flatMap((story) =>
      runStory(story, scenesOf(story), lifecycle).happened.flatMap((one, row) => {
        const where = `${story.id} ${lifecycle} ${row + 1}`;
        return one === null ? [] : momentOf(one, where);
      }),
    ),
  );
}

export function momentOf({ plan, record }: Pick<Happened, 'plan' | 'record'>, where: string): readonly Moment[] {
  return record === null ? [] : [{ where, plan, record: withShown(record, plan) }];
}

function withShown(record: LoopRecord, plan: Plan): LoopRecord {
  const shown: Shown = { renderer: FULL_RENDERER, ...shownBy(plan, record) };
  return { ...record, head: { ...record.head, shown } };
}
