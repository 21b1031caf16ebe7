import { describe, expect, test } from 'vitest';
import { reportItem } from '../../../src/compose/action/report-item.ts';
import {
  type Deferred,
  type EffectVerdict,
  failedResult,
  type Ignored,
  type ItemResult,
  type Refused,
  type Standing,
} from '../../../src/core/outcome/result.ts';
import { LoopForgeError } from '../../../src/core/values/errors.ts';
import { trustedSha } from '../../../src/core/values/ids.ts';
import { LAW_DEFAULTS, RUN_DEFAULTS } from '../../../src/core/values/settings.ts';
import { recordAfter } from '../../core/run-plan.ts';
import { someFacts } from '../../core/sample-facts.ts';

const RECORD = recordAfter([someFacts()]);
const SUBJECT = { kind: 'item', number: 42 } as const;
const OPTIONS = { repoUrl: 'https://github.com/acme/widgets', dryRun: false };

type Settings = Partial<Standing['settings']>;
type Recorded = Extract<ItemResult, { outcome: 'created' | 'transitioned' }>;

function standing(change: Partial<Standing> = {}, settings: Settings = {}): Standing {
  return {
    recordId: 'acme/widgets#42',
    state: 'issue_created',
    previousState: null,
    observed: null,
    allowed: ['task_queued'],
    missing: [],
    violations: [],
    pull: null,
    comment: null,
    record: RECORD,
    warnings: [],
    remarks: [],
    notices: [],
    settings: { ...LAW_DEFAULTS, ...RUN_DEFAULTS, ...settings },
    ...change,
  };
}

const judged = (settings: Settings = {}, effects: readonly EffectVerdict[] = []) => ({
  ...{ subject: SUBJECT, standing: standing({}, settings), appended: RECORD.transitions, effects },
});
const recorded = (settings?: Settings, effects?: readonly EffectVerdict[]): Recorded => ({
  ...{ outcome: 'created', reason: '' },
  ...judged(settings, effects),
});
const refused = (settings?: Settings): Refused => ({
  ...{ outcome: 'rejected', reason: 'gate_not_met', message: 'Not yet.', remedies: [], overrideTo: null },
  ...judged(settings),
});
const unread: Deferred = {
  ...{ outcome: 'deferred', reason: 'evidence_unavailable', subject: SUBJECT, standing: null },
  ...{ appended: [], effects: [], notice: 'Nothing could be read.' },
};
const deferred: Deferred = { ...unread, standing: standing({ warnings: ['Checks could not be read.'] }) };
const ignored: Ignored = {
  ...{ outcome: 'ignored', reason: 'not_tracked', subject: { kind: 'pull_request', number: 43 } },
  ...{ standing: null, notice: 'None of ours.' },
};
const failed = failedResult(SUBJECT, new LoopForgeError('lock_timeout', 'Held for too long.'));
const FAILED_LABEL: EffectVerdict = { name: 'label', ok: false, message: 'it is gone' };

/** What the top of a run shows: `error gate_not_met: Not yet.` */
function toldOf(result: ItemResult, dryRun = false): readonly string[] {
  const { messages } = reportItem(result, { ...OPTIONS, dryRun });
  return messages.map(({ level, code, text }) => `${level} ${code === '' ? '' : `${code}: `}${text}`);
}

describe('what is red', () => {
  test.each<[string, ItemResult, boolean]>([
    ['a step that was recorded', recorded(), false],
    ['a refusal', refused(), true],
    ['a refusal where they warn', refused({ onInvalid: 'warn' }), false],
    ['a refusal where they are ignored', refused({ onInvalid: 'ignore' }), false],
    ['an effect that failed', recorded({}, [FAILED_LABEL]), false],
    ['an effect that failed where that is to be red', recorded({ onEffectFailure: 'fail' }, [FAILED_LABEL]), true],
    ['what is put off', deferred, false],
    ['what is put off unread', unread, false],
    ['what is none of ours', ignored, false],
    ['an error', failed, true],
  ])('%s: %j', (_, result, red) => {
    expect(reportItem(result, OPTIONS).red).toBe(red);
  });

  test('in a dry run is an error alone', () => {
    const dry = { ...OPTIONS, dryRun: true };
    expect(
      [refused(), recorded({ onEffectFailure: 'fail' }, [FAILED_LABEL])].map((one) => reportItem(one, dry).red),
    ).toEqual([false, false]);
    expect(reportItem(failed, dry).red).toBe(true);
  });
});

