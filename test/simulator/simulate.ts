import type { Command } from '../../src/compose/request.ts';
import { decodeComment } from '../../src/codec/comment.ts';
import { entriesOf } from '../../src/core/chain.ts';
import type { Entry } from '../../src/core/record.ts';
import { GITHUB_TOKEN } from '../support/github/identity.ts';
import { createWorld, type World } from '../support/github/world/world.ts';
import { createDice, type Dice } from './dice.ts';
import { type Fate, type House, type JobEnding, type JobPlan, runJob, type Tamper } from './job.ts';
import { createLine } from './line.ts';
import { type Corner, happen, open, type Sent } from './traffic.ts';
import { beginVirtualTime } from './virtual-time.ts';
import { FAIR, pickWeather, type Weather } from './weather.ts';

const START = '2026-11-22T08:00:00Z';

/** A body that GitHub took over, whether or not its writer ever heard of it. */
export interface Accepted {
  readonly item: number;
  readonly body: string;
}

/** How a seed ended: what is left in the world, and what happened on the way. */
export interface Outcome {
  readonly seed: number;
  readonly weather: Weather;
  readonly world: World;
  readonly items: readonly number[];
  readonly accepted: readonly Accepted[];
  readonly endings: readonly JobEnding[];
  /** The jobs that looked at everything once more, in fair weather, and at the end found nothing to do. */
  readonly last: readonly JobEnding[];
  /** Writes that the very last looks made: none is right. */
  readonly restless: readonly string[];
  readonly violations: readonly string[];
}

/** Plays one seed from start to end, in simulated time. */
export async function simulate(seed: number, tamper: Tamper = (github) => github): Promise<Outcome> {
  const time = beginVirtualTime(START);
  try {
    return await time.run(play(seed, time, tamper));
  } finally {
    time.end();
  }
}

async function play(seed: number, time: House['time'], tamper: Tamper): Promise<Outcome> {
  const dice = createDice(seed);
  const accepted: Accepted[] = [];
  const weather = pickWeather(dice);
  const world = watched(createWorld({ start: START }), accepted);
  world.follow(time.now);
  world.settings.countCreation = dice.chance(0.5);
  world.settings.coalesceSeconds = weather.joinsWithin;
  const line = createLine(world, time, dice.fork());
  const house: House = { time, line, tamper };
  line.setWeather(weather);
  const { corner, endings } = await busyTime(house, world, dice.fork());
  line.setWeather(FAIR);
  await line.quiet();
  await time.sleep(60_000);
  const last = await lookAtAll(house, corner);
  const before = line.fake.requests.length;
  await lookAtAll(house, corner);
  const restless = line.fake.requests.slice(before).filter(({ operation }) => operation === null);
  return {
    seed,
    weather,
    world,
    items: corner.issues,
    accepted,
    endings,
    last,
    restless: restless.map(({ method, path }) => `${method} ${path}`),
    violations: line.fake.violations.map(({ message, request }) => `${message} (${request})`),
  };
}

/** A few things happen in quick succession, and each sets off workflows at once. */
async function busyTime(house: House, world: World, dice: Dice) {
  const jobs: Promise<JobEnding>[] = [];
  const { corner, sent } = open(world, dice);
  const start = (events: readonly Sent[]): void => {
    for (const event of events) {
      for (let copies = dice.pick([1, 1, 2, 3]); copies > 0; copies--) {
        const plan = planJob(dice.fork(), jobs.length, event, corner);
        jobs.push(house.time.sleep(delayOf(dice)).then(() => runJob(house, plan)));
      }
    }
  };
  start(sent);
  for (let beats = dice.between(3, 6); beats > 0; beats--) {
    await house.time.sleep(dice.chance(0.6) ? dice.between(0, 1500) : dice.between(1500, 20_000));
    start(happen(corner, dice));
  }
  return { corner, endings: await Promise.all(jobs) };
}

/** Workflows start at once, or wait for a runner. */
function delayOf(dice: Dice): number {
  return dice.chance(0.85) ? dice.between(0, 800) : dice.between(800, 30_000);
}

function planJob(dice: Dice, index: number, sent: Sent, corner: Corner): JobPlan {
  return {
    id: 1001 + index,
    sent,
    command: dice.chance(0.08) ? claim(dice, corner) : null,
    settings: {},
    token: GITHUB_TOKEN,
    clockOff: dice.between(-600_000, 600_000),
    fate: fateOf(dice),
    dice,
  };
}

function fateOf(dice: Dice): Fate {
  const roll = dice.roll();
  const at = dice.between(1, 7);
  if (roll < 0.12) return { kind: 'killed', at, post: dice.chance(0.5) };
  if (roll < 0.24) return { kind: 'cancelled', at, delay: dice.between(0, 400) };
  return { kind: 'lives' };
}

/** A person forces a step, or a workflow claims one: such a step can be found again in no facts. */
function claim(dice: Dice, { issues }: Corner): Command {
  const override = dice.chance(0.7);
  return {
    kind: 'transition',
    targets: [{ kind: 'item', number: dice.pick(issues) }],
    named: true,
    fork: false,
    to: dice.pick(['task_queued', 'pr_created', 'ci_pending', 'ci_passed', 'ci_failed', 'awaiting_review', 'approved']),
    trigger: 'workflow.asserted',
    metadata: { attempt: dice.between(1, 99) },
    override,
    reason: override ? 'the simulator says so' : null,
  };
}

/** Everything is looked at once more, by name, one after another. */
async function lookAtAll(house: House, corner: Corner): Promise<readonly JobEnding[]> {
  const endings: JobEnding[] = [];
  for (const number of corner.issues) {
    const command: Command = { kind: 'track', targets: [{ kind: 'item', number }], named: true, fork: false };
    const sent = { name: 'workflow_dispatch', payload: { inputs: {} } };
    const common = { settings: {}, token: GITHUB_TOKEN, clockOff: 0, fate: { kind: 'lives' }, dice: createDice(number) } as const;
    endings.push(await runJob(house, { id: 9000 + number, sent, command, ...common }));
  }
  return endings;
}

/** Notes every body that a comment ever had. */
function watched(world: World, accepted: Accepted[]): World {
  return {
    ...world,
    repository: (name, options) => watched(world.repository(name, options), accepted),
    comment(number, body, options) {
      accepted.push({ item: number, body });
      return world.comment(number, body, options);
    },
    editComment(id, body, options) {
      accepted.push({ item: world.commentById(id).on, body });
      world.editComment(id, body, options);
    },
  };
}

/** Every entry of every body that GitHub took over for an item, each once. */
export function acceptedEntries({ accepted }: Outcome, item: number): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const { body } of accepted.filter((one) => one.item === item)) {
    const decoded = decodeComment(body);
    if (decoded.kind === 'record') for (const entry of entriesOf(decoded.record)) entries.set(entry.hash, entry);
  }
  return entries;
}
