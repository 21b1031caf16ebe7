import { describe, expect, test } from 'vitest';
import type { Plan, PlanRequest } from '../../../../src/core/plan/steps/plan-types.ts';
import { runStory } from '../../../stories/run-story.ts';
import { scenesOf } from '../../../stories/scenes.ts';
import { LIFECYCLES } from '../../../stories/story.ts';
import { STORIES } from '../../../stories/table.ts';
import { STANDARD } from '../../run-plan.ts';
import { gatedBy, type Mind, NO, noTo, play, YES } from './play-gate.ts';

const ALL = STANDARD.states.map(({ name }) => name);
const GATES = [
  'task_queued',
  'pr_created',
  'ci_pending',
  'ci_passed',
  'awaiting_review',
  'approved',
  'merged',
  'closed',
];

function under(mind: Mind, on: readonly string[]): (request: PlanRequest) => Plan {
  const { gateUrl, gateOn } = gatedBy(...on);
  return (request) => play({ ...request, settings: { ...request.settings, gateUrl, gateOn } }, mind).made;
}

const without = ({ drafts }: Plan): unknown => drafts.map((draft) => ({ ...draft, metadata: {} }));

describe.each(LIFECYCLES)('over every story, %s', (lifecycle) => {
  test('a gate that always says yes changes nothing but the metadata', () => {
    for (const story of STORIES) {
      const scenes = scenesOf(story);
      const plain = runStory(story, scenes, lifecycle).happened;
      const gated = runStory(story, scenes, lifecycle, { law: under(YES, ALL) }).happened;
      expect(gated.map((one) => one && without(one.plan))).toEqual(plain.map((one) => one && without(one.plan)));
    }
  });

  test.each(GATES)('what a gate on %s says no to is refused once, and nobody is asked again', (state) => {
    for (const story of STORIES) {
      const said: string[] = [];
      const mind: Mind = (step) => {
        said.push(step.to);
        return NO(step);
      };
      const { happened, record } = runStory(story, scenesOf(story), lifecycle, { law: under(mind, [state]) });
      const where = `${story.id}`;
      for (const one of happened) {
        const before = said.length;
        const again = one?.again();
        expect(again?.drafts ?? [], where).toEqual([]);
        expect(said.slice(before), where).toEqual([]);
      }
      const entered = (record?.transitions ?? []).filter(
        ({ to_state, from_state }) => to_state === state && from_state !== null,
      );
      expect(entered, where).toEqual([]);
      const causes = (record?.rejections ?? []).map(({ cause, basis }) => `${basis.cycle} ${cause}`);
      expect(new Set(causes).size, where).toBe(causes.length);
    }
  });

  test('a gate that says no to the merge lets everything before it be', () => {
    for (const story of STORIES) {
      const scenes = scenesOf(story);
      const isMerge = ({ to_state }: { readonly to_state: string }): boolean => ['merged', 'closed'].includes(to_state);
      const plain = runStory(story, scenes, lifecycle).record?.transitions ?? [];
      const gated = runStory(story, scenes, lifecycle, { law: under(noTo('merged'), ALL) }).record?.transitions ?? [];
      const first = plain.findIndex(isMerge);
      const until = plain.slice(0, first < 0 ? undefined : first).map(({ to_state }) => to_state);
      expect(
        gated.slice(0, until.length).map(({ to_state }) => to_state),
        story.id,
      ).toEqual(until);
    }
  });
});