describe('what stands at the top of the run', () => {
  test.each<[string, ItemResult, readonly string[]]>([
    ['nothing where all went well', recorded(), []],
    ['a refusal', refused(), ['error gate_not_met: Not yet.']],
    ['a refusal as a warning', refused({ onInvalid: 'warn' }), ['warning gate_not_met: Not yet.']],
    ['a refusal as a notice', refused({ onInvalid: 'ignore' }), ['notice gate_not_met: Not yet.']],
    ['a failed effect', recorded({}, [FAILED_LABEL]), ['warning The label could not be set: it is gone']],
    [
      'a failed effect that is red',
      recorded({ onEffectFailure: 'fail' }, [FAILED_LABEL]),
      ['error The label could not be set: it is gone'],
    ],
    [
      'what is put off, with its warnings first',
      deferred,
      ['warning Checks could not be read.', 'notice evidence_unavailable: Nothing could be read.'],
    ],
    ['as a warning what was not even read', unread, ['warning evidence_unavailable: Nothing could be read.']],
    ['what is none of ours', ignored, ['notice not_tracked: None of ours.']],
    ['an error', failed, ['error lock_timeout: Held for too long.']],
  ])('%s', (_, result, told) => {
    expect(toldOf(result)).toEqual(told);
  });

  test('of a refusal in a dry run is no error', () => {
    expect(toldOf(refused(), true)).toEqual(['notice gate_not_met: Not yet.']);
  });
});

describe('the outputs', () => {
  test('tell where the item stands, and that a step was taken', () => {
    const report = reportItem(recorded(), OPTIONS);
    expect(report).toMatchObject({
      ...{ outcome: 'created', changed: true, number: 42, state: 'issue_created', allowed: ['task_queued'] },
      ...{ recordId: 'acme/widgets#42', headHash: RECORD.head.hash, appended: RECORD.transitions, record: RECORD },
    });
    expect(report).not.toHaveProperty('pullRequestNumber');
    expect(reportItem(recorded(), { ...OPTIONS, dryRun: true }).changed).toBe(false);
  });

  test('name the pull request that the item follows, or that the result is about', () => {
    const followed = {
      ...recorded(),
      standing: standing({ pull: { number: 43, headSha: trustedSha('a'.repeat(40)) } }),
    };
    expect(reportItem(followed, OPTIONS)).toMatchObject({ number: 42, pullRequestNumber: 43, headSha: 'a'.repeat(40) });
    expect(reportItem(ignored, OPTIONS)).toMatchObject({ pullRequestNumber: 43, notice: 'None of ours.' });
    expect(reportItem(ignored, OPTIONS)).not.toHaveProperty('number');
    expect(reportItem(failedResult({ kind: 'run' }, 'x'), OPTIONS)).not.toHaveProperty('number');
  });

  test('keep the error and what was thrown', () => {
    expect(reportItem(failed, OPTIONS)).toMatchObject({
      reason: 'lock_timeout',
      error: 'Held for too long.',
      record: null,
    });
    expect(reportItem(failed, OPTIONS).fault).toBe(failed.error);
    expect(reportItem(recorded(), OPTIONS)).not.toHaveProperty('fault');
  });

  test('have a summary unless none is wanted', () => {
    expect(reportItem(recorded(), OPTIONS).summary).toContain('issue 42');
    expect(reportItem(recorded({ summary: false }), OPTIONS).summary).toBeNull();
    expect(reportItem(failed, OPTIONS).summary).toContain('lock_timeout');
  });
});
