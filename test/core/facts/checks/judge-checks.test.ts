import { describe, expect, test } from 'vitest';
import type { ChecksVerdict } from '../../../../src/core/facts/checks/checks-verdict.ts';
import { judgeChecks } from '../../../../src/core/facts/checks/judge-checks.ts';
import type { Self } from '../../../../src/core/facts/checks/own-checks.ts';
import { type CheckFact, type PullFacts, type RequiredCheck, UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import type { Instant } from '../../../../src/core/values/instant.ts';
import { aCheck, aPull, aStatus } from '../../sample-facts.ts';

const SELF: Self = { workflowPath: '.github/workflows/loopforge.yml', job: 'track', statusContext: 'loopforge' };

interface Settings {
  readonly ci?: 'checks' | 'none' | 'asserted';
  readonly requiredChecks?: readonly string[];
  readonly ignoreChecks?: readonly string[];
}

function judge(
  pull: Partial<PullFacts>,
  { ci = 'checks', requiredChecks = [], ignoreChecks = [] }: Settings = {},
  asserted: 'success' | 'failure' | null = null,
): ChecksVerdict {
  const verdict = judgeChecks(aPull(pull), { ci, requiredChecks, ignoreChecks }, SELF, asserted);
  if (verdict === UNAVAILABLE) throw new Error('unavailable');
  return verdict;
}

const stateOf = (checks: readonly CheckFact[], settings?: Settings): string => judge({ checks }, settings).state;
const named = (name: string, conclusion: string | null = 'SUCCESS'): CheckFact => aCheck({ name, conclusion });

describe('what a conclusion means', () => {
  test.each<[string | null, string]>([
    ['SUCCESS', 'success'],
    ['FAILURE', 'failure'],
    ['ERROR', 'failure'],
    ['TIMED_OUT', 'failure'],
    ['CANCELLED', 'failure'],
    ['STARTUP_FAILURE', 'failure'],
    [null, 'pending'],
    ['PENDING', 'pending'],
    ['EXPECTED', 'pending'],
    ['ACTION_REQUIRED', 'pending'],
    ['STALE', 'pending'],
    ['A_WORD_OF_TOMORROW', 'pending'],
    ['NEUTRAL', 'none'],
    ['SKIPPED', 'none'],
  ])('%s alone is %s', (conclusion, state) => {
    expect(stateOf([named('build', conclusion)])).toBe(state);
  });

  test.each<[string, readonly (string | null)[], string]>([
    ['no check at all is none', [], 'none'],
    ['only neutral ones are none', ['SKIPPED', 'NEUTRAL'], 'none'],
    ['one success among neutral ones is enough', ['SKIPPED', 'SUCCESS', 'NEUTRAL'], 'success'],
    ['a failure beats what is pending', ['SUCCESS', null, 'FAILURE'], 'failure'],
    ['what is pending beats success', ['SUCCESS', null], 'pending'],
  ])('%s', (_name, conclusions, state) => {
    expect(stateOf(conclusions.map((one, index) => named(`check-${index}`, one)))).toBe(state);
  });

  test('names are sorted into failed, pending and skipped', () => {
    const checks = [named('a', 'FAILURE'), named('b', null), named('c', 'SKIPPED'), named('d')];
    expect(judge({ checks })).toMatchObject({ failed: ['a'], pending: ['b'], skipped: ['c'], required: false });
  });
});

describe('the latest of each (app, workflow, event, name) counts', () => {
  const old = aCheck({ conclusion: 'FAILURE' });
  test.each<[string, Partial<CheckFact>, string]>([
    ['a re-run that passed', { startedAt: '2026-11-22T08:20:00Z' }, 'success'],
    ['a re-run that is under way', { startedAt: '2026-11-22T08:20:00Z', conclusion: null }, 'pending'],
    ['a re-run that is queued', { startedAt: null, completedAt: null, conclusion: null }, 'pending'],
    ['an earlier attempt', { startedAt: '2026-11-22T07:20:00Z' }, 'failure'],
    ['another workflow', { workflow: '.github/workflows/other.yml', startedAt: '2026-11-22T08:20:00Z' }, 'failure'],
    ['another app', { app: 'acme-ci', startedAt: '2026-11-22T08:20:00Z' }, 'failure'],
    ['another event', { event: 'push', startedAt: '2026-11-22T08:20:00Z' }, 'failure'],
    ['another name', { name: 'lint', startedAt: '2026-11-22T08:20:00Z' }, 'failure'],
    ['a commit status of that name', { kind: 'status', startedAt: '2026-11-22T08:20:00Z' }, 'failure'],
  ])('%s beside a failure', (_name, change, state) => {
    const other = aCheck(change);
    expect(stateOf([old, other])).toBe(state);
    expect(stateOf([other, old])).toBe(state);
  });

  test('two that started in the same second: the order of the list does not decide', () => {
    const passed = aCheck({ completedAt: '2026-11-22T08:16:00Z' });
    expect(stateOf([old, passed])).toBe(stateOf([passed, old]));
  });
});

describe('required checks decide when there are any', () => {
  const rules = (...requiredChecks: readonly (string | RequiredCheck)[]): readonly RequiredCheck[] =>
    requiredChecks.map((one) => (typeof one === 'string' ? { name: one, appId: null } : one));
  const judged = (
    requiredChecks: readonly RequiredCheck[],
    checks: readonly CheckFact[],
    settings?: Settings,
  ): ChecksVerdict => judge({ requiredChecks, checks }, settings);

  test('one that never reported is pending', () => {
    expect(judged(rules('ci', 'e2e'), [named('ci')])).toMatchObject({ state: 'pending', pending: ['e2e'] });
  });

  test('a failure of another check does not count', () => {
    expect(judged(rules('ci'), [named('ci'), named('lint', 'FAILURE')])).toMatchObject({
      state: 'success',
      failed: [],
      required: true,
    });
  });

  test('a required one that was skipped alone gives none', () => {
    expect(judged(rules('ci'), [named('ci', 'SKIPPED'), named('lint')]).state).toBe('none');
  });

  test.each<[string, Partial<CheckFact>, string]>([
    ['the app of the rule', { appId: '7' }, 'success'],
    ['another app', { appId: '8' }, 'pending'],
    ['no known app', { appId: null }, 'pending'],
  ])('a rule that names an app, and a check by %s', (_name, change, state) => {
    expect(judged(rules({ name: 'build', appId: '7' }), [aCheck(change)]).state).toBe(state);
  });

  test('the setting adds globs, and one that matches nothing is pending', () => {
    const requiredChecks = ['test (*)'];
    expect(stateOf([named('test (18)'), named('lint', 'FAILURE')], { requiredChecks })).toBe('success');
    expect(stateOf([named('test (18)'), named('test (20)', 'FAILURE')], { requiredChecks })).toBe('failure');
    expect(judge({ checks: [named('lint')] }, { requiredChecks })).toMatchObject({
      state: 'pending',
      pending: ['test (*)'],
    });
  });

  test('rules and setting count together', () => {
    const settings = { requiredChecks: ['lint'] };
    expect(judged(rules('ci'), [named('ci'), named('lint', null)], settings).state).toBe('pending');
    expect(judged(rules('ci'), [named('ci'), named('lint')], settings).state).toBe('success');
  });

  test('an ignored check neither counts nor is waited for', () => {
    const settings = { ignoreChecks: ['cover*'] };
    expect(stateOf([named('ci'), named('coverage/patch', 'FAILURE')], settings)).toBe('success');
    expect(judged(rules('ci', 'coverage'), [named('ci')], settings).state).toBe('success');
  });

  test('our own check or status, required by the branch, does not wait for itself', () => {
    const own = aCheck({ name: 'track', workflow: SELF.workflowPath, conclusion: null });
    const status = aStatus({ name: 'loopforge', conclusion: 'PENDING' });
    expect(judged(rules('ci', 'track', 'loopforge'), [named('ci'), own, status]).state).toBe('success');
    expect(judged(rules('ci', 'track', 'loopforge'), [named('ci')]).state).toBe('success');
  });
});

describe('after the merge', () => {
  const mergedAt = '2026-11-22T09:00:00Z';
  const merged = (checks: readonly CheckFact[], settings?: Settings): ChecksVerdict =>
    judge({ state: 'merged', mergedAt, checks }, settings);
  const created = (createdAt: Instant | null, change: Partial<CheckFact> = {}): CheckFact =>
    aCheck({ createdAt, startedAt: createdAt, ...change });

  test.each<[string, readonly CheckFact[], string]>([
    ['created before it counts', [created('2026-11-22T08:59:59Z', { conclusion: 'FAILURE' })], 'failure'],
    ['created in that second counts', [created(mergedAt, { conclusion: 'FAILURE' })], 'failure'],
    ['of unknown creation counts', [created(null, { conclusion: 'FAILURE' })], 'failure'],
    [
      'that began after it counts, since its workflow run was there',
      [created('2026-11-22T08:50:00Z', { startedAt: '2026-11-22T09:30:00Z', conclusion: 'FAILURE' })],
      'failure',
    ],
    [
      'of a workflow run that was there and is still pending counts',
      [created('2026-11-22T08:50:00Z', { startedAt: '2026-11-22T09:30:00Z', conclusion: null })],
      'pending',
    ],
    [
      'created after it does not count beside one from before',
      [created('2026-11-22T08:50:00Z'), created('2026-11-22T09:00:05Z', { name: 'cleanup', conclusion: null })],
      'success',
    ],
    [
      'created in that second counts beside one from before',
      [created('2026-11-22T08:50:00Z'), created(mergedAt, { name: 'slow', conclusion: null })],
      'pending',
    ],
    ['created at most 10 minutes later counts alone', [created('2026-11-22T09:10:00Z')], 'success'],
    ['created 10 minutes and a second later does not', [created('2026-11-22T09:10:01Z')], 'none'],
  ])('a check %s', (_name, checks, state) => {
    expect(merged(checks).state).toBe(state);
  });

  test('a commit status that was first reported after it does not count', () => {
    const late = aStatus({ createdAt: '2026-11-22T15:00:00Z', conclusion: 'FAILURE' });
    expect(merged([late, created('2026-11-22T08:50:00Z')]).state).toBe('success');
  });

  test('our own check, created by the merge, does not keep a later one out', () => {
    const own = created('2026-11-22T08:50:00Z', { name: 'track', workflow: SELF.workflowPath });
    expect(merged([own, created('2026-11-22T09:05:00Z')]).state).toBe('success');
  });

  test('nothing at all is excused, provisionally', () => {
    expect(merged([])).toMatchObject({ state: 'none', ok: true, noChecks: true });
    expect(merged([created('2026-11-22T08:50:00Z', { conclusion: 'SKIPPED' })])).toMatchObject({ noChecks: true });
  });

  test('a required check that never reported is not excused', () => {
    const pull = { state: 'merged', mergedAt, requiredChecks: [{ name: 'ci', appId: null }] } as const;
    expect(judge(pull)).toMatchObject({ state: 'pending', ok: false, noChecks: false });
  });
});

describe('checks.ok', () => {
  test.each<['checks' | 'none', PullFacts['state'], readonly CheckFact[], boolean, boolean]>([
    ['checks', 'open', [], false, false],
    ['checks', 'open', [named('a', 'SKIPPED')], false, false],
    ['checks', 'open', [named('a')], true, false],
    ['checks', 'merged', [], true, true],
    ['checks', 'merged', [named('a', 'FAILURE')], false, false],
    ['checks', 'merged', [named('a', null)], false, false],
    ['none', 'open', [], true, false],
    ['none', 'merged', [], true, false],
    ['none', 'open', [named('a', 'FAILURE')], false, false],
    ['none', 'open', [named('a', null)], false, false],
  ])('ci: %s, a pull request that is %s: %#', (ci, state, checks, ok, noChecks) => {
    const mergedAt = state === 'merged' ? '2026-11-22T09:00:00Z' : null;
    expect(judge({ state, mergedAt, checks }, { ci })).toMatchObject({ ok, noChecks });
  });

  test.each([
    ['success', true, 'success'],
    ['failure', false, 'failure'],
    [null, false, 'pending'],
  ] as const)('ci: asserted goes by the claim alone: %s', (asserted, ok, state) => {
    const pull = { checks: [named('a', 'FAILURE')], requiredChecks: UNAVAILABLE } as const;
    expect(judge(pull, { ci: 'asserted' }, asserted)).toMatchObject({ state, ok, noChecks: false });
    expect(judge({ ...pull, checks: UNAVAILABLE }, { ci: 'asserted' }, asserted).state).toBe(state);
  });

  test('what could not be read is unavailable, never a word', () => {
    const settings = { ci: 'checks', requiredChecks: [], ignoreChecks: [] } as const;
    expect(judgeChecks(aPull({ checks: UNAVAILABLE }), settings, SELF, null)).toBe(UNAVAILABLE);
    expect(judgeChecks(aPull({ requiredChecks: UNAVAILABLE }), settings, SELF, null)).toBe(UNAVAILABLE);
  });
});
