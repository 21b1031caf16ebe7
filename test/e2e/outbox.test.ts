import { describe, expect, test } from 'vitest';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import { LEAST } from '../support/github/identity.ts';
import { type Answer, type Receiver, SIGNING_SECRET, startReceiver, verifiedIds } from '../support/hooks/receiver.ts';
import type { StepResult } from '../support/step.ts';
import { effectsOf } from './fake-mirror.ts';
import { openStage, type Stage, type StepOptions } from './stage.ts';
import { warningsOf } from './told.ts';

const CUT: Answer = (response) => response.destroy();
const FIVE = [
  'GraphQL Item',
  expect.stringMatching(/^POST .*\/reactions$/),
  'GraphQL Item',
  expect.stringMatching(/^(?:POST|PATCH) .*comments/),
  expect.stringMatching(/^DELETE .*\/reactions\/\d+$/),
];
/** What noting takes that something was delivered. */
const FOUR = [
  expect.stringMatching(/^POST \/issues\/comments\/\d+\/reactions$/),
  'GraphQL Item',
  expect.stringMatching(/^PATCH \/issues\/comments\/\d+$/),
  expect.stringMatching(/^DELETE \/issues\/comments\/\d+\/reactions\/\d+$/),
];

function given(...receivers: readonly Receiver[]) {
  const urls = receivers.map(({ url }) => url).join('\n');
  return { inputs: { 'webhook-url': urls, 'webhook-secret': SIGNING_SECRET, 'hook-timeout': '2' } };
}

function hashesIn(stage: Stage, issue: number): readonly string[] {
  return entriesOf(stage.record(issue)).map(({ hash }) => hash);
}

async function verdictOf(stage: Stage, issue: number): Promise<string | undefined> {
  return (await stage.step({ command: 'verify', issue: String(issue) })).outputs.verdict;
}

/** Delivers an event to a workflow run that GitHub knows, so that what it records can be verified. */
function run(stage: Stage, action: string, number: number, options: StepOptions): Promise<StepResult> {
  const main = stage.world.state().branches.get('main') ?? '';
  const id = stage.world.startRun(main, { workflow: 'loopforge', event: 'issues', newRun: true });
  return stage.event('issues', action, { number }, { ...options, env: { GITHUB_RUN_ID: String(id) } });
}

