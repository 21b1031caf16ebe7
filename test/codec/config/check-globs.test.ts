import { describe, expect, test } from 'vitest';
import { problemOfGlob, problemsOfChecks } from '../../../src/codec/config/check-globs.ts';

describe('a glob', () => {
  test.each([
    'build',
    'test (ubuntu, 20)',
    'test (a very long name that GitHub cuts, and…',
    'lint / *',
    'build [debug]',
    'build [pre-release]',
    '{}',
    'a{b}c',
    'node ?? (*)',
    '100% & <all>',
    'wow!',
    'back\\slash',
  ])('%s is taken as it is', (glob) => {
    expect(problemOfGlob(glob)).toBeNull();
  });

  test.each([
    ['build[', 'a bracket without its other half'],
    ['build]', 'a bracket without its other half'],
    [']build[', 'a bracket without its other half'],
    ['build{', 'write ? in place of a bracket'],
    ['{a,b', 'a bracket without its other half'],
    ['!', 'excludes nothing'],
    ['!lint', 'belongs into the ignored checks'],
    ['{lint,test}', 'write each name on a line of its own'],
    ['test {18,20}', 'offers no choice'],
    ['node [0-9]', 'write ? for any one character'],
    ['[a-zA-Z]*', 'names no range'],
    ['[!0-9]', 'names no range'],
  ])('%s seems to mean what it cannot', (glob, why) => {
    expect(problemOfGlob(glob)).toContain(why);
  });
});

describe('required and ignored checks together', () => {
  test.each([
    [['build'], ['build'], ['"build" is required, and "build" ignores it: leave out one of them']],
    [['build'], ['lint', 'b*'], ['"build" is required, and "b*" ignores it: leave out one of them']],
    [['lint/*'], ['lint*'], ['"lint/*" is required, and "lint*" ignores it: leave out one of them']],
    [['v?'], ['v?'], ['"v?" is required, and "v?" ignores it: leave out one of them']],
    [['build'], ['*'], ['"*" ignores every check; where there is no CI at all, set ci to none']],
    [[], ['**'], ['"**" ignores every check; where there is no CI at all, set ci to none']],
  ])('%j and %j', (requiredChecks, ignoreChecks, problems) => {
    expect(problemsOfChecks({ requiredChecks, ignoreChecks })).toEqual(problems);
  });

  test.each([
    [['build'], ['build-docs']],
    [['*'], ['lint*']],
    [['lint/*'], ['lint/?']],
    [['lint/*'], ['lint/?*']],
    [['v?'], ['v1']],
    [[], []],
  ])('%j and %j leave something to decide by', (requiredChecks, ignoreChecks) => {
    expect(problemsOfChecks({ requiredChecks, ignoreChecks })).toEqual([]);
  });

  test('the own status is not waited for', () => {
    expect(problemsOfChecks({ requiredChecks: ['loopforge', 'build'], statusContext: 'loopforge' })).toEqual([
      '"loopforge" is required, and it is the status that LoopForge sets itself, which never counts',
    ]);
    expect(problemsOfChecks({ requiredChecks: ['loopforge'] })).toEqual([]);
  });
});
