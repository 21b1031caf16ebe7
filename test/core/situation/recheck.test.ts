import { describe, expect, test } from 'vitest';
import { judgeChecks } from '../../../src/core/facts/checks/judge-checks.ts';
import { type CheckFact, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { wereChecksRunning } from '../../../src/core/situation/recheck.ts';
import { type Hash, type Sha, trustedHash } from '../../../src/core/values/ids.ts';
import { LAW_DEFAULTS, type LawSettings } from '../../../src/core/values/settings.ts';
import { recordAfter } from '../run-plan.ts';
import { aCheck, aPull, aStatus, at, OTHER_HEAD, someContext, someFacts } from '../sample-facts.ts';

const SELF = { ...someContext(), statusContext: '' };
/** It stands at passed checks, and the last step is as old as the report that it was taken for. */
const record = recordAfter([someFacts({ pulls: [aPull({ checks: [aCheck()] })] })]);
const { rules } = record.head.basis;

interface Change {
  readonly checks?: readonly CheckFact[] | typeof UNAVAILABLE;
  readonly headSha?: Sha;
  readonly number?: number;
  readonly ci?: LawSettings['ci'];
  readonly rules?: Hash | null;
}

function running({ checks = [aCheck()], ci = 'checks', ...change }: Change): boolean | typeof UNAVAILABLE {
  const pull = aPull({ checks, ...change });
  const verdict = judgeChecks(pull, { ...LAW_DEFAULTS, ci }, SELF, null);
  return wereChecksRunning({
    record,
    pull,
    checks: verdict,
    ci,
    rules: change.rules === undefined ? rules : change.rules,
  });
}

describe('since the last step, checks', () => {
  test.each<[string, boolean | typeof UNAVAILABLE, Change]>([
    ['have not run where the reports are those of the step', false, {}],
    ['have not run where none is there any more', false, { checks: [] }],
    ['have run where one reported later', true, { checks: [aCheck({ completedAt: at('08:15:01') })] }],
    ['have run where one began again', true, { checks: [aCheck({ startedAt: at('08:20:00'), completedAt: null })] }],
    ['have run where a status came later', true, { checks: [aStatus({ createdAt: at('08:20:00') })] }],
    ['have run where one still does', true, { checks: [aCheck({ status: 'IN_PROGRESS', conclusion: null })] }],
    ['run for a new head', true, { headSha: OTHER_HEAD }],
    ['run for another pull request', true, { number: 44 }],
    ['are judged by other rules', true, { rules: trustedHash('R'.repeat(43)) }],
    ['may have run by rules that are not known: no', false, { rules: null }],
    ['are what a workflow asserts', true, { ci: 'asserted' }],
    ['may have run where they cannot be read', UNAVAILABLE, { checks: UNAVAILABLE }],
  ])('%s', (_name, expected, change) => {
    expect(record.head.at).toBe(at('08:15:00'));
    expect(running(change)).toBe(expected);
  });
});
