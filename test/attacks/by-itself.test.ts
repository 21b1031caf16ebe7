import { describe, expect, test } from 'vitest';
import { decodeComment } from '../../src/codec/record/comment.ts';
import type { Command } from '../../src/compose/github/request.ts';
import { nth } from './forge.ts';
import { BOT, connectTo, expectFound, type Scene, setScene, verifyPortsOver } from './scene.ts';
import { underReview, wholeLife } from './whole-life.ts';

/** What looks odd in an edit history and is LoopForge's own doing. */
describe('an honest history', () => {
  test('of a writer on a stale base, whose loss was put back', async () => {
    const scene = setScene();
    const { issue } = await underReview(scene);
    const { databaseId, edits } = scene.comment(issue);
    scene.world.editComment(databaseId, nth(edits, -2).body ?? '', BOT);
    await scene.run('issues', 'labeled', { number: issue, label: 'bug' });
    expect(scene.record(issue).notes.map(({ kind }) => kind)).toContain('restored');
    expectFound(await scene.verify(issue), 'PASS');
  });

  test('of a second record comment that was taken in', async () => {
    const scene = setScene();
    const issue = scene.world.openIssue();
    await scene.run('issues', 'opened', { number: issue });
    const first = scene.comment(issue);
    scene.world.deleteComment(first.databaseId, BOT);
    await scene.run('issues', 'opened', { number: issue });
    scene.world.comment(issue, first.body, BOT);
    expect((await scene.verify(issue)).codes).toContain('several_records');
    await scene.run('issues', 'labeled', { number: issue, label: 'bug' });
    expect(scene.record(issue).notes.map(({ kind }) => kind)).toContain('merged_record');
    expectFound(await scene.verify(issue), 'INCONCLUSIVE', 'comment_deleted');
  });

  test.each([true, false])('whether or not GitHub counts the creation (%s)', async (countCreation) => {
    const scene = setScene();
    scene.world.settings.countCreation = countCreation;
    const { issue } = await wholeLife(scene);
    expectFound(await scene.verify(issue), 'PASS');
  });

  test('of edits that GitHub joined', async () => {
    const scene = setScene();
    scene.world.settings.coalesceSeconds = 60;
    const { issue } = await wholeLife(scene);
    const { edits } = scene.comment(issue);
    expect(edits.length).toBeLessThan(scene.record(issue).transitions.length);
    const found = await scene.verify(issue);
    expect(found.verdict).not.toBe('FAIL');
  });

  test('of a record whose oldest entries were sealed', async () => {
    const scene = setScene();
    const { issue } = await underReview(scene);
    await growUntilSealed(scene, issue);
    expect(scene.record(issue).segments.length).toBeGreaterThan(0);
    expectFound(await scene.verify(issue), 'PASS');
  });

  test('of a pull request that is an item of its own', async () => {
    const scene = setScene({ track: 'all' });
    const pull = scene.world.openPull({ author: 'hubot' });
    await scene.run('pull_request', 'opened', { pull });
    scene.world.check(pull, { conclusion: 'success' });
    await scene.run('workflow_run', 'completed', { pull });
    scene.world.merge(pull, { by: 'octocat' });
    await scene.run('pull_request', 'closed', { pull });
    expect(scene.record(pull).state).toBe('closed');
    expectFound(await scene.verify(pull, { inputs: { track: 'all' } }), 'PASS');
  });

  test('of an issue that was reopened and closed again', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    scene.world.advance(60);
    scene.world.reopenIssue(issue, { by: 'hubot' });
    await scene.run('issues', 'reopened', { number: issue });
    scene.world.advance(60);
    scene.world.closeIssue(issue, { by: 'monalisa', reason: 'not_planned' });
    await scene.run('issues', 'closed', { number: issue });
    expect(scene.record(issue)).toMatchObject({ state: 'closed', head: { cycle: 1 } });
    expectFound(await scene.verify(issue), 'PASS');
  });

  test('of a record that moved with its issue', async () => {
    const scene = setScene();
    const issue = scene.world.openIssue();
    await scene.run('issues', 'opened', { number: issue });
    const gadgets = scene.world.repository('acme/gadgets');
    const there = scene.world.transferIssue(issue, { to: 'acme/gadgets' });
    scene.fake.setToken('gadgets-token', {
      kind: 'app',
      login: 'github-actions',
      repo: 'acme/gadgets',
      scopes: {
        contents: 'read',
        issues: 'write',
        pull_requests: 'read',
        checks: 'read',
        statuses: 'read',
        actions: 'read',
      },
    });
    const ports = await verifyPortsOver(connectTo(scene.fake, 'gadgets-token', 'gadgets'));
    expect(gadgets.comments(there)).toHaveLength(1);
    expectFound(await scene.verify(there, ports), 'PASS', 'not_corroborated');
  });
});

describe('a sealed part', () => {
  test('that is gone, or was edited, is missed', async () => {
    const scene = setScene();
    const { issue } = await underReview(scene);
    await growUntilSealed(scene, issue);
    const sealed = nth(scene.world.comments(issue), 1);
    scene.world.editComment(sealed.databaseId, sealed.body.replace('"login":"octocat"', '"login":"octodog"'), {
      by: 'monalisa',
    });
    const edited = await scene.verify(issue);
    expect(edited.verdict).toBe('FAIL');
    expect(edited.codes).toEqual(expect.arrayContaining(['segment_missing', 'foreign_editor']));
    scene.world.deleteComment(sealed.databaseId, { by: 'monalisa' });
    const gone = await scene.verify(issue);
    expect(gone.verdict).toBe('FAIL');
    expect(gone.codes).toContain('segment_missing');
  });
});

/** Claims with long reasons, until the record has moved its oldest entries out. */
async function growUntilSealed(scene: Scene, issue: number): Promise<void> {
  const reason = 'x'.repeat(1000);
  for (let round = 0; round < 40 && scene.record(issue).segments.length === 0; round++) {
    for (const to of ['ci_pending', 'ci_passed']) {
      const target = [{ kind: 'item' as const, number: issue }];
      const claim = { to, trigger: 'workflow.asserted', metadata: { padding: reason }, override: true, reason };
      const command: Command = { kind: 'transition', targets: target, named: true, fork: false, ...claim };
      await scene.run('workflow_dispatch', null, {}, command);
    }
  }
  expect(decodeComment(scene.comment(issue).body).kind).toBe('record');
}
