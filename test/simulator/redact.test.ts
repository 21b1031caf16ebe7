import { expect, onTestFinished, test } from 'vitest';
import { createGitHub } from '../../src/adapters/github/github.ts';
import { systemTimer } from '../../src/adapters/system/timer.ts';
import { hasMarker } from '../../src/codec/record/comment.ts';
import { CancelSwitch } from '../../src/compose/github/cancellation.ts';
import { LoopForgeError } from '../../src/core/values/errors.ts';
import { renderRecord } from '../../src/report/comment/renderers.ts';
import { renderSegment } from '../../src/report/comment/segment-view.ts';
import { redact } from '../../src/usecase/by-hand/redact.ts';
import type { ItemRequest, Ports } from '../../src/usecase/item-state/ports.ts';
import { GITHUB_TOKEN, USER_TOKEN_PREFIX } from '../support/github/identity.ts';
import type { Fault } from '../support/github/server/faults.ts';
import { createWorld, type World } from '../support/github/world/world.ts';
import { createDice, type Dice } from './dice.ts';
import { type Fate, type House, runJob } from './job.ts';
import { createLine, type Line } from './line.ts';
import { beginVirtualTime, type VirtualTime } from './virtual-time.ts';

const START = '2026-11-22T08:00:00Z';
const NAME = 'hubot';
const SECOND = 1_000;
/** By then every request has arrived, and every lock has run out. */
const AFTERWARDS_MS = 120 * SECOND;
const SEEDS = Number(process.env['REDACT_SEEDS'] ?? 100);
/** The octocat keeps records too; monalisa is a person. */
const SETTINGS = { trustedAuthors: ['583231'] };

interface Case {
  readonly by: 'monalisa' | 'octocat';
  /** Whose write is slow. */
  readonly slow: 'run' | 'redact';
  readonly delay: number;
}

const CASES: readonly Case[] = (['monalisa', 'octocat'] as const).flatMap((by) =>
  (['run', 'redact'] as const).flatMap((slow) => [4, 14].map((seconds) => ({ by, slow, delay: seconds * SECOND }))),
);

interface Scene {
  readonly time: VirtualTime;
  readonly world: World;
  readonly line: Line;
  readonly issue: number;
}

/** A run and a redaction at about the same time, the writes of one of them slow; what `redact` says, and what is left. */
async function play(seed: number, { by, slow, delay }: Case) {
  const dice = createDice(seed);
  const time = beginVirtualTime(START);
  onTestFinished(() => time.end());
  const world = createWorld({ start: START });
  world.follow(time.now);
  world.settings.countCreation = dice.chance(0.5);
  const line = createLine(world, time, null);
  const scene: Scene = { time, world, line, issue: world.openIssue({ author: NAME }) };
  return time.run(
    (async () => {
      await job(scene, dice);
      world.assign(scene.issue, 'octocat');
      await job(scene, dice);
      expect(textOf(scene)).toContain(NAME);
      const pull = world.openPull({ author: 'octocat', closes: [scene.issue] });
      world.check(pull, { conclusion: 'success' });
      line.fake.onRequest(slowWrites(slow === 'run' ? 'github-actions' : by, dice.between(1, 2), delay));
      const said = later(scene, dice.between(0, 16 * SECOND), () => erase(scene, by, dice.fork()));
      const runs = [0, dice.between(0, 20 * SECOND)].map((wait) =>
        later(scene, wait + dice.between(0, 8 * SECOND), () => job(scene, dice.fork(), fateOf(dice))),
      );
      const [answer] = await Promise.all([said, ...runs]);
      line.fake.onRequest(null);
      await line.quiet();
      await time.sleep(AFTERWARDS_MS);
      const atOnce = textOf(scene);
      await job(scene, dice);
      await job(scene, dice);
      return { answer, atOnce, afterwards: textOf(scene) };
    })(),
  );
}

