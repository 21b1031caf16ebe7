import { describe, expect, it } from 'vitest';
import { SETTINGS, SETTINGS_REGISTER } from '../../../src/codec/config/settings-register.ts';
import { LoopState } from '../../../src/codec/lifecycle/builtin.ts';
import { LAW_DEFAULTS, RUN_DEFAULTS } from '../../../src/core/values/settings.ts';

type Key = keyof typeof SETTINGS_REGISTER;

const read = (key: Key, raw: unknown): unknown => {
  const reading = SETTINGS_REGISTER[key].read(raw);
  return reading.kind === 'value' ? reading.value : reading;
};
const problem = (key: Key, raw: unknown): string => {
  const reading = SETTINGS_REGISTER[key].read(raw);
  return reading.kind === 'problem' ? reading.problem : `accepted: ${JSON.stringify(reading.value)}`;
};

describe('the register of settings', () => {
  it('holds every setting once, the law as the law', () => {
    const keys = (law: boolean) => SETTINGS.filter((setting) => setting.law === law).map((setting) => setting.key);
    expect(keys(true)).toEqual(Object.keys(LAW_DEFAULTS));
    expect(keys(false)).toEqual(Object.keys(RUN_DEFAULTS));
  });

  it('names each setting as an input and in the file', () => {
    const { requireCurrentApproval, lifecycle } = SETTINGS_REGISTER;
    expect(requireCurrentApproval).toMatchObject({
      input: 'require-current-approval',
      config: 'require_current_approval',
      kind: 'boolean',
    });
    expect(lifecycle).toMatchObject({ input: 'lifecycle', config: 'lifecycle', accepted: 'standard or strict' });
  });

  it('accepts every default', () => {
    for (const [key, value] of Object.entries({ ...LAW_DEFAULTS, ...RUN_DEFAULTS })) {
      const setting = SETTINGS.find((each) => each.key === key);
      expect(setting?.read(value)).toEqual({ kind: 'value', value });
    }
  });
});

describe('a value of a setting', () => {
  it.each<[Key, unknown, unknown]>([
    ['lifecycle', 'strict', 'strict'],
    ['onInvalid', ' warn ', 'warn'],
    ['autoMerge', true, true],
    ['autoMerge', 'TRUE', true],
    ['autoMerge', 'False', false],
    ['requiredChecks', 'build\n  test (20)  \r\n\nbuild\n', ['build', 'test (20)']],
    ['requiredChecks', ['build', ' lint/* '], ['build', 'lint/*']],
    ['requiredChecks', 'build', ['build']],
    ['requiredChecks', '', []],
    ['requiredChecks', null, []],
    ['trustedAuthors', [41898282, '583231'], ['41898282', '583231']],
    ['trustedAuthors', 583231, ['583231']],
    ['trustedAuthors', '1\n2', ['1', '2']],
    ['statusContext', ' loopforge ', 'loopforge'],
    ['statusContext', null, ''],
    ['labelPrefix', '', ''],
    ['labelPrefix', 'loopforge:\n', 'loopforge:'],
    ['limit', '25', 25],
    ['limit', 1, 1],
  ])('%s: %j is %j', (key, raw, expected) => {
    expect(read(key, raw)).toEqual(expected);
  });

  it.each<[Key, unknown, string]>([
    ['lifecycle', 'strickt', '"strickt" is not one of its values; did you mean "strict"? Accepted: standard or strict'],
    ['lifecycle', 'Strict', '"Strict" is not one of its values; did you mean "strict"?'],
    ['onInvalid', null, 'it has no value; use fail, warn or ignore'],
    ['onInvalid', '', 'it has no value'],
    ['ci', ['none'], '["none"] is not one of its values. Accepted: checks, none or asserted'],
    ['autoMerge', 'yes', '"yes" is not one of its values. Accepted: true or false'],
    ['autoMerge', 1, '1 is not one of its values'],
    ['summary', null, 'it has no value'],
    ['requiredChecks', ['3.10', 3.1], '3.1 is not accepted; use names of checks or globs'],
    ['requiredChecks', [true], 'stands in quotes'],
    ['requiredChecks', [null], 'it has no value'],
    ['requiredChecks', { build: true }, '{"build":true} is not accepted'],
    ['requiredChecks', ['a\u0000b'], 'is not accepted'],
    ['ignoreChecks', ['two\nlines'], 'is not accepted'],
    ['trustedAuthors', ['hubot'], "`gh api 'users/hubot' --jq .id` shows that of hubot"],
    ['trustedAuthors', ['github-actions[bot]'], "`gh api 'users/github-actions[bot]' --jq .id`"],
    ['trustedAuthors', ["o'cat"], "`gh api 'users/octocat' --jq .id` shows that of octocat"],
    ['trustedAuthors', [-1], '-1 is not accepted'],
    ['trustedAuthors', [2 ** 60], 'is not accepted'],
    ['statusContext', 5, 'in quotes'],
    [
      'labelPrefix',
      'x'.repeat(36),
      'at most 35 characters (GitHub allows 50 for a label, and the longest state has 15)',
    ],
    ['labelPrefix', 'state: ', '"state: " is not accepted'],
    ['labelPrefix', ' state:', 'without a space at its ends'],
    ['labelPrefix', 'a,b:', 'without a comma'],
    ['labelPrefix', 'a\tb:', 'is not accepted'],
    ['labelPrefix', 'a\nb:', 'one line'],
    ['labelPrefix', 5, 'in quotes'],
    ['ignoreLabels', 'bug, wontfix', '"bug, wontfix" is not accepted; use names of labels, one a line or as a list'],
    ['ignoreLabels', 'x'.repeat(51), 'at most 50 characters'],
    ['limit', 0, '0 is not accepted; use a whole number from 1 to 100000'],
    ['limit', 1.5, '1.5 is not accepted'],
    ['limit', '10 000', 'is not accepted'],
    ['limit', 'Infinity', 'is not accepted'],
    ['limit', new Date(0), '"1970-01-01T00:00:00.000Z" is not accepted'],
  ])('%s: %j is refused', (key, raw, expected) => {
    expect(problem(key, raw)).toContain(expected);
  });

  it('leaves the longest state room in a label', () => {
    const longest = Object.values(LoopState).toSorted((one, other) => other.length - one.length)[0] ?? '';
    expect(read('labelPrefix', 'x'.repeat(50 - longest.length))).toHaveLength(35);
  });

  it('keeps a long value out of the message', () => {
    expect(problem('lifecycle', 'x'.repeat(10_000)).length).toBeLessThan(200);
  });
});
