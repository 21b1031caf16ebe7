import { describe, expect, test } from 'vitest';
import { verifyValue } from '../../src/codec/verify/verify-text.ts';
import { effectsOf, GIVEN, held, stageWithMirror, UNREACHABLE, URL_OF_MIRROR } from './fake-mirror.ts';
import { errorsOf, warningsOf } from './told.ts';

describe('mirror', () => {
  test('holds each record as it stands in its comment, so that it verifies', async () => {
    const stage = await stageWithMirror();
    const issue = stage.world.openIssue();
    const first = await stage.event('issues', 'opened', { number: issue }, GIVEN);
    expect(effectsOf(first)).toEqual([{ name: 'mirror', ok: true, message: 'postgres: entry 1' }]);
    expect(await held(stage, issue)).toEqual(stage.record(issue));
    stage.world.assign(issue, 'octocat');
    const second = await stage.event('issues', 'assigned', { number: issue }, GIVEN);
    expect(second).toMatchObject({ exitCode: 0, outputs: { outcome: 'transitioned' } });
    expect(await held(stage, issue)).toEqual(stage.record(issue));
    expect(verifyValue(await held(stage, issue))).toMatchObject({ codes: [], verdict: 'PASS' });
    expect(stage.mirror).toMatchObject({ opened: 2, closed: 2 });
  });

  test('is not touched by a run that changes nothing: one request, and no connection', async () => {
    const stage = await stageWithMirror();
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue }, GIVEN);
    const { opened } = stage.mirror;
    const step = await stage.event('issues', 'labeled', { number: issue }, GIVEN);
    expect(step.outputs).toMatchObject({ outcome: 'unchanged', effects: '[]' });
    expect(stage.requests()).toEqual(['GraphQL Item']);
    expect(stage.mirror.opened).toBe(opened);
  });

  test('takes a whole run with its five requests', async () => {
    const stage = await stageWithMirror();
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue }, GIVEN);
    stage.world.assign(issue, 'octocat');
    await stage.event('issues', 'assigned', { number: issue }, GIVEN);
    expect(stage.requests()).toHaveLength(5);
  });

  test('stands in the config file, and its URL in the workflow', async () => {
    const stage = await stageWithMirror({ settings: 'mirror: redis\nmirror_table: audit\n' });
    const issue = stage.world.openIssue();
    const step = await stage.event('issues', 'opened', { number: issue }, { inputs: { 'mirror-url': 'redis://db' } });
    expect(effectsOf(step)).toEqual([{ name: 'mirror', ok: true, message: 'redis: entry 1' }]);
    const off = stage.world.openIssue();
    const none = await stage.event('issues', 'opened', { number: off }, { inputs: { mirror: 'none' } });
    expect(effectsOf(none)).toEqual([]);
  });

  test('that a workflow has no URL for costs no record', async () => {
    const stage = await stageWithMirror({ settings: 'mirror: postgres\n' });
    const issue = stage.world.openIssue();
    const step = await stage.event('issues', 'opened', { number: issue });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'created' } });
    expect(warningsOf(step)).toEqual([
      expect.stringMatching(/^The record could not be copied to the mirror: "mirror: postgres" needs "mirror-url"/),
    ]);
  });

  test('of several items is opened once and closed', async () => {
    const stage = await stageWithMirror();
    const issues = [1, 2, 3, 4, 5].map(() => stage.world.openIssue());
    const pull = stage.world.openPull({ closes: issues });
    const step = await stage.event('pull_request', 'opened', { pull }, GIVEN);
    expect(step.exitCode).toBe(0);
    for (const issue of issues) expect(await held(stage, issue)).toEqual(stage.record(issue));
    expect(stage.mirror).toMatchObject({ opened: 1, closed: 1 });
  });
});

