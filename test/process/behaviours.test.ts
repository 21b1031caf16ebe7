import { describe, expect, test } from 'vitest';
import { openStage } from '../e2e/stage.ts';
import { appendedBy, expectTold, sourcesOf, warningsOf } from '../e2e/told.ts';
import { HOSTILE_TEXTS } from '../support/arbitraries.ts';
import { LEAST } from '../support/github/identity.ts';
import { tracked } from './tracked.ts';

// One case of everything that test/e2e tells of in this process, through the bundle as the runner starts it. What takes
// several items or a second hand is in several.test.ts.

describe('the bundle', () => {
  test('takes a step that a workflow claims', async () => {
    const stage = await tracked();
    const metadata = '{"agent":"a-1","tries":2}';
    const step = await stage.step({ command: 'transition', issue: '1', to: 'task_queued', metadata });
    expectTold(step, 'task_queued');
    expect(sourcesOf(step)).toEqual(['task_queued asserted']);
    expect(appendedBy(step)).toMatchObject([{ metadata: { agent: 'a-1', tries: 2 }, actor: { login: 'octocat' } }]);
  });

  test('reads its settings from the default branch, YAML included', async () => {
    const stage = await tracked({ settings: 'lifecycle: strict\nignore_checks:\n  - "lint*"\n' });
    const pull = stage.world.openPull({ closes: [1] });
    stage.world.check(pull, { name: 'lint-all', conclusion: 'failure' });
    stage.world.check(pull, { name: 'ci', conclusion: 'success' });
    const step = await stage.event('workflow_run', 'completed', { pull });
    expect(step.outputs.state).toBe('ci_passed');
    expect(stage.record(1).transitions[0]?.settings).toMatchObject({ ignore_checks: ['lint*'] });
  });

  test('keeps the label and the status that it is asked to keep', async () => {
    const stage = await tracked({ settings: 'label_prefix: "loopforge:"\nstatus_context: loopforge\n' });
    const pull = stage.world.openPull({ closes: [1] });
    await stage.event('pull_request', 'opened', { pull });
    expect(stage.world.issue(1).labels).toEqual(['loopforge:ci_pending']);
    expect(stage.world.state().statuses).toMatchObject([{ context: 'loopforge', state: 'pending' }]);
  });

  test('tells what was recorded although the label cannot be set', async () => {
    const stage = await tracked({ settings: 'label_prefix: "loopforge:"\n' });
    stage.world.assign(1, 'hubot');
    const fault = { kind: 'status', status: 403, when: 'before', body: { message: 'no' } } as const;
    stage.fake.faults.add({ match: { method: 'POST', path: /\/labels$/ }, fault });
    const step = await stage.event('issues', 'assigned', { number: 1 });
    const { transitions, record_id } = stage.record(1);
    expect(step).toMatchObject({
      exitCode: 0,
      outputs: { outcome: 'transitioned', changed: 'true', state: 'task_queued', 'record-id': record_id },
    });
    expect(appendedBy(step)).toEqual(transitions.slice(1));
    expect(JSON.parse(step.outputs.effects ?? '')).toMatchObject([{ name: 'label', ok: false }]);
    expect(warningsOf(step)).toHaveLength(1);
  });

  test('asks an Enterprise Server where the runner says', async () => {
    const serverUrl = 'https://github.example.com';
    const stage = await openStage({ as: 'bundle', fake: { basePath: '/api/v3', serverUrl } });
    stage.world.openIssue();
    const env = { GITHUB_SERVER_URL: serverUrl };
    expectTold(await stage.event('issues', 'opened', { number: 1 }, { env }), 'created issue_created');
    expect(stage.record(1).ref).toBe(`${serverUrl}/acme/widgets/issues/1`);
  });

  test('leaves an item alone that is older than its record', async () => {
    const stage = await openStage({ as: 'bundle' });
    stage.world.openIssue();
    stage.world.closeIssue(1);
    stage.world.advance(14 * 24 * 60 * 60);
    expectTold(await stage.event('issues', 'labeled', { number: 1 }), 'ignored (not_tracked)');
  });

  test('records a refusal and says it as loud as it is told to', async () => {
    const stage = await tracked({ settings: 'on_invalid: warn\nlifecycle: strict\n' });
    stage.world.closeIssue(1);
    const step = await stage.event('issues', 'closed', { number: 1 });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'rejected', reason: 'gate_not_met' } });
    expect(step.annotations.map(({ name }) => name)).toEqual(['warning']);
    const { rejections } = stage.record(1);
    expect(rejections).toMatchObject([{ code: 'gate_not_met' }]);
    expect(JSON.parse(step.outputs.violations ?? '')).toMatchObject([{ seq: rejections[0]?.seq }]);
  });

  test('writes outputs, summary and file, whatever strangers wrote, and no command but its own', async () => {
    const stage = await openStage({ as: 'bundle' });
    const title = HOSTILE_TEXTS.join(' ').replaceAll(/\p{Cc}/gu, ' ');
    stage.world.openIssue({ title, author: 'codertocat', labels: ['-->', '@octocat'] });
    const metadata = JSON.stringify(Object.fromEntries(HOSTILE_TEXTS.slice(0, 18).map((text, at) => [`k${at}`, text])));
    const step = await stage.step({ command: 'transition', issue: '1', to: 'task_queued', metadata });
    expect(step.exitCode).toBe(0);
    expect(JSON.parse(step.recordFile ?? '')).toEqual(stage.record(1));
    expect(JSON.parse(step.outputs.record ?? '')).toEqual(stage.record(1));
    expect(step.summary).toContain('task_queued');
    expect(step.summary).not.toContain('<script');
    expect(step.masks).toEqual(['github-token']);
    for (const line of step.stdout.split('\n')) expect(line).not.toMatch(/^::(?:set-output|stop-commands|save-state)/);
  });

  test('says which permission is missing', async () => {
    const stage = await tracked({ fake: { scopes: LEAST } });
    stage.fake.setScopes({ ...LEAST, issues: 'read' });
    stage.world.assign(1, 'hubot');
    const step = await stage.event('issues', 'assigned', { number: 1 });
    expect(step.annotations.map(({ message }) => message).join('\n')).toContain('issues: write');
  });

  test('appends in five requests and needs one where nothing is to do', async () => {
    const stage = await tracked();
    expect(stage.requests()).toHaveLength(5);
    await stage.event('issues', 'labeled', { number: 1 });
    expect(stage.requests()).toEqual(['GraphQL Item']);
    stage.world.assign(1, 'hubot');
    await stage.event('issues', 'assigned', { number: 1 });
    expect(stage.requests()).toHaveLength(5);
  });

  test('sweeps, and goes on past an item that fails', async () => {
    const stage = await openStage({ as: 'bundle' });
    for (let at = 0; at < 2; at++) stage.world.openIssue({ assignees: ['hubot'] });
    stage.world.comment(1, '<!-- loopforge:record\nspoilt', { by: 'github-actions' });
    const step = await stage.sweep();
    expect(step).toMatchObject({ exitCode: 1, outputs: { reason: 'record_unreadable', count: '2' } });
    expect(stage.record(2).state).toBe('task_queued');
  });
});
