import { describe, expect, it } from 'vitest';
import type { LifecycleDefinition, StateDefinition } from '../../src/codec/lifecycle/format.ts';
import { STANDARD_DATA, STRICT_DATA } from '../../src/codec/lifecycle/generated/lifecycles.ts';
import { readLifecycle } from '../../src/codec/lifecycle/read-lifecycle.ts';
import { type Happened, type Renamed, runStory, type StoryRun } from './run-story.ts';
import { scenesOf } from './scenes.ts';
import { LIFECYCLES } from './story.ts';
import { STORIES } from './table.ts';

const DATA = { standard: STANDARD_DATA, strict: STRICT_DATA } as const;
const nameOf = (state: string): string => `step_${[...state].reverse().join('')}`;

/** The law knows roles, not names: a lifecycle whose states are called otherwise must not behave otherwise. */
function renamed({ name = '', initial = '', states }: LifecycleDefinition): Renamed {
  const moved = Object.entries(states).map(([state, definition]) => [nameOf(state), withNames(definition)]);
  const lifecycle = readLifecycle({ name, initial: nameOf(initial), states: Object.fromEntries(moved) });
  return { lifecycle, nameOf };
}

function withNames(state: StateDefinition): object {
  const edges = Object.entries(state.to ?? {}).map(([to, edge]) => [nameOf(to), edge]);
  // A condition may compare with a name: that is the lifecycle's own text.
  const when = String(state.when).replace("'issue_created'", `'${nameOf('issue_created')}'`);
  return { ...state, when, to: Object.fromEntries(edges) };
}

/** What a run wrote and said, with the names as they are in the lifecycle that comes along. */
function toldBy({ happened }: StoryRun, called: (state: string) => string): unknown {
  return happened.map((one) => (one === null ? null : toldOf(one, called)));
}

function toldOf({ plan, appended }: Happened, called: (state: string) => string): unknown {
  const named = (state: string | null): string | null => (state === null ? null : called(state));
  return {
    outcome: plan.outcome,
    reason: plan.reason,
    state: named(plan.state),
    missing: plan.missing.map((need) => ({ ...need, to: called(need.to) })),
    entries: appended.map(({ from_state, to_state, trigger, pr, sha, flags }) => {
      return { from: named(from_state), to: named(to_state), trigger, pr, sha, flags };
    }),
  };
}

describe.each(LIFECYCLES)('%s under other names', (name) => {
  const other = renamed(DATA[name]);

  it.each(STORIES.map((story) => ({ id: story.id, story })))('tells story $id alike', ({ story }) => {
    const scenes = scenesOf(story);
    const told = runStory(story, scenes, name, { renamed: other });
    expect(toldBy(told, (state) => state)).toEqual(toldBy(runStory(story, scenes, name), nameOf));
  });
});
