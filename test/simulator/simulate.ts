import { createGitHub } from '../../src/adapters/github/github.ts';
import { decodeComment, hasMarker } from '../../src/codec/record/comment.ts';
import type { Command } from '../../src/compose/github/request.ts';
import type { SettingsPatch } from '../../src/core/values/settings.ts';
import { GITHUB_TOKEN } from '../support/github/identity.ts';
import { createWorld, type World } from '../support/github/world/world.ts';
import { createDice, type Dice } from './dice.ts';
import { type House, type JobEnding, type JobPlan, runJob, type Tamper } from './job.ts';
import { createLine } from './line.ts';
import { type Habit, pickHabit, planJob } from './planning.ts';
import { type Arrived, createReceivers } from './receivers.ts';
import { type Corner, happen, open, type Sent } from './traffic.ts';
import { beginVirtualTime } from './virtual-time.ts';
import { FAIR, pickWeather, type Weather } from './weather.ts';

const START = '2026-11-22T08:00:00Z';
/** Longer than any request is on its way, and than any lock lasts. */
const AFTERWARDS_MS = 60_000;

/** A body that GitHub took over, whether or not its writer ever heard of it. */
interface Accepted {
  readonly item: number;
  readonly body: string;
}

/** How a seed ended: what is left in the world, and what happened on the way. */
export interface Outcome {
  readonly seed: number;
  readonly weather: Weather;
  readonly habit: Habit;
  readonly world: World;
  readonly items: readonly number[];
  readonly accepted: readonly Accepted[];
  readonly endings: readonly JobEnding[];
  /** The jobs that looked at everything once more, in fair weather. */
  readonly last: readonly JobEnding[];
  /** What still waits in records after one sweep in fair weather. */
  readonly waiting: readonly string[];
  /** What those were sent who receive webhooks. */
  readonly arrived: readonly Arrived[];
  /** The payloads of `repository_dispatch` that GitHub took. */
  readonly dispatches: readonly { readonly [name: string]: unknown }[];
  /** Writes of a second look at everything: there was nothing left to write. */
  readonly restless: readonly string[];
  /** What GitHub would not have taken. */
  readonly refused: readonly string[];
}

/** A sweep loads code when it begins, which takes real time; in a simulation there is none, so it is loaded before. */
const loaded = createGitHub({
  token: '',
  apiUrl: 'https://api.github.com',
  graphqlUrl: 'https://api.github.com/graphql',
  owner: '',
  repo: '',
  configPath: '',
}).bulk();

export interface Play {
  readonly tamper?: Tamper;
  /** There are hooks: two webhooks and a `repository_dispatch`. */
  readonly isHooked?: boolean;
}

/** Plays one seed from start to end, in simulated time. */
export async function simulate(seed: number, options: Play = {}): Promise<Outcome> {
  await loaded;
  const time = beginVirtualTime(START);
  try {
    return await time.run(play(seed, time, options));
  } finally {
    time.end();
  }
}

async function play(
  seed: number,
  time: House['time'],
  { tamper = (github) => github, isHooked = false }: Play,
): Promise<Outcome> {
  const dice = createDice(seed);
  const accepted: Accepted[] = [];
  const weather = pickWeather(dice);
  const picked = pickHabit(dice, weather);
  const habit = isHooked ? { ...picked, settings: { ...picked.settings, dispatch: 'loopforge' }, longest: 16 } : picked;
  const world = watched(createWorld({ start: START }), accepted);
  world.follow(time.now);
  world.settings.countCreation = dice.chance(0.5);
  world.settings.coalesceSeconds = weather.joinsWithin;
  const line = createLine(world, time, dice.fork());
  const receivers = isHooked ? createReceivers(time, createDice(seed + 1_000_000)) : null;
  const house: House = { time, line, tamper, receivers };
  line.setWeather(weather);
  const { corner, endings } = await busyTime(house, world, habit, dice.fork());
  line.setWeather(FAIR);
  receivers?.clear();
  await line.quiet();
  await time.sleep(AFTERWARDS_MS);
  const swept = isHooked || dice.chance(0.2) ? [await finalJob(house, habit, 0, { kind: 'sweep' })] : [];
  const waiting = isHooked ? corner.issues.flatMap((issue) => outboxesOf(world, issue)) : [];
  const last = [...swept, ...(await lookAtAll(house, corner, habit))];
  const before = line.fake.requests.length;
  await lookAtAll(house, corner, habit);
  const writes = line.fake.requests.slice(before).filter(({ operation }) => operation === null);
  return {
    ...{ seed, weather, habit, world, items: corner.issues, accepted, endings, last, waiting },
    ...{ arrived: receivers?.arrived ?? [], dispatches: line.fake.dispatches.map(({ payload }) => payload) },
    restless: writes.map(({ method, path }) => `${method} ${path}`),
    refused: line.fake.violations.map(({ message, request }) => `${message} (${request})`),
  };
}

/** A few things happen in quick succession, and each sets off workflows at once. */
async function busyTime(house: House, world: World, habit: Habit, dice: Dice) {
  const jobs: Promise<JobEnding>[] = [];
  const { corner, sent } = open(world, dice);
  const enqueue = (plan: JobPlan): void => {
    const delay = house.time.sleep(plan.delay);
    const turn = habit.oneByOne ? Promise.all([delay, jobs.at(-1)]) : delay;
    jobs.push(turn.then(() => runJob(house, plan)));
  };
  const start = (events: readonly Sent[]): void => {
    for (const event of events) {
      for (let copies = dice.pick([1, 1, 2, 3]); copies > 0; copies--) {
        enqueue(planJob(dice.fork(), jobs.length, event, corner, habit));
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

/** The outboxes that are not empty, as text. */
function outboxesOf(world: World, issue: number): readonly string[] {
  const records = world.comments(issue).filter(({ body }) => hasMarker(body));
  return records.flatMap(({ body }) => {
    const decoded = decodeComment(body);
    const outbox = decoded.kind === 'record' ? decoded.record.head.outbox : null;
    return outbox === null ? [] : [`#${issue}: ${JSON.stringify(outbox)}`];
  });
}

/** Everything is looked at once more, by name, one after another. */
async function lookAtAll(house: House, corner: Corner, habit: Habit): Promise<readonly JobEnding[]> {
  const endings: JobEnding[] = [];
  for (const number of corner.issues) {
    const targets = [{ kind: 'item', number }] as const;
    endings.push(await finalJob(house, habit, number, { kind: 'track', targets, named: true, fork: false }));
  }
  return endings;
}

function finalJob(house: House, habit: Habit, index: number, command: Command): Promise<JobEnding> {
  const settings: SettingsPatch = habit.settings;
  const sent = { name: 'workflow_dispatch', payload: { inputs: {} } };
  const common = { settings, token: GITHUB_TOKEN, clockOff: 0, delay: 0, fate: { kind: 'lives' } } as const;
  return runJob(house, { id: 9000 + index, sent, command, dice: createDice(index), ...common });
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
