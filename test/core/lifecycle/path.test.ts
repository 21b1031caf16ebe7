import { describe, expect, test } from 'vitest';
import { UNAVAILABLE, type Unavailable } from '../../../src/core/facts/facts.ts';
import type { Condition, Edge, Lifecycle, State } from '../../../src/core/lifecycle/lifecycle.ts';
import { conditionsOn, observeState } from '../../../src/core/lifecycle/observe.ts';
import { findPath, type PathRequest } from '../../../src/core/lifecycle/path.ts';
import { assess } from '../../../src/core/situation/situation.ts';
import { trustedHash } from '../../../src/core/values/ids.ts';
import { request } from '../run-plan.ts';

type Value = boolean | Unavailable;
const says = (value: Value): Condition => ({ text: String(value), evaluate: () => ({ value, reads: {} }) });

/** `'b'`: an open edge to b; `['b', false]`: one whose guard says no. */
type EdgeSketch = string | readonly [string, Value];
interface Sketch {
  readonly to: readonly EdgeSketch[];
  readonly gate?: boolean;
  readonly when?: Value;
  readonly on?: string;
}

type Sketches = Readonly<Record<string, Sketch>>;

function edge(sketch: EdgeSketch): Edge {
  const [to, guard] = typeof sketch === 'string' ? [sketch, null] : sketch;
  return { to, if: guard === null ? null : says(guard), trigger: null };
}

function lifecycle(sketches: Sketches): Lifecycle {
  const states = Object.entries(sketches).map(
    ([name, { to, gate = false, when = true, on = null }]): State => ({
      ...{ name, role: null, gate, on, per: null, terminal: false, trigger: null },
      when: says(when),
      to: to.map(edge),
    }),
  );
  return { name: 'sketch', hash: trustedHash(''), initial: states[0]?.name ?? '', states };
}

const { contexts } = assess(request());

function path(sketches: Sketches, from: string, to: string, options: Partial<PathRequest> = {}): string | null {
  const law = lifecycle(sketches);
  const conditions = conditionsOn(contexts);
  const defaults = { reading: 'facts', mayStepBack: true, startOpen: false, mayRecheck: true } as const;
  const steps = findPath({ lifecycle: law, conditions, from, to, ...defaults, ...options });
  return steps === null ? null : [from, ...steps.map((step) => step.state.name)].join(' ');
}

describe('the path', () => {
  test('to where one stands is empty, even where there is an edge to oneself', () => {
    expect(path({ a: { to: [['a', true]] } }, 'a', 'a')).toBe('a');
  });

  test('is the shortest', () => {
    expect(path({ a: { to: ['b', 'd'] }, b: { to: ['c'] }, c: { to: ['d'] }, d: { to: [] } }, 'a', 'd')).toBe('a d');
  });

  test('is, of equal ones, the one whose states stand first in the file, whatever the order of the edges', () => {
    expect(path({ a: { to: ['c', 'b'] }, b: { to: ['d'] }, c: { to: ['d'] }, d: { to: [] } }, 'a', 'd')).toBe('a b d');
  });

  test('takes no edge whose guard says no, or does not know', () => {
    const law = (guard: Value): Sketches => ({ a: { to: [['c', guard], 'b'] }, b: { to: ['c'] }, c: { to: [] } });
    expect(path(law(true), 'a', 'c')).toBe('a c');
    expect(path(law(false), 'a', 'c')).toBe('a b c');
    expect(path(law(UNAVAILABLE), 'a', 'c')).toBe('a b c');
  });

  test('enters a gate only while it holds', () => {
    const law = (when: Value): Sketches => ({ a: { to: ['b'] }, b: { to: ['c'], gate: true, when }, c: { to: [] } });
    expect(path(law(true), 'a', 'c')).toBe('a b c');
    expect(path(law(false), 'a', 'c')).toBeNull();
    expect(path(law(UNAVAILABLE), 'a', 'c')).toBeNull();
    expect(path(law(UNAVAILABLE), 'a', 'c', { reading: 'hopeful' })).toBe('a b c');
    expect(path(law(false), 'a', 'c', { reading: 'hopeful' })).toBeNull();
    expect(path(law(false), 'a', 'c', { reading: 'assume' })).toBe('a b c');
  });

  test('enters a state that is no gate though it does not hold', () => {
    expect(path({ a: { to: ['b'] }, b: { to: ['c'], when: false }, c: { to: [] } }, 'a', 'c')).toBe('a b c');
  });

  test('of a state or to a state that is not there: none', () => {
    expect(path({ a: { to: ['a'] } }, 'a', 'z')).toBeNull();
    expect(path({ a: { to: ['a'] } }, 'z', 'a')).toBeNull();
  });
});

