import { describe, expect, it } from 'vitest';
import { builtinLifecycle } from '../../../src/codec/lifecycle/builtin.ts';
import { readLifecycle } from '../../../src/codec/lifecycle/read-lifecycle.ts';
import { type Lifecycle, stateOf } from '../../../src/core/lifecycle/lifecycle.ts';

const targets = (lifecycle: Lifecycle, state: string) => stateOf(lifecycle, state)?.to.map((edge) => edge.to);

describe('extends', () => {
  it('without changes is the base under another name', () => {
    for (const base of ['standard', 'strict'] as const) {
      const copy = readLifecycle({ extends: base });
      expect(copy).toMatchObject({ name: 'custom', initial: 'issue_created', hash: builtinLifecycle(base).hash });
    }
  });

  it('merges edges one by one: adds, replaces, removes', () => {
    const lifecycle = readLifecycle({
      name: 'mine',
      extends: 'strict',
      states: {
        ci_passed: { to: { merged: { if: 'review.current' }, ci_pending: null } },
        awaiting_review: { to: { ci_pending: false } },
      },
    });
    expect(targets(lifecycle, 'ci_passed')).toEqual(['merged', 'awaiting_review', 'ci_pending']);
    expect(stateOf(lifecycle, 'ci_passed')?.to[0]?.if?.text).toBe('review.current');
    expect(targets(lifecycle, 'awaiting_review')).toEqual(['approved']);
    expect(targets(lifecycle, 'ci_failed')).toEqual(['ci_pending']);
  });

  it('replaces a list of edges as a whole', () => {
    const listed = { ci_pending: [{ if: 'checks.ok' }, { trigger: 'x' }] };
    const lifecycle = readLifecycle({ extends: 'strict', states: { awaiting_review: { to: listed } } });
    expect(targets(lifecycle, 'awaiting_review')).toEqual(['approved', 'ci_pending', 'ci_pending']);
  });

  it('replaces fields and keeps the others', () => {
    const lifecycle = readLifecycle({ extends: 'strict', states: { approved: { when: 'review.current' } } });
    expect(stateOf(lifecycle, 'approved')).toMatchObject({ gate: true, per: 'head', when: { text: 'review.current' } });
    expect(targets(lifecycle, 'approved')).toEqual(['merged']);
  });

  it('places new states behind the one that their after names', () => {
    const lifecycle = readLifecycle({
      extends: 'standard',
      initial: 'task_queued',
      states: {
        released: { after: 'merged', on: 'release.published', when: true, to: { verified: null } },
        verified: { after: 'released', to: { closed: null } },
        merged: { to: { released: null } },
      },
    });
    const names = lifecycle.states.map((state) => state.name);
    expect(names.slice(-4)).toEqual(['merged', 'released', 'verified', 'closed']);
    expect(targets(lifecycle, 'merged')).toEqual(['closed', 'pr_created', 'task_queued', 'released']);
    expect(lifecycle.initial).toBe('task_queued');
  });

  it.each([
    [
      { extends: 'strickt' },
      'extends: "strickt" is not a built-in lifecycle; did you mean "strict"? Accepted: standard or strict',
    ],
    [{ extends: 'constructor' }, 'extends: "constructor" is not a built-in lifecycle. Accepted: standard or strict'],
    [{ extends: 'strict', states: { released: {} } }, 'a new state says which state it stands behind'],
    [
      { extends: 'strict', states: { released: { after: 'mergd' } } },
      '"mergd" is not a state before this one; did you mean "merged"?',
    ],
    [{ extends: 'strict', states: { merged: { after: 'closed' } } }, '`after` is for a new state'],
    [{ extends: 'strict', states: { merged: { to: ['closed'] } } }, 'states.merged.to: `to` must be a map'],
    [{ extends: 'strict', states: { merged: 'closed' } }, 'states.merged: a state must be a map'],
    [{ extends: 'strict', states: [] }, 'states: `states` must be a map'],
    [{ extends: 'strict', states: { merged: { to: { done: false } } } }, '"done" is not a state'],
  ])('refuses %j', (data, expected) => {
    expect(() => readLifecycle(data)).toThrow(expect.objectContaining({ code: 'lifecycle_invalid' }));
    expect(() => readLifecycle(data)).toThrow(expected);
  });
});
