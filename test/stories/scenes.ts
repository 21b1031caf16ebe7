import type { RunEvent } from '../../src/core/facts/event.ts';
import type { Facts } from '../../src/core/facts/facts.ts';
import type { Occasion } from '../../src/core/plan/steps/plan-types.ts';
import type { Instant } from '../../src/core/values/instant.ts';
import type { HubState } from '../support/github/world/state.ts';
import { createWorld, type World } from '../support/github/world/world.ts';
import { ITEM } from './acts.ts';
import { protectionFor, type Row, type Story } from './story.ts';
import { eventIn } from './world-event.ts';
import { factsIn } from './world-facts.ts';

/** A story's row once it has happened: the world as it was then, and what GitHub delivered. */
export interface Scene {
  readonly row: Row;
  readonly hub: HubState;
  readonly repo: string;
  readonly now: Instant;
  readonly event: RunEvent;
  readonly occasion: Occasion;
  /** The state that a workflow asserts; null: this is a delivery like any other. */
  readonly asserts: string | null;
  /** The event is about another item: it never begins a record of this one. */
  readonly elsewhere: boolean;
  /** The item's facts as they are then, by the pull requests that the record names. */
  readonly facts: (recorded: readonly number[]) => Facts;
}

const SECONDS_PER_ACT = 60;
const SECONDS_TO_DELIVER = 5;

/** Lets a story happen. What the world does never depends on what is delivered, so it needs to happen only once. */
export function scenesOf(story: Story): readonly Scene[] {
  const world = createWorld();
  world.setProtection(protectionFor(story.settings ?? {}));
  return story.rows.map((row) => {
    const [acts, label] = row;
    for (const act of typeof acts === 'function' ? [acts] : acts) {
      world.advance(SECONDS_PER_ACT);
      act(world);
    }
    world.advance(SECONDS_TO_DELIVER);
    return sceneOf(world, row, label);
  });
}

/** The world as it is now, and the event that `label` names; `pull` is the pull request that it is about, else the newest. */
export function sceneOf(world: World, row: Row, label: string, pull?: number): Scene {
  const hub = world.hub.read();
  const asserts = /^assert (\w+)$/.exec(label)?.[1] ?? null;
  const kind = asserts === null ? eventName(label) : 'workflow_dispatch';
  return {
    row,
    hub,
    repo: world.repo,
    now: world.now(),
    event: eventIn(hub, world.repo, kind, { item: ITEM, ...(pull === undefined ? {} : { pull }) }),
    occasion: kind === 'schedule' ? 'sweep' : 'event',
    asserts,
    elsewhere: label.includes('other item'),
    facts: readOnce(hub, world.repo),
  };
}

/** The same event is looked at under several lifecycles and in several runs: the world stands still, so it is read once. */
function readOnce(hub: HubState, repo: string): Scene['facts'] {
  const read = new Map<string, Facts>();
  return (recorded) => {
    const key = recorded.join(' ');
    const facts = read.get(key) ?? factsIn(hub, repo, ITEM, { recorded });
    read.set(key, facts);
    return facts;
  };
}

/** Short names that the stories use for events. */
const SHORT: { readonly [word: string]: string } = {
  review: 'pull_request_review.submitted',
  workflow_run: 'workflow_run.completed',
  're-run': 'workflow_run.in_progress',
  any: 'issues.labeled',
};

function eventName(label: string): string {
  const [word = ''] = label.split(' ');
  return SHORT[word] ?? word;
}
