import { describe, expect, it } from 'vitest';
import { builtinLifecycle, VALID_TRANSITIONS } from '../../../src/codec/lifecycle/builtin.ts';
import { conditionFindings } from '../../../src/codec/lifecycle/condition/findings.ts';
import { STANDARD_DATA, STRICT_DATA } from '../../../src/codec/lifecycle/generated/lifecycles.ts';
import { readLifecycle } from '../../../src/codec/lifecycle/read-lifecycle.ts';
import { type Lifecycle, orderOf } from '../../../src/core/lifecycle/lifecycle.ts';
import { ROLES } from '../../../src/core/values/words.ts';

const STANDARD = builtinLifecycle('standard');
const STRICT = builtinLifecycle('strict');
const BOTH = [STANDARD, STRICT];

const edgesOf = (lifecycle: Lifecycle): readonly string[] =>
  lifecycle.states.flatMap((state) => state.to.map((edge) => `${state.name} -> ${edge.to}`));

/** All states that edges lead to from `from`, guards open, without ever entering `without`. */
function reachable(lifecycle: Lifecycle, from: string, without: string): ReadonlySet<string> {
  const seen = new Set([from]);
  for (const name of seen) {
    for (const { to } of lifecycle.states.find((state) => state.name === name)?.to ?? [])
      if (to !== without) seen.add(to);
  }
  return seen;
}

describe('the generated lifecycles', () => {
  it('have no trap in any condition', () => {
    expect(readLifecycle(STANDARD_DATA).hash).toBe(STANDARD.hash);
    expect(readLifecycle(STRICT_DATA).hash).toBe(STRICT.hash);
    const texts = BOTH.flatMap(({ states }) => states.flatMap(({ when, to }) => [when, ...to.map((edge) => edge.if)]));
    const conditions = texts.filter((condition) => condition !== null);
    expect(conditions.length).toBeGreaterThan(30);
    expect(conditions.flatMap((condition) => conditionFindings(condition.text))).toEqual([]);
  });

  it('are read once', () => {
    expect(builtinLifecycle('standard')).toBe(STANDARD);
    expect(STANDARD.hash).toMatch(/^[\w-]{43}$/);
    expect(STANDARD.hash).not.toBe(STRICT.hash);
  });
});

describe('the strict table', () => {
  it('is the original one: twelve edges and no other', () => {
    expect(edgesOf(STRICT)).toEqual([
      'issue_created -> task_queued',
      'task_queued -> pr_created',
      'pr_created -> ci_pending',
      'ci_pending -> ci_passed',
      'ci_pending -> ci_failed',
      'ci_passed -> merged',
      'ci_passed -> awaiting_review',
      'ci_failed -> ci_pending',
      'awaiting_review -> approved',
      'awaiting_review -> ci_pending',
      'approved -> merged',
      'merged -> closed',
    ]);
  });

  it('ends with closed', () => {
    expect(STRICT.states.filter((state) => state.to.length === 0).map((state) => state.name)).toEqual(['closed']);
    expect(STRICT.states.filter((state) => state.terminal).map((state) => state.name)).toEqual(['closed']);
  });

  it('is public as VALID_TRANSITIONS, which nobody can change', () => {
    const listed = Object.entries(VALID_TRANSITIONS).flatMap(([from, to]) => to.map((next) => `${from} -> ${next}`));
    expect(listed).toEqual(edgesOf(STRICT));
    expect(VALID_TRANSITIONS.closed).toEqual([]);
    expect(Object.isFrozen(VALID_TRANSITIONS)).toBe(true);
    expect(Object.values(VALID_TRANSITIONS).every((list) => Object.isFrozen(list))).toBe(true);
  });
});

describe.each(BOTH)('$name', (lifecycle) => {
  it('has the ten states in order', () => {
    expect(lifecycle.states.map((state) => state.name)).toEqual(Object.keys(VALID_TRANSITIONS));
    expect(lifecycle.initial).toBe('issue_created');
  });

  it('lets nothing lead to issue_created', () => {
    expect(edgesOf(lifecycle).filter((edge) => edge.endsWith('-> issue_created'))).toEqual([]);
  });

  it('does not reach merged without ci_passed, from any state before it and from closed', () => {
    expect(reachable(lifecycle, lifecycle.initial, 'nothing')).toContain('merged');
    for (const { name } of lifecycle.states) {
      if (['ci_passed', 'awaiting_review', 'approved', 'merged'].includes(name)) continue;
      expect(reachable(lifecycle, name, 'ci_passed')).not.toContain('merged');
    }
  });

  it('says what each state means', () => {
    expect(lifecycle.states.map(({ role }) => role)).toEqual([null, ...ROLES]);
  });

  it('guards its three gates', () => {
    const gates = lifecycle.states.filter((state) => state.gate).map((state) => state.name);
    expect(gates).toEqual(['ci_passed', 'approved', 'merged']);
  });
});

describe('standard', () => {
  it('holds every strict edge', () => {
    const missing = edgesOf(STRICT).filter((edge) => !edgesOf(STANDARD).includes(edge));
    expect(missing).toEqual([]);
  });

  it('adds edges that only go back or out', () => {
    const added = edgesOf(STANDARD).filter((edge) => !edgesOf(STRICT).includes(edge));
    expect(added.length).toBeGreaterThan(0);
    for (const edge of added) {
      const [from = '', to = ''] = edge.split(' -> ');
      const back = orderOf(STANDARD, to) <= orderOf(STANDARD, from);
      expect(back || to === 'closed', edge).toBe(true);
    }
  });
});
