import type { Dice } from '../simulator/dice.ts';
import { type Scene, sceneOf } from '../stories/scenes.ts';
import { protectionFor } from '../stories/story.ts';
import { createWorld, type World } from '../support/github/world/world.ts';
import type { Shape } from './shapes.ts';

/** The item of every history. */
export const ITEM = 1;

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

type Act = () => void;

/** One item's world while its history happens: chance, a calendar of what is to come, and what GitHub delivers. */
export interface Stage {
  readonly world: World;
  readonly dice: Dice;
  readonly shape: Shape;
  /** No workflow runs in this world. */
  readonly withoutChecks: boolean;
  /** What is merged goes through the merge queue, where the required checks run; on the head they are skipped. */
  readonly queues: boolean;
  /** Lets something happen so many seconds from now; acts of one moment keep their order. */
  in(seconds: number, act: Act): void;
  /** GitHub sends an event about what has just happened; `pull` is the pull request that it is about. */
  deliver(
    event: string,
    options?: { readonly pull?: number; readonly after?: number; readonly elsewhere?: boolean },
  ): void;
  /** Seconds between the two, short times likelier than long ones. */
  some(least: number, most: number): number;
}

interface Task {
  readonly at: number;
  readonly order: number;
  readonly act: Act;
}

/** Plays what `begin` puts on the calendar, to its end, and returns what was delivered on the way. */
export function perform(dice: Dice, shape: Shape, begin: (stage: Stage) => void): readonly Scene[] {
  const world = createWorld({ start: '2026-03-02T08:00:00Z' });
  world.setProtection(protectionFor(shape.settings));
  const scenes: Scene[] = [];
  const calendar: Task[] = [];
  let order = 0;
  const seconds = (): number => Date.parse(world.now()) / 1000;
  const stage: Stage = {
    world,
    dice,
    shape,
    withoutChecks: dice.chance(shape.withoutChecks),
    queues: dice.chance(shape.queued),
    in: (later, act) => calendar.push({ at: seconds() + Math.round(later), order: order++, act }),
    deliver(event, { after = dice.between(1, 9), elsewhere = false, pull } = {}) {
      world.advance(after);
      const words = elsewhere ? `${event} (other item)` : event;
      scenes.push(sceneOf(world, [[], words, '–'], words, pull));
    },
    some: (least, most) => least * (most / least) ** dice.roll(),
  };
  begin(stage);
  for (let task = next(calendar); task !== undefined; task = next(calendar)) {
    if (task.at > seconds()) world.advance(task.at - seconds());
    task.act();
  }
  return scenes;
}

function next(calendar: Task[]): Task | undefined {
  let first = 0;
  for (const [index, task] of calendar.entries()) {
    const best = calendar[first];
    if (best !== undefined && (task.at < best.at || (task.at === best.at && task.order < best.order))) first = index;
  }
  return calendar.splice(first, 1)[0];
}
