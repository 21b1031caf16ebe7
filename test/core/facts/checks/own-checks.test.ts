import { describe, expect, test } from 'vitest';
import { ownChecks, type Self } from '../../../../src/core/facts/checks/own-checks.ts';
import { type CheckFact, UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import { aCheck, aStatus } from '../../sample-facts.ts';

const OURS = '.github/workflows/loopforge.yml';
const SELF: Self = { workflowPath: OURS, job: 'track', statusContext: 'loopforge' };

function left(checks: readonly CheckFact[], self: Self = SELF): readonly string[] {
  const { isOwn } = ownChecks(checks, self);
  return checks.filter((check) => !isOwn(check)).map((check) => check.name);
}
const own = (name: string, change: Partial<CheckFact> = {}): CheckFact => aCheck({ name, workflow: OURS, ...change });

describe('our workflow file', () => {
  test('of its own: its only check is ours, whatever its name', () => {
    expect(left([aCheck(), own('Track the issue')])).toEqual(['build']);
  });

  test('of its own: our earlier red job does not count either', () => {
    expect(left([own('track', { conclusion: 'FAILURE' }), own('track'), aCheck()])).toEqual(['build']);
  });

  test('shared with other jobs: only ours is left out', () => {
    expect(left([own('build'), own('track'), own('lint')])).toEqual(['build', 'lint']);
  });

  test('shared, our job a matrix: all of ours are left out', () => {
    expect(left([own('build'), own('track (18)'), own('track (20)')])).toEqual(['build']);
  });

  test('shared, ours not to be told apart: none is left out, and it says so', () => {
    const checks = [own('build'), own('Track the issue')];
    expect(left(checks)).toEqual(['build', 'Track the issue']);
    expect(ownChecks(checks, SELF).warnings).toEqual([
      expect.stringContaining('Give LoopForge its own workflow file.'),
    ]);
  });

  test.each<[string, Partial<Self>]>([
    ['outside a workflow', { workflowPath: null }],
    ['in a workflow that has no check here', { workflowPath: '.github/workflows/other.yml' }],
  ])('%s nothing is ours', (_name, change) => {
    expect(left([own('track')], { ...SELF, ...change })).toEqual(['track']);
  });

  test('a job of our name in another workflow is not ours', () => {
    expect(left([aCheck({ name: 'track' })])).toEqual(['track']);
  });
});

describe('our commit status', () => {
  test('is left out by its exact context', () => {
    expect(left([aStatus({ name: 'loopforge' }), aStatus({ name: 'loopforge/x' })])).toEqual(['loopforge/x']);
  });

  test('is none while no context is set', () => {
    expect(left([aStatus({ name: '' }), aStatus({ name: 'loopforge' })], { ...SELF, statusContext: '' })).toEqual([
      '',
      'loopforge',
    ]);
  });

  test('is no check run of that name', () => {
    expect(left([aCheck({ name: 'loopforge' })])).toEqual(['loopforge']);
  });
});

describe('a workflow that could not be read', () => {
  const unknown = (change: Partial<CheckFact> = {}): CheckFact =>
    aCheck({ name: 'track', workflow: UNAVAILABLE, ...change });

  test.each<[string, Partial<CheckFact>, boolean]>([
    ['our name, passed', {}, true],
    ['our name, running', { conclusion: null }, true],
    ['our name, skipped', { conclusion: 'SKIPPED' }, true],
    ['our name, failed', { conclusion: 'FAILURE' }, false],
    ['our name, cancelled', { conclusion: 'CANCELLED' }, false],
    ['our name, of another app', { app: 'acme-ci' }, false],
    ['another name', { name: 'build' }, false],
  ])('%s: ours is %s', (_name, change, isOurs) => {
    expect(left([unknown(change)]).length).toBe(isOurs ? 0 : 1);
  });

  test('is said, with the permission that is missing', () => {
    expect(ownChecks([unknown()], SELF).warnings).toEqual([expect.stringContaining('`actions: read`')]);
    expect(ownChecks([aCheck()], SELF).warnings).toEqual([]);
  });
});
