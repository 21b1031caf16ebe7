import { describe, expect, it } from 'vitest';
import { ITEM } from './acts.ts';
import { missingFlags, outcomeWord, readExpectation } from './expectation.ts';
import { isMergeInOrder } from './merge-oracle.ts';
import { faultsOf } from './record-invariants.ts';
import { outcomeOf, runStory, type StoryRun } from './run-story.ts';
import { type Scene, scenesOf } from './scenes.ts';
import { endOf, expectedOf, LIFECYCLES, type LifecycleName, type Story } from './story.ts';
import { wrongMerges } from './subsets.ts';
import { FLAGS, HEALED, STORIES, VIOLATIONS } from './table.ts';
import { factsIn } from './world-facts.ts';

const run = (story: Story, lifecycle: LifecycleName): StoryRun => runStory(story, scenesOf(story), lifecycle);

const factsAt = (scene: Scene) => factsIn(scene.hub, scene.repo, ITEM);

const flagsOf = (story: Story, lifecycle: LifecycleName): string =>
  run(story, lifecycle)
    .happened.flatMap((one) => (one === null ? [] : outcomeOf(one).flags))
    .join(', ');

const EACH = LIFECYCLES.flatMap((lifecycle) => STORIES.map((story) => ({ id: story.id, story, lifecycle })));

describe('the table of stories', () => {
  /** Some are told in two ways. */
  const TWICE: { readonly [number: string]: readonly string[] } = {
    15: ['15a', '15b'],
    41: ['41', '41b'],
    46: ['46', '46b'],
    81: ['81a', '81b'],
  };

  it('holds 01 to 84', () => {
    const numbers = Array.from({ length: 84 }, (_, index) => String(index + 1).padStart(2, '0'));
    const ids = numbers.flatMap((number) => TWICE[number] ?? [number]);
    expect(STORIES.map((story) => story.id).toSorted()).toEqual(ids.toSorted());
  });
});

describe.each(EACH)('story $id in $lifecycle: $story.title', ({ story, lifecycle }) => {
  const { happened, record, lifecycle: law } = run(story, lifecycle);

  it('appends, refuses and says exactly what the table says', () => {
    const expected = story.rows.map((row) => ({ event: row[1], ...readExpectation(expectedOf(row, lifecycle)) }));
    const actual = happened.map((one, row) => {
      if (one === null) return null;
      const outcome = outcomeOf(one);
      const wanted = expected[row];
      const flags = wanted !== undefined && missingFlags(wanted, outcome).length === 0 ? wanted.flags : outcome.flags;
      return { event: one.scene.row[1], ...outcome, flags };
    });
    expect(actual).toEqual(expected);
  });

  it('reports the outcome that goes with it', () => {
    const expected = story.rows.map((row) => outcomeWord(readExpectation(expectedOf(row, lifecycle))));
    expect(happened.map((one) => one?.plan.outcome)).toEqual(expected);
  });

  it('ends in the state that the table names', () => {
    expect(record?.state ?? null).toBe(endOf(story, lifecycle));
  });

  it('keeps chain, path, fold and times whole after every event, and merges nothing without proof', () => {
    const faults = happened.map((one) => (one?.record == null ? [] : faultsOf(one.record, law)));
    expect(faults).toEqual(happened.map(() => []));
  });

  it('finds nothing to do when an event is delivered twice', () => {
    const doubled = happened.map((one) => {
      const again = one?.again() ?? null;
      return { drafts: again?.drafts.map((draft) => draft.kind) ?? [], refused: again?.refused ?? false };
    });
    expect(doubled).toEqual(happened.map(() => ({ drafts: [], refused: false })));
  });
});

describe('merges', () => {
  it('are recorded only where a plain reading of the world finds them in order', () => {
    const wrong = EACH.flatMap(({ story, lifecycle }) =>
      run(story, lifecycle).happened.flatMap((one) => (one === null ? [] : wrongMerges(one, story, lifecycle))),
    );
    expect(wrong).toEqual([]);
  });

  it('in standard are refused for good only where that reading finds none in order', () => {
    const refused = STORIES.filter((story) => run(story, 'standard').happened.at(-1)?.plan.violations.length === 1);
    const inOrder = refused.filter((story) => {
      const last = scenesOf(story).at(-1);
      return last === undefined || isMergeInOrder(factsAt(last), story, 'standard');
    });
    // 60 is no refused merge: it was in order until the checks that came later failed.
    expect(inOrder.map((story) => story.id)).toEqual(['60']);
  });

  it('bear a flag where they rest on less than live proof at the time', () => {
    const flags = LIFECYCLES.map((lifecycle) => [
      lifecycle,
      Object.fromEntries(
        STORIES.map((story) => [story.id, flagsOf(story, lifecycle)]).filter(([, said]) => said !== ''),
      ),
    ]);
    expect(Object.fromEntries(flags)).toEqual(FLAGS);
  });
});

describe('red jobs', () => {
  const reds = (story: Story, lifecycle: LifecycleName): number =>
    run(story, lifecycle).happened.filter((one) => one?.plan.refused === true).length;

  it('in standard come from violations alone, one for each', () => {
    const counts = new Map(STORIES.map((story) => [story.id, reds(story, 'standard')]));
    expect(Object.fromEntries(counts)).toEqual(
      Object.fromEntries(STORIES.map((story) => [story.id, VIOLATIONS.has(story.id) ? 1 : 0])),
    );
  });

  it('stand in the record as rejections, as many as there were', () => {
    for (const { story, lifecycle } of EACH) {
      expect(`${story.id} ${run(story, lifecycle).record?.rejections.length ?? 0}`).toBe(
        `${story.id} ${reds(story, lifecycle)}`,
      );
    }
  });

  it('in standard leave a violation open until the facts heal it', () => {
    const open = STORIES.filter((story) => run(story, 'standard').happened.at(-1)?.plan.violations.length !== 0);
    expect(open.map((story) => story.id)).toEqual([...VIOLATIONS].filter((id) => !HEALED.has(id)));
  });
});
