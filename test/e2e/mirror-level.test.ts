import { describe, expect, test } from 'vitest';
import { verifyValue } from '../../src/codec/verify/verify-text.ts';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { cli } from '../cli/run-cli-here.ts';
import { effectsOf, GIVEN, held, stageWithMirror, UNREACHABLE } from './fake-mirror.ts';

describe('the sweep', () => {
  test('repairs a copy that was changed, lost, damaged or pretends to be newer', async () => {
    const stage = await stageWithMirror();
    const issue = stage.world.openIssue({ assignees: ['octocat'] });
    await stage.event('issues', 'assigned', { number: issue }, GIVEN);
    const record = stage.record(issue);
    const { copies } = stage.mirror;
    const { seq } = record.head;
    const forgeries: readonly LoopRecord[] = [
      { ...record, state: 'merged' },
      { ...record, head: { ...record.head, rev: 99 } },
      { ...record, head: { ...record.head, seq: seq + 5 } },
    ];
    for (const forged of forgeries) {
      await copies.delete(record.record_id);
      await copies.save(forged, { expectedVersion: null });
      expect(effectsOf(await stage.sweep(GIVEN))).toEqual([
        { name: 'mirror', ok: true, message: `postgres: entry ${seq}` },
      ]);
      expect(await held(stage, issue)).toEqual(record);
    }
    await copies.delete(record.record_id);
    await stage.sweep(GIVEN);
    expect(await held(stage, issue)).toEqual(record);
    expect(effectsOf(await stage.sweep(GIVEN))).toEqual([]);
  });

  test('so does a run whose item is named, for items that no sweep looks at any more', async () => {
    const stage = await stageWithMirror();
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue });
    stage.world.closeIssue(issue, { reason: 'not_planned' });
    await stage.event('issues', 'closed', { number: issue });
    stage.world.advance(30 * 24 * 3600);
    await stage.sweep(GIVEN);
    expect(await held(stage, issue)).toBeNull();
    await stage.step({ ...GIVEN.inputs, issue: String(issue) });
    expect(await held(stage, issue)).toEqual(stage.record(issue));
  });
});

test('what is erased in a record is erased in the mirror by the next run over it', async () => {
  const stage = await stageWithMirror();
  const issue = stage.world.openIssue({ author: 'octocat' });
  await stage.event('issues', 'opened', { number: issue }, GIVEN);
  stage.world.assign(issue, 'hubot');
  await stage.event('issues', 'assigned', { number: issue }, GIVEN);
  expect(JSON.stringify(await held(stage, issue))).toContain('"login":"octocat"');
  const args = ['redact', `acme/widgets#${issue}`, '--actor', 'octocat', '--reason', 'Asked for.'];
  expect(await cli(args, { api: stage.fake, as: 'monalisa' })).toMatchObject({ exitCode: 0 });
  await stage.sweep(GIVEN);
  const copy = await held(stage, issue);
  expect(copy).toEqual(stage.record(issue));
  expect(JSON.stringify(copy)).not.toContain('"login":"octocat"');
  expect(verifyValue(copy)).toMatchObject({ codes: [], verdict: 'PASS' });
});

test('a record that was deleted and begun anew takes the place of its copy', async () => {
  const stage = await stageWithMirror();
  const issue = stage.world.openIssue({ assignees: ['octocat'] });
  await stage.event('issues', 'assigned', { number: issue }, GIVEN);
  const { databaseId } = stage.comment(issue);
  stage.world.deleteComment(databaseId, { by: 'monalisa' });
  // Nothing to look at: the copy tells what there was.
  expect(await held(stage, issue)).toMatchObject({ state: 'task_queued' });
  await stage.event('issues', 'labeled', { number: issue }, GIVEN);
  expect(stage.record(issue).genesis.nonce).not.toBe((await held(stage, issue))?.genesis.created_at);
  expect(await held(stage, issue)).toEqual(stage.record(issue));
});

