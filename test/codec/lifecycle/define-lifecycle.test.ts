import { describe, expect, it } from 'vitest';
import { defineLifecycle } from '../../../src/codec/lifecycle/define-lifecycle.ts';
import { sampleContexts } from '../sample-contexts.ts';

describe('defineLifecycle', () => {
  it('makes a lifecycle from a plain object', () => {
    const lifecycle = defineLifecycle({
      name: 'docs',
      initial: 'open',
      states: {
        open: { when: true, to: { done: { if: 'pull_request.merged' } } },
        done: { when: "issue.state == 'closed'", terminal: true, to: { open: null } },
      },
    });
    expect(lifecycle.states.map((state) => state.name)).toEqual(['open', 'done']);
    expect(lifecycle.states[0]?.to[0]?.if?.evaluate(sampleContexts())).toEqual({
      value: false,
      reads: { 'pull_request.merged': false },
    });
  });

  it('changes a built-in one, whose states its edges may lead to', () => {
    const lifecycle = defineLifecycle({
      extends: 'standard',
      states: {
        released: { after: 'merged', to: { closed: null } },
        merged: { to: { released: null, closed: false } },
      },
    });
    expect(lifecycle.states.map((state) => state.name)).toContain('released');
  });

  it('lets the compiler find a misspelt state, and says so at run time too', () => {
    // @ts-expect-error `initial` names no state
    expect(() => defineLifecycle({ name: 'x', initial: 'opn', states: { open: {} } })).toThrow(
      '"opn" is not a state; did you mean "open"? Accepted: open',
    );
    // @ts-expect-error an edge leads to no state
    expect(() => defineLifecycle({ name: 'x', initial: 'open', states: { open: { to: { dne: null } } } })).toThrow(
      '"dne"',
    );
    // @ts-expect-error a lifecycle of one's own has a name
    expect(() => defineLifecycle({ initial: 'open', states: { open: {} } })).toThrow('name: is missing');
  });

  it('refuses a condition that does not say what it seems to say', () => {
    const make = () => defineLifecycle({ name: 'x', initial: 'open', states: { open: { when: 'issue.number == 0' } } });
    expect(make).toThrow('states.open.when: issue.number == 0 also holds where there is no issue.number');
  });
});