describe('a mirror that fails', () => {
  test('is a warning, and the sweep catches up', async () => {
    const stage = await stageWithMirror();
    const issue = stage.world.openIssue({ assignees: ['octocat'] });
    stage.mirror.down = UNREACHABLE;
    const step = await stage.event('issues', 'assigned', { number: issue }, GIVEN);
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'transitioned', changed: 'true', error: '' } });
    expect(effectsOf(step)).toEqual([{ name: 'mirror', ok: false, message: UNREACHABLE.message }]);
    expect(warningsOf(step)).toEqual([`The record could not be copied to the mirror: ${UNREACHABLE.message}`]);
    expect(step.summary).toContain('The record could not be copied to the mirror');
    stage.mirror.down = null;
    const swept = await stage.sweep(GIVEN);
    expect(swept).toMatchObject({ exitCode: 0, outputs: { outcome: 'unchanged' } });
    expect(effectsOf(swept)).toEqual([{ name: 'mirror', ok: true, message: 'postgres: entry 2' }]);
    expect(await held(stage, issue)).toEqual(stage.record(issue));
    expect(effectsOf(await stage.sweep(GIVEN))).toEqual([]);
  });

  test('is red where `on-effect-failure: fail` asks for it', async () => {
    const stage = await stageWithMirror({ settings: 'on_effect_failure: fail\n' });
    const issue = stage.world.openIssue();
    stage.mirror.down = UNREACHABLE;
    const step = await stage.event('issues', 'opened', { number: issue }, GIVEN);
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'created', changed: 'true' } });
    expect(errorsOf(step)).toEqual(['LoopForge']);
  });

  test('is asked twice in a run, and then left alone', async () => {
    const stage = await stageWithMirror();
    for (let at = 0; at < 5; at++) {
      const issue = stage.world.openIssue({ assignees: ['octocat'] });
      await stage.event('issues', 'opened', { number: issue });
    }
    stage.mirror.down = UNREACHABLE;
    const swept = await stage.sweep(GIVEN);
    expect(swept.exitCode).toBe(0);
    expect(stage.mirror.calls).toEqual(['get', 'get']);
    expect(warningsOf(swept).join('\n')).toContain('is not asked again in this run');
  });

  test('never shows its URL, whatever the driver says', async () => {
    const stage = await stageWithMirror();
    const issue = stage.world.openIssue();
    stage.mirror.down = new Error(`connect to ${URL_OF_MIRROR} as loopforge:not-to-be-seen failed`);
    const step = await stage.event('issues', 'opened', { number: issue }, GIVEN);
    expect(warningsOf(step)).toEqual([expect.stringContaining('connect to *** as loopforge:*** failed')]);
    expect(step.masks).toEqual(['github-token', URL_OF_MIRROR, 'not-to-be-seen']);
    expect(JSON.stringify([step.outputs, step.annotations, step.summary, step.stdout])).not.toContain('not-to-be-seen');
  });
});

test('dry-run says what it would do, and does not touch the mirror', async () => {
  const stage = await stageWithMirror();
  const issue = stage.world.openIssue();
  const dry = { inputs: { ...GIVEN.inputs, 'dry-run': 'true' } };
  const step = await stage.event('issues', 'opened', { number: issue }, dry);
  expect(step.outputs).toMatchObject({ outcome: 'created', reason: 'dry_run', effects: '[]' });
  expect(step.annotations.map(({ message }) => message)).toContain(
    'The record would be copied to the mirror (postgres).',
  );
  await stage.sweep(dry);
  expect(stage.mirror.opened).toBe(0);
});

test('verify leaves the mirror alone', async () => {
  const stage = await stageWithMirror();
  const issue = stage.world.openIssue();
  await stage.event('issues', 'opened', { number: issue });
  await stage.step({ ...GIVEN.inputs, command: 'verify' });
  expect(stage.mirror.opened).toBe(0);
});

test('an event without secrets leaves the mirror alone, with a notice', async () => {
  const stage = await stageWithMirror({ settings: 'track: all\n' });
  const pull = stage.world.openPull({ author: 'dependabot', body: 'Bump.' });
  const given = { inputs: { ...GIVEN.inputs, 'mirror-url': '' } };
  const step = await stage.event('pull_request', 'opened', { pull, sender: 'dependabot' }, given);
  expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'transitioned', effects: '[]' } });
  expect(step.annotations).toMatchObject([
    { name: 'notice', message: expect.stringContaining('events of forks and of Dependabot are given no secrets') },
  ]);
  expect(stage.mirror.opened).toBe(0);
});

test.each([
  [{ mirror: 'postgres' }, /^"mirror: postgres" needs "mirror-url", like postgres:/],
  [
    { mirror: 'redis', 'mirror-url': 'postgres://u:pw-not-shown@h/d' },
    /^"mirror-url" for "mirror: redis" must be a URL like rediss:/,
  ],
  [
    { mirror: 'postgres', 'mirror-url': 'u:pw-not-shown@h/d' },
    /^"mirror-url" for "mirror: postgres" must be a URL like postgres:/,
  ],
  [
    { mirror: 'postgres', 'mirror-url': 'postgres://h', 'mirror-table': 'a;drop' },
    /^"mirror-table" for "mirror: postgres"/,
  ],
  [{ mirror: 'dynamodb' }, /"mirror: dynamodb" needs "mirror-table"/],
  [{ mirror: 'dynamodb', 'mirror-table': 'records' }, /needs the environment of AWS, and AWS_REGION is not set/],
  [{ mirror: 'mysql' }, /postgres/],
])('%j is one error before any request', async (inputs, message) => {
  const stage = await stageWithMirror();
  const issue = stage.world.openIssue();
  const step = await stage.event('issues', 'opened', { number: issue }, { inputs });
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'failed', reason: 'input_invalid' } });
  expect(step.outputs.error).toMatch(message);
  expect(JSON.stringify([step.outputs, step.annotations, step.stdout])).not.toContain('pw-not-shown');
  expect(stage.requests()).toEqual([]);
});
