import { describe, expect, test } from 'vitest';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import { openStage, type Stage, type StepOptions } from '../e2e/stage.ts';
import { warningsOf } from '../e2e/told.ts';
import { LEAST } from '../support/github/identity.ts';
import { type Receiver, SIGNING_SECRET, startReceiver, verifiedIds } from '../support/hooks/receiver.ts';
import { tracked } from './tracked.ts';

// Hooks through the bundle, in processes of their own, to receivers with real sockets. What each does in every case is told
// by test/e2e/outbox.test.ts.

function given({ url }: Receiver, more: { readonly [name: string]: string } = {}) {
  return { inputs: { 'webhook-url': url, 'webhook-secret': SIGNING_SECRET, 'hook-timeout': '5', ...more } };
}

function hashesIn(stage: Stage): readonly string[] {
  return entriesOf(stage.record(1)).map(({ hash }) => hash);
}

describe('hooks of the bundle', () => {
  test('a webhook and a dispatch tell each step, and nothing waits afterwards', async () => {
    const [stage, receiver] = [await openStage({ as: 'bundle' }), await startReceiver()];
    stage.world.openIssue({ assignees: ['hubot'] });
    const step = await stage.event('issues', 'assigned', { number: 1 }, given(receiver, { dispatch: 'loopforge' }));
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'transitioned' } });
    expect(verifiedIds(receiver.received)).toEqual(hashesIn(stage));
    expect(stage.fake.dispatches.map(({ payload }) => payload['hash'])).toEqual(hashesIn(stage));
    expect(stage.record(1).head.outbox).toBeNull();
    expect(JSON.parse(step.recordFile ?? '')).toEqual(stage.record(1));
  });

  test('what is left waits, also after the process was killed before it told anybody, and the next run sends it', async () => {
    const [stage, receiver] = [await openStage({ as: 'bundle' }), await startReceiver()];
    stage.world.openIssue();
    receiver.always = { status: 404 };
    const step = await stage.event('issues', 'opened', { number: 1 }, given(receiver));
    expect(step.exitCode).toBe(0);
    expect(warningsOf(step)).toHaveLength(1);
    expect(Object.values(stage.record(1).head.outbox ?? {})).toEqual([1]);
    stage.world.assign(1, 'hubot');
    let kill = (): unknown => null;
    receiver.arrived = () => void kill();
    const onStart: StepOptions['onStart'] = (child) => {
      kill = () => child.kill('SIGKILL');
    };
    await stage.event('issues', 'assigned', { number: 1 }, { ...given(receiver), onStart }).catch(() => {});
    expect(hashesIn(stage)).toHaveLength(2);
    const sent = receiver.received.length;
    receiver.arrived = () => {};
    receiver.always = null;
    await stage.event('issues', 'labeled', { number: 1 }, given(receiver));
    expect(verifiedIds(receiver.received.slice(sent))).toEqual(hashesIn(stage));
    expect(stage.record(1).head.outbox).toBeNull();
  });

  test('410 ends it; `on-effect-failure: fail` is red, and recorded all the same', async () => {
    const [stage, receiver] = [await openStage({ as: 'bundle' }), await startReceiver()];
    stage.world.openIssue();
    receiver.always = { status: 410 };
    const step = await stage.event('issues', 'opened', { number: 1 }, given(receiver, { 'on-effect-failure': 'fail' }));
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'created', changed: 'true' } });
    expect(stage.record(1).head.outbox).toBeNull();
    expect(receiver.received).toHaveLength(1);
  });

  test('a dry run sends nothing', async () => {
    const [stage, receiver] = [await tracked(), await startReceiver()];
    stage.world.assign(1, 'hubot');
    const step = await stage.event('issues', 'assigned', { number: 1 }, given(receiver, { 'dry-run': 'true' }));
    expect(step.annotations.map(({ message }) => message)).toContain('What is recorded would be told to: webhook.');
    expect(receiver.received).toEqual([]);
  });

  test("a fork's event without secrets is not red for it", async () => {
    const stage = await tracked({ settings: 'dispatch: loopforge\n' });
    const pull = stage.world.openPull({ author: 'codertocat', fork: true, closes: [1] });
    const inputs = { 'webhook-url': '', 'webhook-secret': '', 'gate-secret': '' };
    stage.fake.setScopes({ ...LEAST, issues: 'read' });
    const step = await stage.event('pull_request', 'opened', { pull }, { inputs });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'deferred', reason: 'read_only_token' } });
    expect(warningsOf(step)).toEqual([]);
  });

  test('shows no secret anywhere', async () => {
    const [stage, receiver] = [await openStage({ as: 'bundle' }), await startReceiver()];
    stage.world.openIssue();
    receiver.always = { status: 400, body: `${receiver.url} ${SIGNING_SECRET}` };
    const step = await stage.event(
      'issues',
      'opened',
      { number: 1 },
      { ...given(receiver), env: { RUNNER_DEBUG: '1' } },
    );
    const { outputs, annotations, summary, stdout, stderr, recordFile } = step;
    const unmasked = stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    const told = JSON.stringify([outputs, annotations, summary, unmasked, stderr, recordFile, stage.comment(1).body]);
    for (const secret of [receiver.secretPath, SIGNING_SECRET.slice('whsec_'.length)]) {
      expect(told).not.toContain(secret);
      expect(told).not.toContain(Buffer.from(secret).toString('base64'));
      expect(told).not.toContain(encodeURIComponent(secret));
    }
    expect(step.masks).toEqual(expect.arrayContaining([receiver.url, SIGNING_SECRET]));
  });
});
