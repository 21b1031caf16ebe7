/** Chance that is the same in every run of the same seed. */
export interface Dice {
  /** From 0 to below 1. */
  roll(): number;
  chance(probability: number): boolean;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  pick<T>(list: readonly T[]): T;
  bytes(size: number): Uint8Array;
  /** Dice of their own, so that one more roll here changes nothing there. */
  fork(): Dice;
}

/** Mulberry32: small, fast, and good enough to make trouble. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + Math.floor(roll() * (most - least + 1));
  return {
    roll,
    between,
    chance: (probability) => roll() < probability,
    pick(list) {
      const picked = list[Math.floor(roll() * list.length)];
      if (picked === undefined) throw new Error('there is nothing to pick from');
      return picked;
    },
    bytes: (size) => Uint8Array.from({ length: size }, () => between(0, 255)),
    fork: () => createDice(between(0, 2 ** 32 - 1)),
  };
}