describe('with a webhook', () => {
  test('each entry waits in the edit that appends it, is sent, and is taken out by one more edit', async () => {
    const [stage, receiver] = [await openStage(), await startReceiver()];
    const issue = stage.world.openIssue();
    const outboxes: unknown[] = [];
    receiver.arrived = () => void outboxes.push(stage.record(issue).head.outbox);
    const first = await run(stage, 'opened', issue, given(receiver));
    expect(first).toMatchObject({ exitCode: 0, outputs: { outcome: 'created' } });
    expect(stage.requests()).toEqual([...FIVE, ...FOUR]);
    expect(outboxes).toEqual([{ [sinkIn(outboxes[0])]: 1 }]);
    stage.world.assign(issue, 'hubot');
    const second = await run(stage, 'assigned', issue, given(receiver));
    expect(stage.requests()).toEqual([...FIVE, ...FOUR]);
    expect(verifiedIds(receiver.received)).toEqual(hashesIn(stage, issue));
    expect(stage.record(issue).head).toMatchObject({ outbox: null, rev: 4 });
    expect(effectsOf(second)).toMatchObject([{ name: 'webhook', ok: true }]);
    expect(JSON.parse(second.outputs.record ?? '')).toEqual(stage.record(issue));
    await run(stage, 'labeled', issue, given(receiver));
    expect(stage.requests()).toEqual(['GraphQL Item']);
    expect(await verdictOf(stage, issue)).toBe('PASS');
  });

  test('what could not be delivered is sent by the next run, whatever it is about, from the first on', async () => {
    const [stage, receiver] = [await openStage(), await startReceiver()];
    const issue = stage.world.openIssue();
    receiver.always = CUT;
    const first = await run(stage, 'opened', issue, given(receiver));
    expect(first).toMatchObject({ exitCode: 0, outputs: { outcome: 'created' } });
    expect(effectsOf(first)).toMatchObject([{ name: 'webhook', ok: false }]);
    expect(warningsOf(first)).toEqual([
      expect.stringMatching(/^Not everything was delivered \(webhook\): 127\.0\.0\.1/),
    ]);
    expect(stage.requests()).toEqual(FIVE);
    expect(receiver.received).toHaveLength(3);
    stage.world.assign(issue, 'hubot');
    await run(stage, 'assigned', issue, given(receiver));
    // It was told before, and so it is asked once.
    expect(receiver.received).toHaveLength(4);
    expect(Object.values(stage.record(issue).head.outbox ?? {})).toEqual([1]);
    receiver.always = null;
    const labelled = await run(stage, 'labeled', issue, given(receiver));
    expect(labelled.outputs).toMatchObject({ outcome: 'unchanged', changed: 'false' });
    expect(stage.requests()).toEqual(['GraphQL Item', ...FOUR]);
    expect(verifiedIds(receiver.received.slice(4))).toEqual(hashesIn(stage, issue));
    expect(stage.record(issue).head.outbox).toBeNull();
    expect(await verdictOf(stage, issue)).toBe('PASS');
  }, 20_000);

  test('a receiver that is down for long adds no entry, and costs one try a run', async () => {
    const [stage, receiver] = [await openStage(), await startReceiver()];
    const issue = stage.world.openIssue();
    receiver.always = { status: 404 };
    await stage.event('issues', 'opened', { number: issue }, given(receiver));
    const { seq, rev } = stage.record(issue).head;
    const before = receiver.received.length;
    for (let day = 0; day < 5; day++) {
      stage.world.advance(24 * 60 * 60);
      await stage.sweep(given(receiver));
      await stage.event('issues', 'labeled', { number: issue }, given(receiver));
    }
    expect(stage.record(issue).head).toMatchObject({ seq, rev });
    expect(receiver.received).toHaveLength(before + 10);
  }, 30_000);

  test('410 ends it: nothing waits any more, and a warning says so', async () => {
    const [stage, receiver, other] = [await openStage(), await startReceiver(), await startReceiver()];
    const issue = stage.world.openIssue();
    receiver.always = { status: 410 };
    const step = await stage.event('issues', 'opened', { number: issue }, given(receiver, other));
    expect(warningsOf(step)).toHaveLength(1);
    expect(stage.record(issue).head.outbox).toBeNull();
    expect([receiver.received.length, other.received.length]).toEqual([1, 1]);
    await stage.event('issues', 'labeled', { number: issue }, given(receiver, other));
    expect(receiver.received).toHaveLength(1);
  });

  test('one that took some of it is sent the rest', async () => {
    const [stage, receiver] = [await openStage(), await startReceiver()];
    const issue = stage.world.openIssue({ assignees: ['hubot'] });
    receiver.answers = [{ status: 204 }, { status: 400 }];
    await stage.event('issues', 'assigned', { number: issue }, given(receiver));
    expect(Object.values(stage.record(issue).head.outbox ?? {})).toEqual([2]);
    await stage.step({ ...given(receiver).inputs, issue: String(issue) });
    const [first, second] = hashesIn(stage, issue);
    expect(verifiedIds(receiver.received)).toEqual([first, second, second]);
    expect(stage.record(issue).head.outbox).toBeNull();
  });

  test('a sink that a run does not know stays', async () => {
    const [stage, old, other] = [await openStage(), await startReceiver(), await startReceiver()];
    const issue = stage.world.openIssue();
    old.always = { status: 404 };
    await stage.event('issues', 'opened', { number: issue }, given(old));
    const waiting = stage.record(issue).head.outbox;
    stage.world.assign(issue, 'hubot');
    await stage.event('issues', 'assigned', { number: issue }, given(other));
    expect(stage.record(issue).head.outbox).toEqual(waiting);
    expect(verifiedIds(other.received)).toEqual(hashesIn(stage, issue).slice(1));
  });

  test('`on-effect-failure: fail` makes it red, and what was recorded stays', async () => {
    const [stage, receiver] = [await openStage({ settings: 'on_effect_failure: fail\n' }), await startReceiver()];
    const issue = stage.world.openIssue();
    receiver.always = { status: 302, headers: { location: 'http://127.0.0.1:1/' } };
    const step = await stage.event('issues', 'opened', { number: issue }, given(receiver));
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'created', changed: 'true' } });
    expect(hashesIn(stage, issue)).toHaveLength(1);
  });

  test('a dry run sends nothing and says whom it would tell', async () => {
    const [stage, receiver] = [await openStage({ settings: 'dispatch: loopforge\n' }), await startReceiver()];
    const issue = stage.world.openIssue();
    const dry = { inputs: { ...given(receiver).inputs, 'dry-run': 'true' } };
    const step = await stage.event('issues', 'opened', { number: issue }, dry);
    expect(step.annotations.map(({ message }) => message)).toContain(
      'What is recorded would be told to: webhook, dispatch.',
    );
    expect([receiver.received, stage.fake.dispatches]).toEqual([[], []]);
  });

  test('without a lock two requests more', async () => {
    const [stage, receiver] = [await openStage({ settings: 'lock: none\n' }), await startReceiver()];
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue }, given(receiver));
    stage.world.assign(issue, 'hubot');
    await stage.event('issues', 'assigned', { number: issue }, given(receiver));
    const edit = expect.stringMatching(/^PATCH \/issues\/comments\/\d+$/);
    expect(stage.requests()).toEqual(['GraphQL Item', edit, 'GraphQL Item', edit]);
    expect(stage.record(issue).head.outbox).toBeNull();
    expect(verifiedIds(receiver.received)).toEqual(hashesIn(stage, issue));
  });

  test('a repair is told, too', async () => {
    const [stage, receiver] = [await openStage(), await startReceiver()];
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue }, given(receiver));
    stage.world.editComment(stage.comment(issue).databaseId, '<!-- loopforge:record\nspoilt', { by: 'monalisa' });
    const asked = { command: 'repair', issue: String(issue), reason: 'a slip' };
    const step = await stage.step({ ...given(receiver).inputs, ...asked });
    expect(step.exitCode).toBe(0);
    expect(hashesIn(stage, issue)).toHaveLength(2);
    expect(verifiedIds(receiver.received)).toEqual(hashesIn(stage, issue));
    expect(stage.record(issue).head.outbox).toBeNull();
    expect(await verdictOf(stage, issue)).not.toBe('FAIL');
  });

  test('secrets are in no record, output, log, summary or annotation', async () => {
    const [stage, receiver] = [await openStage(), await startReceiver()];
    const issue = stage.world.openIssue();
    receiver.answers = [
      { status: 500, body: receiver.url },
      { status: 400, body: SIGNING_SECRET },
    ];
    const inputs = { inputs: given(receiver).inputs, env: { RUNNER_DEBUG: '1' } };
    const step = await stage.event('issues', 'opened', { number: issue }, inputs);
    const { outputs, annotations, summary, stdout } = step;
    const all = JSON.stringify([outputs, annotations, summary, stdout, stage.comment(issue).body]);
    for (const secret of [receiver.secretPath, SIGNING_SECRET, SIGNING_SECRET.slice(6), 'not-to-be-seen']) {
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
        expect(all).not.toContain(form);
      }
    }
    expect(step.masks).toEqual(expect.arrayContaining([receiver.url, SIGNING_SECRET]));
  });
});

