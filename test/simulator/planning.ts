import type { Command } from '../../src/compose/github/request.ts';
import type { SettingsPatch } from '../../src/core/values/settings.ts';
import { GITHUB_TOKEN, USER_TOKEN_PREFIX } from '../support/github/identity.ts';
import type { Dice } from './dice.ts';
import type { Fate, JobPlan } from './job.ts';
import type { Corner, Sent } from './traffic.ts';
import type { Weather } from './weather.ts';

/** How a repository uses LoopForge. */
export interface Habit {
  readonly settings: SettingsPatch;
  readonly tokens: readonly string[];
  /** All jobs share one `concurrency` group. */
  readonly oneByOne: boolean;
  /** A job is killed or cancelled at its request of this number at the latest. */
  readonly longest?: number;
}

const PLAIN: Habit = { settings: {}, tokens: [GITHUB_TOKEN], oneByOne: false };

/** The octocat's number: two identities do not see each other's locks, only the edit count does. */
const TRUSTED = ['583231'];

const HABITS: readonly Habit[] = [
  PLAIN,
  PLAIN,
  PLAIN,
  PLAIN,
  PLAIN,
  { ...PLAIN, settings: { trustedAuthors: TRUSTED }, tokens: [GITHUB_TOKEN, `${USER_TOKEN_PREFIX}octocat`] },
  { ...PLAIN, settings: { lock: 'none' }, oneByOne: true },
];

/**
 * Where GitHub joins edits, whoever writes without the others' lock can overwrite an entry so that nothing shows it: the
 * one loss that no count sees. There everybody uses the lock.
 */
export function pickHabit(dice: Dice, weather: Weather): Habit {
  const habit = dice.pick(HABITS);
  return weather.joinsWithin > 0 ? PLAIN : habit;
}

export function planJob(dice: Dice, index: number, sent: Sent, corner: Corner, habit: Habit): JobPlan {
  return {
    id: 1001 + index,
    sent,
    command: dice.chance(0.1) ? claim(dice, corner) : null,
    settings: habit.settings,
    token: dice.pick(habit.tokens),
    clockOff: dice.between(-600_000, 600_000),
    delay: delayOf(dice),
    fate: fateOf(dice, habit),
    dice,
  };
}

/** Workflows start at once, or wait for a runner. */
function delayOf(dice: Dice): number {
  return dice.chance(0.85) ? dice.between(0, 800) : dice.between(800, 30_000);
}

function fateOf(dice: Dice, { longest = 7 }: Habit): Fate {
  const roll = dice.roll();
  const at = dice.between(1, longest);
  if (roll < 0.12) return { kind: 'killed', at, post: dice.chance(0.5) };
  if (roll < 0.24) return { kind: 'cancelled', at, delay: dice.between(0, 400) };
  return { kind: 'lives' };
}

const CLAIMED = ['task_queued', 'pr_created', 'ci_pending', 'ci_passed', 'ci_failed', 'awaiting_review', 'approved'];

/** A person forces a step, or a workflow claims one: such a step can be found again in no facts. */
function claim(dice: Dice, { issues }: Corner): Command {
  const override = dice.chance(0.7);
  return {
    kind: 'transition',
    targets: [{ kind: 'item', number: dice.pick(issues) }],
    named: true,
    fork: false,
    to: dice.pick(CLAIMED),
    trigger: 'workflow.asserted',
    metadata: { attempt: dice.between(1, 99) },
    override,
    reason: override ? 'the simulator says so' : null,
  };
}
