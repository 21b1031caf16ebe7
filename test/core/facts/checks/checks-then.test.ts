import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChecksVerdict } from '../../../../src/core/facts/checks/checks-verdict.ts';
import { judgeChecks } from '../../../../src/core/facts/checks/judge-checks.ts';
import { type CheckFact, type MergeGroup, type PullFacts, UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import type { Instant } from '../../../../src/core/values/instant.ts';
import { aCheck, aMergedPull, aPull, aStatus, at, HEAD } from '../../sample-facts.ts';

const SELF = { workflowPath: '.github/workflows/loopforge.yml', job: 'track', statusContext: 'loopforge' };
const SETTINGS = { ci: 'checks', requiredChecks: [], ignoreChecks: [] } as const;
const MERGED = at('09:00:00');

function judge(pull: PullFacts): ChecksVerdict | 'unavailable' {
  const verdict = judgeChecks(pull, SETTINGS, SELF, null);
  return verdict === UNAVAILABLE ? 'unavailable' : verdict;
}

function stateOf(pull: Partial<PullFacts>): string {
  const verdict = judge(aMergedPull(pull));
  return verdict === 'unavailable' ? verdict : verdict.state;
}

/** A check run of a workflow run that was there at the merge. */
function run(startedAt: Instant | null, conclusion: string | null, change: Partial<CheckFact> = {}): CheckFact {
  return aCheck({ createdAt: at('08:10:00'), startedAt, completedAt: startedAt, conclusion, ...change });
}

function status(createdAt: Instant, conclusion: string, change: Partial<CheckFact> = {}): CheckFact {
  return aStatus({ name: 'deploy', createdAt, startedAt: createdAt, completedAt: createdAt, conclusion, ...change });
}

const passed = run(at('08:11:00'), 'SUCCESS');
const failed = run(at('08:11:00'), 'FAILURE');
const later = at('10:00:00');

describe('a later attempt of a check run can heal, and never harm', () => {
  test.each<[string, CheckFact, readonly CheckFact[], string]>([
    ['passed then, failed later', run(later, 'FAILURE'), [passed], 'success'],
    ['passed then, under way again', run(later, null), [passed], 'success'],
    ['passed then, queued again', run(null, null), [passed], 'success'],
    ['passed then, cancelled later', run(later, 'CANCELLED'), [passed], 'success'],
    ['failed then, passed later', run(later, 'SUCCESS'), [failed], 'success'],
    ['failed then, under way again', run(later, null), [failed], 'failure'],
    [
      'failed, passed, both then, failed later',
      run(later, 'FAILURE'),
      [failed, run(at('08:30:00'), 'SUCCESS')],
      'success',
    ],
    ['failed later, twice', run(at('11:00:00'), 'FAILURE'), [run(later, 'FAILURE'), passed], 'success'],
    ['begun before and failed after', run(at('08:59:00'), 'FAILURE', { completedAt: later }), [], 'failure'],
    ['begun after, of a run that was there', run(at('09:01:00'), 'FAILURE'), [], 'failure'],
    ['still queued, of a run that was there', run(null, null), [], 'pending'],
  ])('%s: %3$s', (_name, check, earlierChecks, state) => {
    expect(stateOf({ checks: [check], earlierChecks })).toBe(state);
  });

  test('another check of the same name is no earlier attempt', () => {
    const other = run(at('08:11:00'), 'SUCCESS', { workflow: '.github/workflows/other.yml' });
    expect(stateOf({ checks: [run(later, 'FAILURE'), other], earlierChecks: [other] })).toBe('failure');
  });

  test('an attempt that is gone is not held against the merge, which is said', () => {
    const nextWeek = '2026-11-29T08:00:00Z';
    const verdict = judge(aMergedPull({ checks: [run(nextWeek, 'FAILURE'), passed], earlierChecks: [] }));
    expect(verdict).toMatchObject({ state: 'success', rebuilt: [] });
    const lost = run(nextWeek, 'FAILURE', { name: 'e2e' });
    expect(judge(aMergedPull({ checks: [lost, passed], earlierChecks: [] }))).toMatchObject({
      state: 'success',
      ok: true,
      noChecks: false,
      rebuilt: ['e2e'],
      failed: [],
      counted: [passed],
      warnings: [expect.stringContaining('e2e')],
    });
    const requiredChecks = [{ name: 'e2e', appId: null }];
    expect(stateOf({ checks: [lost], earlierChecks: [], requiredChecks })).toBe('success');
  });

  test('attempts that could not be read are unknown, where they matter', () => {
    const again = run(later, 'FAILURE');
    expect(stateOf({ checks: [again], earlierChecks: UNAVAILABLE })).toBe('unavailable');
    expect(stateOf({ checks: [run(later, 'SUCCESS')], earlierChecks: UNAVAILABLE })).toBe('success');
    expect(stateOf({ checks: [passed], earlierChecks: UNAVAILABLE })).toBe('success');
    const requiredChecks = [{ name: 'lint', appId: null }];
    const lint = run(at('08:11:00'), 'SUCCESS', { name: 'lint' });
    expect(stateOf({ checks: [again, lint], earlierChecks: UNAVAILABLE, requiredChecks })).toBe('success');
  });
});

describe('a status has a history', () => {
  test.each<[string, CheckFact, readonly CheckFact[], string]>([
    ['green then, red later', status(later, 'FAILURE'), [status(at('08:20:00'), 'SUCCESS')], 'success'],
    ['red then, green later', status(later, 'SUCCESS'), [status(at('08:20:00'), 'FAILURE')], 'success'],
    ['red then, pending later', status(later, 'PENDING'), [status(at('08:20:00'), 'FAILURE')], 'failure'],
    ['pending then, red later', status(later, 'FAILURE'), [status(at('08:20:00'), 'PENDING')], 'pending'],
    ['first reported later, beside one of then', status(later, 'FAILURE'), [], 'success'],
  ])('%s: %3$s', (_name, check, earlierChecks, state) => {
    const others = state === 'success' ? [passed] : [];
    expect(stateOf({ checks: [check, ...others], earlierChecks })).toBe(state);
  });

  test('that could not be read is unknown', () => {
    expect(stateOf({ checks: [status(later, 'SUCCESS'), passed], earlierChecks: UNAVAILABLE })).toBe('unavailable');
    expect(stateOf({ checks: [status(at('08:20:00'), 'SUCCESS')], earlierChecks: UNAVAILABLE })).toBe('success');
  });
});

describe('where nothing had appeared by the merge', () => {
  const soon = at('09:08:00');
  const app = { app: 'acme-ci', appId: '7', workflow: null, event: null, createdAt: at('08:05:00') };

  test.each<[string, readonly CheckFact[], string]>([
    ['a run soon after speaks for it', [run(soon, 'FAILURE', { createdAt: soon })], 'failure'],
    ['a status soon after too', [status(soon, 'FAILURE')], 'failure'],
    ['one much later does not', [status(at('09:10:01'), 'FAILURE')], 'none'],
    ['a check of an app soon after, whose suite is old', [run(soon, 'FAILURE', app)], 'failure'],
    ['a check of an app much later', [run(later, 'FAILURE', app)], 'none'],
    ['beside one of then it does not', [run(soon, 'FAILURE', app), passed], 'success'],
    ['beside a status of then it does not', [run(soon, 'FAILURE', app), status(at('08:50:00'), 'SUCCESS')], 'success'],
  ])('%s', (_name, checks, state) => {
    expect(stateOf({ checks, earlierChecks: [] })).toBe(state);
  });

  test('a status that went on from soon after to later is one from soon after', () => {
    const earlierChecks = [status(soon, 'PENDING')];
    expect(stateOf({ checks: [status(later, 'FAILURE')], earlierChecks })).toBe('failure');
  });

  test('an unread history may have been the first report', () => {
    const requiredChecks = [{ name: 'build', appId: null }];
    const checks = [status(later, 'SUCCESS'), run(soon, 'SUCCESS', { createdAt: soon })];
    expect(stateOf({ checks, earlierChecks: UNAVAILABLE, requiredChecks })).toBe('unavailable');
    expect(stateOf({ checks, earlierChecks: [], requiredChecks })).toBe('success');
  });
});

describe('what was required then', () => {
  const requiredChecks = [{ name: 'build', appId: null }];

  test('is not known once a rule set was changed after the merge', () => {
    expect(stateOf({ checks: [passed], requiredChecks, rulesChangedAt: later })).toBe('unavailable');
    expect(stateOf({ checks: [passed], requiredChecks: [], rulesChangedAt: later })).toBe('unavailable');
  });

  test.each<PullFacts['rulesChangedAt']>([MERGED, at('08:00:00'), null, UNAVAILABLE])(
    'counts as of now otherwise (%#)',
    (rulesChangedAt) => {
      expect(stateOf({ checks: [passed], requiredChecks, rulesChangedAt })).toBe('success');
    },
  );

  test('is what it is while the pull request is open', () => {
    expect(judge(aPull({ checks: [passed], requiredChecks, rulesChangedAt: later }))).toMatchObject({ ok: true });
  });
});

describe('the merge queue', () => {
  const skipped = run(at('08:11:00'), 'SKIPPED', { name: 'e2e' });
  const requiredChecks = [{ name: 'e2e', appId: null }];
  const inQueue = { event: 'merge_group', workflow: '.github/workflows/queue.yml', createdAt: at('08:40:00') };
  const proof = (conclusion: string | null, change: Partial<CheckFact> = {}) =>
    run(at('08:41:00'), conclusion, { name: 'e2e', ...inQueue, completedAt: at('08:55:00'), ...change });
  const group = (...checks: readonly CheckFact[]): MergeGroup => ({ queuedAt: at('08:40:00'), sha: HEAD, checks });

  test.each<[string, Partial<PullFacts>, string]>([
    ['no group: the stand-in proves nothing', { group: null }, 'none'],
    ['what passed on the group is proof', { group: group(proof('SUCCESS')) }, 'success'],
    ['also where the head has none', { checks: [], group: group(proof('SUCCESS')) }, 'success'],
    [
      'also where the head failed',
      { checks: [{ ...skipped, conclusion: 'FAILURE' }], group: group(proof('SUCCESS')) },
      'success',
    ],
    ['what ended after the merge is none', { group: group(proof('SUCCESS', { completedAt: at('09:00:01') })) }, 'none'],
    ['what had not ended is none', { group: group(proof(null, { completedAt: null })) }, 'none'],
    ['what another event started is none', { group: group(proof('SUCCESS', { event: 'push' })) }, 'none'],
    ['a status on the group is proof', { group: group(status(at('08:50:00'), 'SUCCESS', { name: 'e2e' })) }, 'success'],
    ['a later status is none', { group: group(status(at('09:00:01'), 'SUCCESS', { name: 'e2e' })) }, 'none'],
    ['its own failure is one', { group: group(proof('FAILURE')) }, 'failure'],
    ['a group that was not found is unknown', { group: UNAVAILABLE }, 'unavailable'],
    ['unless the head proves it', { checks: [{ ...skipped, conclusion: 'SUCCESS' }], group: UNAVAILABLE }, 'success'],
    [
      'with no rule an unknown group may hold a failure',
      { checks: [passed], requiredChecks: [], group: UNAVAILABLE },
      'unavailable',
    ],
    [
      'with no rule its failures count',
      { checks: [passed], requiredChecks: [], group: group(proof('FAILURE')) },
      'failure',
    ],
    ['pins apply', { requiredChecks: [{ name: 'e2e', appId: '7' }], group: group(proof('SUCCESS')) }, 'pending'],
    [
      'LoopForge on the group is no proof',
      {
        checks: [],
        requiredChecks: [],
        group: group(proof('SUCCESS', { name: 'track', workflow: SELF.workflowPath })),
      },
      'none',
    ],
  ])('%s', (_name, change, state) => {
    expect(stateOf({ checks: [skipped], requiredChecks, ...change })).toBe(state);
  });

  test('while the pull request is open a group proves nothing', () => {
    const pull = aPull({ checks: [skipped], requiredChecks, group: group(proof('SUCCESS')) });
    expect(judge(pull)).toMatchObject({ state: 'none', ok: false });
  });
});

describe('whatever comes later', () => {
  const words = fc.constantFrom('SUCCESS', 'FAILURE', 'CANCELLED', 'NEUTRAL', 'TIMED_OUT', 'ACTION_REQUIRED', null);
  const early = fc.array(
    fc.record({
      name: fc.constantFrom('build', 'lint', 'e2e'),
      conclusion: words,
      kind: fc.constantFrom('run', 'status'),
    }),
    { maxLength: 4 },
  );
  const name = (check: { readonly name: string; readonly kind: string }) => `${check.kind} ${check.name}`;
  const made = (time: Instant) => (one: { name: string; conclusion: string | null; kind: string }) =>
    one.kind === 'status'
      ? status(time, one.conclusion ?? 'PENDING', { name: one.name })
      : run(time, one.conclusion, { name: one.name });

  type Judge = (pull: PullFacts) => ChecksVerdict | 'unavailable';
  const neverWorse = (judgeToday: Judge) =>
    fc.property(early, early, (before, after) => {
      const then = [...new Map(before.map((one) => [name(one), one])).values()].map(made(at('08:30:00')));
      const newer = [...new Map(after.map((one) => [name(one), one])).values()].map(made(later));
      const replaced = (check: CheckFact) => newer.some((one) => name(one) === name(check));
      const again = newer.filter((check) => check.kind === 'status' || then.some((one) => name(one) === name(check)));
      const inHour = judge(aMergedPull({ checks: then, earlierChecks: [] }));
      const checks = [...then.filter((check) => !replaced(check)), ...again];
      const today = judgeToday(aMergedPull({ checks, earlierChecks: then.filter(replaced) }));
      if (inHour === 'unavailable' || today === 'unavailable') throw new Error('all of it was read');
      expect(Number(today.ok)).toBeGreaterThanOrEqual(Number(inHour.ok));
    });

  test('no report makes a merge worse than it was in its hour', () => {
    fc.assert(neverWorse(judge));
  });

  test.each<[string, Judge]>([
    ['as of today', (pull) => judge({ ...pull, mergedAt: at('11:00:00') })],
    ['by what is left of it', (pull) => judge({ ...pull, earlierChecks: [] })],
    ['by its latest attempts alone', (pull) => judge({ ...pull, state: 'open', mergedAt: null })],
  ])('a judge who judges it %s is found out', (_name, planted) => {
    expect(fc.check(neverWorse(planted), { numRuns: 20_000, seed: 1 }).failed).toBe(true);
  });
});