test.each(CASES)(
  '$by redacts while the writes of the $slow take $delay ms',
  async (one) => {
    const told: { [answer: string]: number } = {};
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { answer, atOnce, afterwards } = await play(seed, one);
      told[answer] = (told[answer] ?? 0) + 1;
      if (answer !== 'erased') continue;
      expect(atOnce, `seed ${seed}: the name is back`).not.toContain(NAME);
      expect(afterwards, `seed ${seed}: the name comes back`).not.toContain(NAME);
    }
    // Most of the time it does what it was asked for.
    expect(told['erased'] ?? 0, JSON.stringify(told)).toBeGreaterThan(SEEDS / 2);
  },
  600_000,
);

function slowWrites(identity: string, times: number, ms: number) {
  let left = times;
  return (asked: { readonly method: string; readonly identity: string | null }): readonly Fault[] => {
    if (asked.method !== 'PATCH' || asked.identity !== identity || left === 0) return [];
    left -= 1;
    return [{ kind: 'delay', ms, when: 'before' }];
  };
}

async function later<T>({ time }: Scene, ms: number, work: () => Promise<T>): Promise<T> {
  await time.sleep(ms);
  return work();
}

function fateOf(dice: Dice): Fate {
  return dice.chance(0.25) ? { kind: 'killed', at: dice.between(3, 5), post: dice.chance(0.5) } : { kind: 'lives' };
}

async function job({ time, line, issue }: Scene, dice: Dice, fate: Fate = { kind: 'lives' }): Promise<void> {
  const house: House = { time, line, tamper: (github) => github };
  const command = { kind: 'track', targets: [{ kind: 'item', number: issue }], named: true, fork: false } as const;
  const sent = { name: 'workflow_dispatch', payload: { inputs: {} } };
  const plan = { sent, command, settings: SETTINGS, token: GITHUB_TOKEN, clockOff: 0, delay: 0 };
  await runJob(house, { ...plan, id: dice.between(1, 9_999), dice, fate });
}

/** `erased`, or the code of what it says instead. */
async function erase(scene: Scene, by: string, dice: Dice): Promise<string> {
  const selection = { kind: 'actor', login: NAME } as const;
  const request = { number: scene.issue, selection, reason: 'They asked for it.', dryRun: false };
  try {
    await redact(portsOf(scene, by, dice), REQUEST, request);
    return 'erased';
  } catch (error) {
    if (error instanceof LoopForgeError) return error.code;
    throw error;
  }
}

function portsOf({ line, time }: Scene, by: string, dice: Dice): Ports {
  const cancellation = new CancelSwitch();
  const timer = { ...systemTimer(cancellation), elapsed: time.now };
  const github = createGitHub({
    token: `${USER_TOKEN_PREFIX}${by}`,
    apiUrl: 'https://api.github.com',
    graphqlUrl: 'https://api.github.com/graphql',
    owner: 'acme',
    repo: 'widgets',
    configPath: '.github/loopforge.yml',
    fetch: line.fetch,
    patience: { sleep: timer.sleep, tell: () => {} },
  });
  return {
    ...{ github, atOnce: github.atOnce, locks: github, timer, random: dice.bytes, render: renderRecord, renderSegment },
    journal: { note: () => {}, forget: () => {} },
    isCancelled: cancellation.isRequested,
    log: () => {},
  };
}

const REQUEST: ItemRequest = {
  event: { name: 'workflow_dispatch', action: null, sender: null, payload: {} },
  context: {
    ...{ run: null, actor: '', ref: '', sha: '', repository: 'acme/widgets', workflowPath: null, workflowRef: null },
    job: null,
  },
  ...{ occasion: 'named', assertion: null, inputs: SETTINGS, configPath: '.github/loopforge.yml', configNamed: false },
  ...{ dryRun: false, fork: false },
};

/** Every comment of the item that holds a record or a part of one. */
function textOf({ world, issue }: Scene): string {
  const ours = world.comments(issue).filter(({ body }) => hasMarker(body) || body.includes('loopforge:segment'));
  return ours.map(({ body }) => body).join('\n');
}
