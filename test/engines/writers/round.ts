import { defineLifecycle } from '../../../src/codec/lifecycle/define-lifecycle.ts';

const STATES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
export type RoundState = (typeof STATES)[number];

/** States each of which may follow the others: most steps that are asked for at random are legal. */
export const ROUND = defineLifecycle({
  name: 'round',
  initial: 'a',
  states: {
    a: { when: true, to: { b: {}, c: {}, d: {}, e: {}, f: {} } },
    b: { when: false, to: { a: {}, c: {}, d: {}, e: {}, f: {} } },
    c: { when: false, to: { a: {}, b: {}, d: {}, e: {}, f: {} } },
    d: { when: false, to: { a: {}, b: {}, c: {}, e: {}, f: {} } },
    e: { when: false, to: { a: {}, b: {}, c: {}, d: {}, f: {} } },
    f: { when: false, to: { a: {}, b: {}, c: {}, d: {}, e: {} } },
  },
});

/** Any state but that one, where it is known. */
export function anotherState(than?: string): RoundState {
  const others = STATES.filter((state) => state !== than);
  return others[Math.floor(Math.random() * others.length)] ?? 'a';
}
