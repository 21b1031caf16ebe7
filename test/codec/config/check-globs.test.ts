import { describe, expect, test } from 'vitest';
import { type NameOf, problemOfGlob, problemsOfChecks } from '../../../src/codec/config/check-globs.ts';

const nameOf: NameOf = (key) => ({ requiredChecks: 'required', ignoreChecks: 'ignored', statusContext: 'own' })[key];

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
    [['build'], ['build'], ['required: "build" is also ignored, by "build" of ignored; leave out one of them']],
    [['build'], ['lint', 'b*'], ['required: "build" is also ignored, by "b*" of ignored; leave out one of them']],
    [['lint/*'], ['lint*'], ['required: "lint/*" is also ignored, by "lint*" of ignored; leave out one of them']],
    [['v?'], ['v?'], ['required: "v?" is also ignored, by "v?" of ignored; leave out one of them']],
    [['build'], ['*'], ['ignored: "*" ignores every check; where there is no CI, set ci to none']],
    [[], ['**'], ['ignored: "**" ignores every check; where there is no CI, set ci to none']],
  ])('%j and %j', (requiredChecks, ignoreChecks, problems) => {
    expect(problemsOfChecks({ requiredChecks, ignoreChecks }, nameOf)).toEqual(problems);
  });

  test.each([
    [['build'], ['build-docs']],
    [['*'], ['lint*']],
    [['lint/*'], ['lint/?']],
    [['lint/*'], ['lint/?*']],
    [['v?'], ['v1']],
    [[], []],
  ])('%j and %j leave something to decide by', (requiredChecks, ignoreChecks) => {
    expect(problemsOfChecks({ requiredChecks, ignoreChecks }, nameOf)).toEqual([]);
  });

  test('the own status is not waited for', () => {
    expect(problemsOfChecks({ requiredChecks: ['loopforge', 'build'], statusContext: 'loopforge' }, nameOf)).toEqual([
      'required: "loopforge" is what LoopForge sets itself (own), and never counts',
    ]);
    expect(problemsOfChecks({ requiredChecks: ['loopforge'] }, nameOf)).toEqual([]);
  });
});
