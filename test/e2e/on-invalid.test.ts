import { describe, expect, test } from 'vitest';
import { openStage } from './stage.ts';
import { errorsOf, warningsOf } from './told.ts';

async function mergedOnRed(onInvalid: string) {
  const stage = await openStage({ settings: `on_invalid: ${onInvalid}\n` });
  const issue = stage.world.openIssue();
  const pull = stage.world.openPull({ closes: [issue] });
  stage.world.check(pull, { conclusion: 'failure' });
  stage.world.merge(pull);
  return { stage, issue, step: await stage.event('pull_request', 'closed', { pull }) };
}

const REFUSAL =
  /^\w+ merged pull request 2 on .* while the check `build` was failing\.\nSettled when it passes for the commit `\w{7}`, or by an override\.\nSee \S+#gate_not_met$/;

describe('on-invalid', () => {
  test.each([
    ['fail', 1, ['error']],
    ['warn', 0, ['warning']],
    ['ignore', 0, ['notice']],
  ])('%s: the refusal is recorded and said once', async (onInvalid, exitCode, levels) => {
    const { stage, issue, step } = await mergedOnRed(onInvalid);
    expect(step).toMatchObject({ exitCode, outputs: { outcome: 'rejected', reason: 'gate_not_met', changed: 'true' } });
    expect(step.outputs.error).toMatch(REFUSAL);
    expect(step.annotations.map(({ name }) => name)).toEqual(levels);
    expect(step.annotations[0]?.message).toMatch(REFUSAL);
    expect(stage.record(issue).rejections).toMatchObject([{ code: 'gate_not_met', to_state: 'merged' }]);
  });

  test('warn: a later run warns of what is still open', async () => {
    const { stage, issue } = await mergedOnRed('warn');
    const later = await stage.event('issues', 'labeled', { number: issue });
    expect(later).toMatchObject({ exitCode: 0, outputs: { outcome: 'unchanged', reason: 'already_recorded' } });
    expect(errorsOf(later)).toEqual([]);
    expect(warningsOf(later)).toEqual([expect.stringContaining('Still out of order (entry ')]);
  });
});