describe('`dispatch`', () => {
  test('fires an event for each step, with at most ten names and no person in it', async () => {
    const stage = await openStage({ settings: 'dispatch: loopforge\n' });
    const issue = stage.world.openIssue({ assignees: ['hubot'] });
    const step = await stage.event('issues', 'assigned', { number: issue });
    expect(effectsOf(step)).toEqual([{ name: 'dispatch', ok: true, message: 'loopforge: 2 events' }]);
    const { transitions, record_id } = stage.record(issue);
    expect(stage.fake.dispatches.map(({ payload }) => payload['hash'])).toEqual(transitions.map(({ hash }) => hash));
    const [, second] = stage.fake.dispatches;
    expect(second).toMatchObject({
      eventType: 'loopforge',
      payload: { record_id, number: issue, from_state: 'issue_created', to_state: 'task_queued' },
    });
    expect(Object.keys(second?.payload ?? {}).length).toBeLessThanOrEqual(10);
    expect(JSON.stringify(second)).not.toMatch(/octocat|monalisa/);
    expect(stage.record(issue).head.outbox).toBeNull();
  });

  test('waits for a token that may: contents: write', async () => {
    const stage = await openStage({
      settings: 'dispatch: loopforge\n',
      fake: {
        scopes: LEAST,
      },
    });
    const issue = stage.world.openIssue();
    const step = await stage.event('issues', 'opened', { number: issue });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'created' } });
    expect(warningsOf(step).join()).toMatch(/contents: write/);
    expect(stage.record(issue).head.outbox).toEqual({ dispatch: 1 });
    stage.fake.setScopes({ ...LEAST, contents: 'write' });
    await stage.sweep();
    expect(stage.fake.dispatches).toHaveLength(1);
    expect(stage.record(issue).head.outbox).toBeNull();
  });
});