describe('a step back', () => {
  const law = { a: { to: ['b'] }, b: { to: ['a', 'c'] }, c: { to: ['b', 'a'] }, d: { to: ['c'] } };

  test('is the first step or none', () => {
    expect(path(law, 'c', 'b')).toBe('c b');
    expect(path(law, 'd', 'a')).toBeNull();
  });

  test('may be followed by steps ahead', () => {
    const around = { a: { to: ['b'] }, b: { to: [] }, c: { to: ['a'] } };
    expect(path(around, 'c', 'b')).toBe('c a b');
  });

  test('may be forbidden', () => {
    expect(path(law, 'c', 'b', { mayStepBack: false })).toBeNull();
  });
});

describe('from a gate that does not hold', () => {
  const law = (when: Value): Sketches => ({
    a: { to: ['b'] },
    b: { to: ['c', 'd', 'a'], gate: true, when },
    c: { to: ['d'] },
    d: { to: [], gate: true },
  });

  test('no later gate is reached, straight or around', () => {
    expect(path(law(true), 'b', 'd')).toBe('b d');
    expect(path(law(false), 'b', 'd')).toBeNull();
    expect(path(law(UNAVAILABLE), 'b', 'd')).toBeNull();
    expect(path(law(UNAVAILABLE), 'b', 'd', { reading: 'hopeful' })).toBe('b d');
  });

  test('a state that is no gate is', () => {
    expect(path(law(false), 'b', 'c')).toBe('b c');
  });

  test('a later gate is, where the gate counts as open', () => {
    expect(path(law(false), 'b', 'd', { startOpen: true })).toBe('b d');
  });

  test('a later gate is, after a step back that leads around it', () => {
    const around = { a: { to: ['c'] }, b: { to: ['a'], gate: true, when: false }, c: { to: [], gate: true } };
    expect(path(around, 'b', 'c')).toBe('b a c');
  });

  test('an earlier gate is, by a step back', () => {
    const back = { a: { to: ['b'], gate: true }, b: { to: ['a'], gate: true, when: false } };
    expect(path(back, 'b', 'a')).toBe('b a');
  });
});

describe('observe', () => {
  const seen = (sketches: Sketches, name = 'issues', action: string | null = 'opened') =>
    observeState(lifecycle(sketches), conditionsOn(contexts), { name, action, sender: null, payload: {} });

  test('takes the last state that holds', () => {
    expect(seen({ a: { to: [] }, b: { to: [] }, c: { to: [], when: false } })).toEqual({
      state: 'b',
      uncertain: false,
    });
  });

  test('falls back to the first state', () => {
    expect(seen({ a: { to: [], when: false } })).toEqual({ state: 'a', uncertain: false });
  });

  test('is uncertain where a later state could not be judged', () => {
    expect(seen({ a: { to: [] }, b: { to: [], when: UNAVAILABLE } })).toEqual({ state: 'a', uncertain: true });
    expect(seen({ a: { to: [], when: UNAVAILABLE }, b: { to: [] } })).toEqual({ state: 'b', uncertain: false });
  });

  test.each<[string, string, string | null, string]>([
    ['issues.opened', 'issues', 'opened', 'b'],
    ['issues', 'issues', 'opened', 'b'],
    ['issues.closed', 'issues', 'opened', 'a'],
    ['push', 'push', null, 'b'],
    ['push', 'issues', null, 'a'],
  ])('a state on %s, at %s.%s: %s', (on, name, action, state) => {
    expect(seen({ a: { to: [] }, b: { to: [], on } }, name, action).state).toBe(state);
  });

  test('a state on another event is not judged at all', () => {
    expect(seen({ a: { to: [] }, b: { to: [], on: 'push', when: UNAVAILABLE } }).uncertain).toBe(false);
  });
});