test('command: repair brings the mirror level', async () => {
  const stage = await stageWithMirror();
  const issue = stage.world.openIssue({ assignees: ['octocat'] });
  await stage.event('issues', 'assigned', { number: issue }, GIVEN);
  const { databaseId, body } = stage.comment(issue);
  stage.world.editComment(databaseId, body.replace('"to_state":"task_queued"', '"to_state":"approved"'), {
    by: 'monalisa',
  });
  const step = await stage.step({ ...GIVEN.inputs, command: 'repair', issue: String(issue), reason: 'By mistake.' });
  expect(step.exitCode).toBe(0);
  expect(effectsOf(step)).toEqual([{ name: 'mirror', ok: true, message: 'postgres: entry 3' }]);
  expect(await held(stage, issue)).toEqual(stage.record(issue));
  stage.world.editComment(
    databaseId,
    stage.comment(issue).body.replace('"to_state":"task_queued"', '"to_state":"closed"'),
    { by: 'monalisa' },
  );
  stage.mirror.down = UNREACHABLE;
  const failed = await stage.step({
    ...GIVEN.inputs,
    command: 'repair',
    issue: String(issue),
    reason: 'Again.',
    'on-effect-failure': 'fail',
  });
  expect(failed.exitCode).toBe(1);
  expect(failed.outputs.notice).toContain('What was found is kept in note 4.');
});

test('a record with sealed parts is copied whole', async () => {
  const stage = await stageWithMirror({ settings: 'ci: asserted\n' });
  const issue = stage.world.openIssue();
  const pull = stage.world.openPull({ closes: [issue] });
  await stage.event('pull_request', 'opened', { pull }, GIVEN);
  const metadata = JSON.stringify({
    a: 'x'.repeat(1000),
    b: 'x'.repeat(1000),
    c: 'x'.repeat(1000),
    d: 'x'.repeat(1000),
  });
  for (let at = 0; at < 14; at++) {
    const to = at % 2 === 0 ? 'ci_failed' : 'ci_pending';
    const step = await stage.step({ ...GIVEN.inputs, command: 'transition', issue: String(issue), to, metadata });
    expect(step).toMatchObject({ exitCode: 0 });
  }
  const record = stage.record(issue);
  expect(record.segments.length).toBeGreaterThan(0);
  const copy = await held(stage, issue);
  expect(copy?.head).toEqual(record.head);
  expect(copy === null ? 0 : entriesOf(copy).length).toBe(record.head.seq);
  expect(verifyValue(copy)).toMatchObject({ codes: [], verdict: 'PASS' });
  await stage.mirror.copies.delete(record.record_id);
  await stage.sweep(GIVEN);
  expect(await held(stage, issue)).toEqual(copy);
});

test('a record that moved with its issue is under its new name alone', async () => {
  const stage = await stageWithMirror();
  const issue = stage.world.openIssue();
  await stage.event('issues', 'opened', { number: issue }, GIVEN);
  const gadgets = stage.world.repository('acme/gadgets');
  gadgets.openIssue();
  const there = stage.world.transferIssue(issue, { to: 'acme/gadgets' });
  gadgets.assign(there, 'hubot');
  const scopes = {
    contents: 'read',
    issues: 'write',
    pull_requests: 'read',
    checks: 'read',
    statuses: 'read',
    actions: 'read',
  } as const;
  stage.fake.setToken('gadgets-token', { kind: 'app', login: 'github-actions', repo: 'acme/gadgets', scopes });
  const env = { GITHUB_REPOSITORY: 'acme/gadgets' };
  await stage.step({ ...GIVEN.inputs, issue: String(there) }, { token: 'gadgets-token', env });
  expect(await stage.mirror.copies.get(`acme/gadgets#${there}`)).toMatchObject({ state: 'task_queued' });
  expect(await held(stage, issue)).toBeNull();
});
