import { describe, expect, test } from 'vitest';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { observe, plan } from '../../src/compose/library/facts.ts';
import { createRecord } from '../../src/compose/library/records.ts';
import { someFacts } from '../core/sample-facts.ts';
import { aService } from './sample-service.ts';

// A caller in plain JavaScript has no compiler that would stop it.

describe('a state that there is none of', () => {
  test.each([
    ['mergd', '; did you mean "merged"?'],
    ['Merged', '; did you mean "merged"?'],
    ['MERGED', '; did you mean "merged"?'],
    ['CiPassed', '; did you mean "ci_passed"?'],
    ['toString', '.'],
  ])('is named by transition and canTransition: %s', async (state, guess) => {
    const service = aService();
    const { record_id } = await service.create({ ref: 'X' });
    const problem = `"${state}" is not a state of the lifecycle strict${guess} Accepted: issue_created, `;
    expect(await service.transition(record_id, state)).toMatchObject({
      success: false,
      code: 'invalid_transition',
      error: expect.stringContaining(problem),
    });
    await expect(service.canTransition(record_id, state)).rejects.toMatchObject({
      code: 'input_invalid',
      message: expect.stringContaining(problem),
    });
  });

  test('is no answer even where the record is unknown too', async () => {
    await expect(aService().canTransition('loop-00000000', 'mergd')).rejects.toMatchObject({ code: 'input_invalid' });
    expect(await aService().canTransition('loop-00000000', 'merged')).toBe(false);
  });

  test('is named by a plan that claims it', () => {
    const assertion = { to: 'mergd', trigger: 'x', metadata: {}, override: false, reason: null, actor: null };
    expect(() => plan({ facts: someFacts(), assertion, lifecycle: builtinLifecycle('strict') })).toThrow(
      '"mergd" is not a state of the lifecycle strict; did you mean "merged"?',
    );
  });
});

test('a new record begins in the initial state: that another is asked for is said', async () => {
  const options = { ref: 'X', state: 'merged' };
  const refusal = {
    code: 'input_invalid',
    message: expect.stringMatching(/^"state" is not an option of a new record/),
  };
  expect(() => createRecord(options)).toThrow(expect.objectContaining(refusal));
  await expect(aService().create(options)).rejects.toMatchObject(refusal);
});

describe('settings of a call', () => {
  const facts = someFacts();

  test.each([
    ['{"lifecycle":"Standard"}', 'lifecycle: "Standard" is not one of its values; did you mean "standard"?'],
    ['{"lifecycle":"constructor"}', 'lifecycle: "constructor" is not one of its values.'],
    ['{"ci":"check"}', 'ci: "check" is not one of its values; did you mean "checks"?'],
    ['{"required_checks":["build"]}', '"required_checks" is not a setting; did you mean "requiredChecks"?'],
    ['{"labelPrefix":"x:"}', '"labelPrefix" is not a setting.'],
    ['{"requiredChecks":[3.1]}', 'requiredChecks: 3.1 is not accepted'],
  ])('%s is refused', (text, problem) => {
    for (const call of [observe, plan]) {
      const refusal = { code: 'input_invalid', message: expect.stringContaining(problem) };
      expect(() => call({ facts, settings: JSON.parse(text) })).toThrow(expect.objectContaining(refusal));
    }
  });

  test('left out, or undefined, count as not given', () => {
    const settings = Object.fromEntries([['ci', undefined]]);
    expect(observe({ facts, settings })).toEqual(observe({ facts }));
    expect(observe({ facts, settings: {} })).toEqual(observe({ facts }));
  });
});
