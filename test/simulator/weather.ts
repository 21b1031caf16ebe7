import type { Fault } from '../support/github/server/faults.ts';
import type { Dice } from './dice.ts';

/** How likely each kind of trouble is for one request. */
export interface Weather {
  readonly name: string;
  /** 500, 502, 503: before anything was done, or after. */
  readonly error: number;
  /** The connection is cut, before or after. */
  readonly reset: number;
  /** The answer breaks off in the middle. */
  readonly truncated: number;
  /** A read is answered by a replica that lags behind. */
  readonly stale: number;
  /** The request reaches the server, and is done, long after the client gave up. */
  readonly late: number;
  /** A rate limit: secondary or primary. */
  readonly limited: number;
  /** GitHub joins edits that follow each other within so many seconds. */
  readonly joinsWithin: number;
}

const CALM: Weather = {
  name: 'calm',
  error: 0,
  reset: 0,
  truncated: 0,
  stale: 0,
  late: 0,
  limited: 0,
  joinsWithin: 0,
};

/** No fault at all, only the distance. */
export const FAIR = CALM;

const WEATHERS: readonly Weather[] = [
  CALM,
  { ...CALM, name: 'stormy', error: 0.06, reset: 0.06, truncated: 0.04 },
  { ...CALM, name: 'lagging', stale: 0.4 },
  { ...CALM, name: 'slow', late: 0.15, reset: 0.03 },
  { ...CALM, name: 'limited', limited: 0.08, error: 0.02 },
  { ...CALM, name: 'joining', joinsWithin: 6, error: 0.04, reset: 0.04 },
  { ...CALM, name: 'foul', error: 0.04, reset: 0.04, truncated: 0.02, stale: 0.2, late: 0.08, limited: 0.01 },
  { ...CALM, name: 'treacherous', stale: 0.35, late: 0.2, reset: 0.05 },
];

export function pickWeather(dice: Dice): Weather {
  return dice.pick(WEATHERS);
}

/** The faults that strike one request. */
export function troubleFor(weather: Weather, dice: Dice, reads: boolean): readonly Fault[] {
  const near: Fault = { kind: 'delay', ms: distance(dice), when: 'before' };
  const back: Fault = { kind: 'delay', ms: distance(dice), when: 'after' };
  const trouble = strike(weather, dice, reads);
  return trouble === null ? [near, back] : [near, trouble, back];
}

/** Mostly a fraction of a second, now and then up to three. */
function distance(dice: Dice): number {
  return dice.chance(0.15) ? dice.between(400, 3000) : dice.between(5, 200);
}

function strike(weather: Weather, dice: Dice, reads: boolean): Fault | null {
  const when = dice.chance(0.5) ? 'before' : 'after';
  const faults: readonly (readonly [number, () => Fault])[] = [
    [weather.error, () => ({ kind: 'status', status: dice.pick([500, 502, 503]), when })],
    [weather.reset, () => ({ kind: 'reset', when })],
    [weather.truncated, () => ({ kind: 'truncate' })],
    [reads ? weather.stale : 0, () => ({ kind: 'stale', back: dice.between(1, 12) })],
    [weather.late, () => ({ kind: 'delay', ms: dice.between(4_000, 40_000), when: 'before' })],
    [weather.limited, () => limit(dice)],
  ];
  let roll = dice.roll();
  for (const [probability, fault] of faults) {
    if (roll < probability) return fault();
    roll -= probability;
  }
  return null;
}

function limit(dice: Dice): Fault {
  return dice.chance(0.7)
    ? { kind: 'secondary-limit', retryAfter: dice.between(1, 70) }
    : { kind: 'primary-limit', resetIn: dice.between(1, 100) };
}
