import { describe, expect, test } from 'vitest';
import { judgeChecks } from '../../../../src/core/facts/checks/judge-checks.ts';
import { type CheckFact, type PullFacts, type RequiredCheck, UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import { aCheck, actor, aMergedPull, aPull, aStatus } from '../../sample-facts.ts';

const SELF = { workflowPath: null, job: null, statusContext: 'loopforge' };
const PINNED: RequiredCheck = { name: 'build', appId: '15368' };

function judge(checks: readonly CheckFact[], rules: readonly RequiredCheck[] = [PINNED], base: PullFacts = aPull()) {
  const settings = { ci: 'checks', requiredChecks: [], ignoreChecks: [] } as const;
  return judgeChecks({ ...base, checks, requiredChecks: rules }, settings, SELF, null);
}

const run = (change: Partial<CheckFact> = {}) => aCheck(change);
const byPerson = aStatus({ name: 'build', conclusion: 'SUCCESS', creator: actor('8'), appId: null });
const byItsBot = aStatus({ name: 'build', conclusion: 'SUCCESS', creator: actor('41898282', 'Bot'), appId: '15368' });
const byOtherBot = { ...byItsBot, creator: actor('9', 'Bot'), appId: '7' };
const byUnknownBot: CheckFact = { ...byItsBot, appId: UNAVAILABLE };

describe('a rule that names an app', () => {
  test.each<[string, readonly CheckFact[], object | 'unavailable']>([
    ['hears the check run of that app', [run()], { state: 'success', pinned: [] }],
    ['hears a status by the bot of that app', [byItsBot], { state: 'success', pinned: [] }],
    ['hears no run of another app', [run({ appId: '7' })], { state: 'pending', pinned: ['build (app 15368)'] }],
    ['hears no person', [byPerson], { state: 'pending', pinned: ['build (app 15368)'], neverReported: [] }],
    ['hears no bot of another app', [byOtherBot], { state: 'pending', pinned: ['build (app 15368)'] }],
    ['hears nobody', [run({ name: 'lint' })], { state: 'pending', pinned: [], neverReported: ['build'] }],
    ['hears its app, whatever a person says', [run({ conclusion: 'FAILURE' }), byPerson], { state: 'failure' }],
    [
      'hears its app, and no failure of a person',
      [run(), { ...byPerson, conclusion: 'FAILURE' }],
      { state: 'success' },
    ],
    ['cannot tell whose bot it was', [byUnknownBot], 'unavailable'],
    ['cannot tell, although a person spoke too', [byUnknownBot, byPerson], 'unavailable'],
    ['need not know where its app has spoken', [run(), byUnknownBot], { state: 'success' }],
    ['cannot tell whose failure it was', [run(), { ...byUnknownBot, conclusion: 'FAILURE' }], 'unavailable'],
  ])('%s', (_name, checks, expected) => {
    const verdict = judge(checks);
    if (expected === 'unavailable') expect(verdict).toBe(UNAVAILABLE);
    else expect(verdict).toMatchObject(expected);
  });

  test('the same holds after the merge', () => {
    expect(judge([byPerson], [PINNED], aMergedPull())).toMatchObject({ state: 'pending', ok: false });
    expect(judge([byUnknownBot], [PINNED], aMergedPull())).toBe(UNAVAILABLE);
  });

  test('beside one of the same name that names none: both must hold', () => {
    const anyone: RequiredCheck = { name: 'build', appId: null };
    expect(judge([byPerson], [anyone])).toMatchObject({ state: 'success' });
    expect(judge([byPerson], [anyone, PINNED])).toMatchObject({ state: 'pending', pinned: ['build (app 15368)'] });
    expect(judge([byPerson, run()], [anyone, PINNED])).toMatchObject({ state: 'success' });
  });
});
