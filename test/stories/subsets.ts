import { isTransition } from '../../src/core/record/kind.ts';
import { ITEM } from './acts.ts';
import { isMergeInOrder } from './merge-oracle.ts';
import { faultsOf } from './record-invariants.ts';
import { type Happened, runStory } from './run-story.ts';
import { type Scene, scenesOf } from './scenes.ts';
import { endOf, type LifecycleName, type Story } from './story.ts';
import { factsIn } from './world-facts.ts';

/** What came of a story of which some events were never delivered. */
export interface Retelling {
  /** Numbers of the rows whose events arrived, from 1. */
  readonly kept: readonly number[];
  readonly end: string | null;
  readonly reds: number;
  /** All that arrived was a sweep, or an event of another item: no record begins with those. */
  readonly isFromElsewhere: boolean;
  /** What is wrong with the record, and merges in it that were none in order. */
  readonly faults: readonly string[];
}

/** A story with every subset of its events that keeps the last one, and all assertions. The world goes on all the same. */
export function retell(story: Story, lifecycle: LifecycleName): readonly Retelling[] {
  const scenes = scenesOf(story);
  return choicesFrom(scenes).map((kept) => {
    const run = runStory(story, scenes, lifecycle, { delivered: (row) => kept.includes(row) });
    const happened = run.happened.filter((one) => one !== null);
    const inRecord = run.record === null ? [] : faultsOf(run.record, run.lifecycle);
    return {
      kept: kept.map((row) => row + 1),
      end: run.record?.state ?? null,
      reds: happened.filter((one) => one.plan.refused).length,
      isFromElsewhere: kept.every((row) => isFromElsewhere(scenes[row])),
      faults: [...inRecord, ...happened.flatMap((one) => wrongMerges(one, story, lifecycle))],
    };
  });
}

function choicesFrom(scenes: readonly Scene[]): readonly (readonly number[])[] {
  let choices: (readonly number[])[] = [[]];
  for (const [row, scene] of scenes.entries()) {
    const isFixed = row === scenes.length - 1 || scene.asserts !== null;
    const taken = choices.map((choice) => [...choice, row]);
    choices = isFixed ? taken : [...choices, ...taken];
  }
  return choices;
}

function isFromElsewhere(scene: Scene | undefined): boolean {
  return scene?.occasion === 'sweep' || scene?.elsewhere === true;
}

/** Steps to `merged` that a plain reading of the world finds out of order. */
export function wrongMerges({ scene, appended }: Happened, story: Story, lifecycle: LifecycleName): readonly string[] {
  const merges = appended.filter((entry) => entry.to_state === 'merged' && isTransition(entry));
  if (merges.length === 0) return [];
  const recorded = merges.flatMap((entry) => entry.pr ?? []);
  const isInOrder = isMergeInOrder(factsIn(scene.hub, scene.repo, ITEM, { recorded }), story, lifecycle);
  return isInOrder ? [] : [`${scene.row[1]}: merged out of order`];
}

/** The ends, other than the table's, that missed events can lead to; each once, in alphabetical order. */
export function otherEnds(story: Story, lifecycle: LifecycleName, retellings: readonly Retelling[]): readonly string[] {
  const whole = endOf(story, lifecycle);
  const others = retellings.filter((one) => !one.isFromElsewhere && one.end !== whole);
  return [...new Set(others.map((one) => one.end ?? 'no record'))].sort();
}
