import { expect, test } from 'vitest';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { ITEM } from '../stories/acts.ts';
import { faultsOf } from '../stories/record-invariants.ts';
import { endOf, expectedOf, type LifecycleName, type Row, type Story } from '../stories/story.ts';
import { STORIES } from '../stories/table.ts';
import type { StepResult } from '../support/step.ts';
import { perform, stageFor } from './perform.ts';
import type { Stage, StageOptions } from './stage.ts';
import { expectTold } from './told.ts';

/** Plays stories of the table, one step of a workflow a row, and looks at what stands on the issue afterwards. */
export function playStories(ids: string, lifecycle: LifecycleName, as: StageOptions['as'] = 'source'): void {
  for (const id of ids.split(' ')) {
    const story = STORIES.find((one) => one.id === id);
    if (story === undefined) throw new Error(`there is no story ${id}`);
    test(`story ${id} in ${lifecycle}: ${story.title}`, () => play(story, lifecycle, as));
  }
}

/** An event of another item must leave this one alone, and what it changed must not count when it is looked at. */
async function performOn(stage: Stage, story: Story, row: Row): Promise<StepResult> {
  const step = await perform(stage, story, row);
  if (!row[1].includes('other item')) return step;
  expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'ignored' } });
  return stage.event('issues', 'labeled', { number: ITEM });
}

async function play(story: Story, lifecycle: LifecycleName, as: StageOptions['as']): Promise<void> {
  const stage = await stageFor(story, lifecycle, as);
  for (const row of story.rows) {
    const step = await performOn(stage, story, row);
    expectTold(step, expectedOf(row, lifecycle));
    const [comment] = stage.marked(ITEM);
    expect(step.outputs.record === '' ? null : JSON.parse(step.outputs.record ?? '')).toEqual(
      comment === undefined ? null : stage.record(ITEM),
    );
  }
  const end = endOf(story, lifecycle);
  if (end === null) return expect(stage.world.comments(ITEM)).toHaveLength(story.rows.length);
  const record = stage.record(ITEM);
  expect(record.state).toBe(end);
  expect(faultsOf(record, builtinLifecycle(lifecycle))).toEqual([]);
  expect(stage.world.reactions({ number: ITEM })).toEqual([]);
  expect(stage.world.reactions({ comment: stage.comment(ITEM).databaseId })).toEqual([]);
}
