import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../src/codec/lifecycle/condition/condition.ts';
import type { Contexts } from '../../../src/core/facts/contexts.ts';
import { type Known, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { sampleContexts } from '../sample-contexts.ts';

type Tree =
  | { readonly kind: 'fact'; readonly index: number }
  | { readonly kind: 'not'; readonly of: Tree }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Tree[] };

const FACTS = ['open', 'closed', 'merged', 'draft', 'from_fork'] as const;

const known: fc.Arbitrary<Known<boolean>> = fc.constantFrom(true, false, UNAVAILABLE);
const facts = fc.array(known, { minLength: FACTS.length, maxLength: FACTS.length });
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium' },
    fc.record({ kind: fc.constant('fact' as const), index: fc.nat(FACTS.length - 1) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

function print(node: Tree): string {
  if (node.kind === 'fact') return `pull_request.${FACTS[node.index]}`;
  if (node.kind === 'not') return `!(${print(node.of)})`;
  return `(${node.of.map(print).join(node.kind === 'and' ? ' && ' : ' || ')})`;
}

/** The rule in so many words: left to right, stop as soon as the answer is known, unknown as soon as one is read. */
function expected(node: Tree, values: readonly Known<boolean>[], read: Set<string>): Known<boolean> {
  if (node.kind === 'fact') {
    const value = values[node.index] ?? UNAVAILABLE;
    if (value !== UNAVAILABLE) read.add(`pull_request.${FACTS[node.index]}`);
    return value;
  }
  if (node.kind === 'not') {
    const value = expected(node.of, values, read);
    return value === UNAVAILABLE ? UNAVAILABLE : !value;
  }
  for (const part of node.of) {
    const value = expected(part, values, read);
    if (value === UNAVAILABLE || value === (node.kind === 'or')) return value;
  }
  return node.kind === 'and';
}

function contextsOf(values: readonly Known<boolean>[]): Contexts {
  return sampleContexts({ pull_request: Object.fromEntries(FACTS.map((name, i) => [name, values[i] ?? UNAVAILABLE])) });
}

function depth(node: Tree): number {
  if (node.kind === 'fact') return 0;
  return 1 + (node.kind === 'not' ? depth(node.of) : Math.max(...node.of.map(depth)));
}

describe('unavailable facts and stopping early', () => {
  it('agree with the rule, value and reads', () => {
    fc.assert(
      fc.property(
        tree.filter((node) => depth(node) < 12),
        facts,
        (node, values) => {
          const read = new Set<string>();
          const value = expected(node, values, read);
          const verdict = compileCondition(print(node)).evaluate(contextsOf(values));
          expect(verdict.value).toBe(value);
          expect(new Set(Object.keys(verdict.reads))).toEqual(read);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never turn into another answer once the fact is known', () => {
    fc.assert(
      fc.property(
        tree.filter((node) => depth(node) < 12),
        facts,
        facts,
        (node, values, later) => {
          const condition = compileCondition(print(node));
          const now = condition.evaluate(contextsOf(values)).value;
          fc.pre(now !== UNAVAILABLE);
          const filledIn = values.map((value, i) => (value === UNAVAILABLE ? (later[i] ?? UNAVAILABLE) : value));
          expect(condition.evaluate(contextsOf(filledIn)).value).toBe(now);
        },
      ),
      { numRuns: 300 },
    );
  });
});
