import { expect, test } from 'vitest';
import { openStage } from '../e2e/stage.ts';
import { expectError, expectTold } from '../e2e/told.ts';
import { startGateServer } from '../support/gate-server.ts';

// The gate through the bundle, in processes of their own, on a real socket. All that it decides is told by test/e2e/gate.test.ts.

const SECRET = `whsec_${Buffer.from('loopforge gate secret for the tests').toString('base64')}`;

test('the bundle asks the gate: silence records nothing, a no is red, and a yes in a re-run settles it', async () => {
  const gate = await startGateServer();
  const stage = await openStage({ as: 'bundle', settings: `gate_url: ${gate.url}\ngate_on: [ci_passed]\n` });
  const issue = stage.world.openIssue();
  const pull = stage.world.openPull({ closes: [issue] });
  const run = (action: string, env = {}) =>
    stage.event('pull_request', action, { pull }, { inputs: { 'gate-secret': SECRET }, env });
  expectTold(await run('opened'), 'created task_queued pr_created ci_pending');
  expect(gate.asked).toEqual([]);
  stage.world.check(pull, { conclusion: 'success' });

  gate.answer({ status: 404, text: 'nobody here' });
  const silent = await run('synchronize');
  expect(expectError(silent, 'gate_unreachable')).toContain('The gate gave no answer about the step to ci_passed');
  expect(stage.record(issue).head.seq).toBe(4);

  gate.answer({ allow: false, reason: 'Not on a Friday.', reviewer: 'security' });
  const refused = await run('synchronize');
  expectTold(refused, 'red vetoed');
  expect(refused.summary).toContain('Not on a Friday.');
  expect(stage.record(issue).rejections).toMatchObject([{ code: 'vetoed', to_state: 'ci_passed' }]);

  gate.answer({ allow: true, reviewer: 'security' });
  expectTold(await run('synchronize', { GITHUB_RUN_ATTEMPT: '2' }), 'ci_passed');
  expect(stage.record(issue).transitions.at(-1)?.metadata).toEqual({ gate: 'allowed', gate_reviewer: 'security' });
  expect(gate.asked.length).toBeGreaterThanOrEqual(3);
});
