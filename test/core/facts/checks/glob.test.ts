import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesAny } from '../../../../src/core/facts/checks/glob.ts';

describe('globs', () => {
  test.each<[string, string, boolean]>([
    ['build', 'build', true],
    ['build', 'Build', false],
    ['build', 'build2', false],
    ['', '', true],
    ['', 'x', false],
    ['*', '', true],
    ['*', 'any/thing at all', true],
    ['test (*)', 'test (18, ubuntu)', true],
    ['test (*)', 'test 18', false],
    ['*lint', 'eslint', true],
    ['a*b*c', 'a--b--c', true],
    ['a*b*c', 'a--c--b', false],
    ['a*bc', 'abxbc', true],
    ['?', '', false],
    ['?', 'x', true],
    ['te?t', 'test', true],
    ['te?t', 'tet', false],
    ['**', 'x', true],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false],
    ['*', '*', true],
    ['\\*', '*', false],
  ])('%j and %j: %s', (pattern, name, expected) => {
    expect(matchesAny([pattern], name)).toBe(expected);
  });

  test('any of several', () => {
    expect(matchesAny(['x', 'b*'], 'build')).toBe(true);
    expect(matchesAny([], 'build')).toBe(false);
  });

  test('a pattern that would take a backtracking matcher for ever is answered', () => {
    expect(matchesAny([`${'a*'.repeat(200)}b`], 'a'.repeat(5_000))).toBe(false);
    expect(matchesAny([`${'*'.repeat(5_000)}b`], 'a'.repeat(5_000))).toBe(false);
  });

  test('agree with the same pattern as a regular expression', () => {
    const anyPattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const anyName = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 10 });
    fc.assert(
      fc.property(anyPattern, anyName, (pattern, name) => {
        const source = pattern.replaceAll(/\*+/g, '.*').replaceAll('?', '.');
        expect(matchesAny([pattern], name)).toBe(new RegExp(`^${source}$`).test(name));
      }),
      { numRuns: 500 },
    );
  });
});
