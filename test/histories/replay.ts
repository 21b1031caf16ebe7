import { planItem } from '../../src/core/plan/plan.ts';
import type { Plan, PlanRequest } from '../../src/core/plan/steps/plan-types.ts';
import { createDice } from '../simulator/dice.ts';
import { type Happened, runStory, type StoryRun } from '../stories/run-story.ts';
import type { LifecycleName } from '../stories/story.ts';
import type { History } from './history.ts';

export type Law = (request: PlanRequest) => Plan;

/** Which events arrived: every one, a random half and the last, or the last alone. */
export type Kept = 'all' | 'half' | 'last';
/** In strict the end may depend on what was seen, so there is nothing to compare: it gets either the whole or the last. */
function choicesFor(lifecycle: LifecycleName, seed: number): readonly Kept[] {
  if (lifecycle === 'standard') return ['all', 'half', 'last'];
  return [seed % 2 === 0 ? 'all' : 'last'];
}

/** What came of one history under one lifecycle, with one choice of its events. */
export interface Replay {
  readonly history: History;
  readonly lifecycle: LifecycleName;
  readonly kept: Kept;
  readonly run: StoryRun | null;
  /** What was thrown; null: nothing. */
  readonly thrown: string | null;
}

/** Plays one history under both lifecycles, with all of its events and with fewer. */
export function replay(history: History, law: Law = planItem): readonly Replay[] {
  return (['standard', 'strict'] as const).flatMap((lifecycle) =>
    choicesFor(lifecycle, history.seed).map((kept) => ({
      history,
      lifecycle,
      kept,
      ...attempt(history, lifecycle, kept, law),
    })),
  );
}

function attempt(history: History, lifecycle: LifecycleName, kept: Kept, law: Law): Pick<Replay, 'run' | 'thrown'> {
  const dice = createDice(history.seed);
  const last = history.scenes.length - 1;
  const arrives = history.scenes.map(
    (_, row) => kept === 'all' || row === last || (kept === 'half' && dice.chance(0.5)),
  );
  try {
    return {
      run: runStory(history, history.scenes, lifecycle, { delivered: (row) => arrives[row] === true, law }),
      thrown: null,
    };
  } catch (error) {
    return { run: null, thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** The events that arrived, with what was made of them. */
export function happenedIn({ run }: Replay): readonly Happened[] {
  return run === null ? [] : run.happened.filter((one) => one !== null);
}