describe('a sweep', () => {
  test.each([
    [30, 1],
    [100, 0],
  ])('looks at an item that was closed %i days ago where something waits: %i more', async (days, count) => {
    const [stage, receiver] = [await openStage(), await startReceiver()];
    const issue = stage.world.openIssue();
    receiver.always = { status: 404 };
    await stage.event('issues', 'opened', { number: issue }, given(receiver));
    stage.world.closeIssue(issue, { reason: 'not_planned' });
    await stage.event('issues', 'closed', { number: issue }, given(receiver));
    const before = receiver.received.length;
    receiver.always = null;
    stage.world.advance(days * 24 * 60 * 60);
    await stage.sweep();
    expect(stage.requests().filter((name) => name === 'GraphQL Item')).toEqual([]);
    await stage.sweep(given(receiver));
    const hashes = hashesIn(stage, issue);
    expect(verifiedIds(receiver.received.slice(before))).toEqual(count === 0 ? [] : hashes);
    await stage.sweep(given(receiver));
    expect(stage.requests().filter((name) => name === 'GraphQL Item')).toEqual([]);
  });
});

test('all hooks are told side by side: each is answered once all five requests have arrived', async () => {
  const stage = await openStage({ settings: 'dispatch: loopforge\n' });
  const receivers = [
    await startReceiver(),
    await startReceiver(),
    await startReceiver(),
    await startReceiver(),
  ] as const;
  const [one, other, slack, metrics] = receivers;
  const issue = stage.world.openIssue();
  const { promise: all, resolve } = Promise.withResolvers<void>();
  const count = () => receivers.flatMap(({ received }) => received).length + stage.fake.dispatches.length;
  const watch = setInterval(() => (count() >= 5 ? resolve() : undefined), 20);
  for (const receiver of receivers) {
    receiver.arrived = () => all;
    receiver.always = { status: 200, body: receiver === slack ? 'ok' : '' };
  }
  const inputs = { ...given(one, other).inputs, 'slack-webhook-url': slack.url, 'otlp-endpoint': metrics.url };
  const step = await stage.event(
    'issues',
    'opened',
    { number: issue },
    { inputs: { ...inputs, 'hook-timeout': '20' } },
  );
  clearInterval(watch);
  const told = effectsOf(step).map(({ name, ok }) => `${name} ${ok}`);
  expect(told.toSorted()).toEqual(['dispatch true', 'metrics true', 'slack true', 'webhook true', 'webhook true']);
});

/** The only name in an outbox: a webhook's, of which it tells nothing. */
function sinkIn(outbox: unknown): string {
  const [name = ''] = Object.keys(outbox ?? {});
  expect(name).toMatch(/^webhook:[\w-]{8}$/);
  return name;
}
