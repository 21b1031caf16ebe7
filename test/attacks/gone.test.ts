import { describe, expect, test } from 'vitest';
import { verifyOne } from '../../src/usecase/verify/verify-item.ts';
import { BOT, expectFound, type Scene, setScene, verifyPortsOver } from './scene.ts';
import { takenUp, underReview, wholeLife } from './whole-life.ts';

/** A second pull request for the item, merged with all that its gates ask for. */
function orderlySecond({ world }: Scene, issue: number): number {
  const second = world.openPull({ author: 'hubot', closes: [issue] });
  world.check(second, { conclusion: 'success' });
  world.review(second, { by: 'monalisa', state: 'approved' });
  world.merge(second, { by: 'hubot' });
  return second;
}

describe('a deleted record', () => {
  test('leaves a trace, though not what it was', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    scene.world.deleteComment(scene.comment(issue).databaseId, { by: 'monalisa' });
    const found = await scene.verify(issue);
    expectFound(found, 'INCONCLUSIVE', 'comment_deleted');
    expect(JSON.stringify(found.checks)).toContain('monalisa (id 2257) deleted a comment of github-actions');
  });

  test('posted again is too young for its entries', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const { databaseId, body } = scene.comment(issue);
    scene.world.deleteComment(databaseId, BOT);
    scene.world.advance(3600);
    scene.world.comment(issue, body.replace(/"rev":\d+/, '"rev":1'), BOT);
    expectFound(await scene.verify(issue), 'FAIL', 'backdated', 'comment_deleted');
  });

  test('is none where other comments are deleted later', async () => {
    const scene = setScene();
    const { issue } = await underReview(scene);
    const other = scene.world.comment(issue, 'Coverage: 80 %', BOT);
    scene.world.advance(60);
    scene.world.deleteComment(other, BOT);
    expectFound(await scene.verify(issue), 'PASS', 'comment_deleted');
  });

  test('was never there on an item that nobody recorded', async () => {
    const scene = setScene();
    const issue = scene.world.openIssue();
    const result = await verifyOne(await verifyPortsOver(scene.github), issue);
    expect(result).toEqual({ kind: 'no_record', number: issue, notices: [] });
  });
});

describe('what GitHub shows and the record does not', () => {
  test('is missed after a day, and only told before', async () => {
    const scene = setScene();
    const { issue, pull } = await underReview(scene);
    scene.world.review(pull, { by: 'monalisa', state: 'approved' });
    scene.world.merge(pull, { by: 'hubot' });
    expectFound(await scene.verify(issue), 'PASS', 'missing_transition');
    scene.world.advance(3 * 24 * 3600);
    expectFound(await scene.verify(issue), 'FAIL', 'missing_transition');
  });

  test('is uncertain where it could look otherwise to another reader', async () => {
    const scene = setScene();
    const { issue, pull } = await underReview(scene);
    scene.world.review(pull, { by: 'monalisa', state: 'approved' });
    scene.world.advance(3 * 24 * 3600);
    expectFound(await scene.verify(issue), 'INCONCLUSIVE', 'missing_transition');
  });
});

/** Nobody runs: what happens meanwhile is seen by the next run only, or by none. */
const DAYS = 24 * 3600;

describe('a merge that nobody judged', () => {
  test('of a second pull request, is missed after a day, and only told before', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const second = orderlySecond(scene, issue);
    expectFound(await scene.verify(issue), 'PASS', 'missing_transition');
    scene.world.advance(3 * DAYS);
    const found = await scene.verify(issue);
    expectFound(found, 'FAIL', 'missing_transition');
    expect(JSON.stringify(found.checks)).toContain(`the merge of pull request #${second}`);
    await scene.run('pull_request', 'closed', { pull: second });
    expect(scene.record(issue).notes.map(({ kind }) => kind)).toEqual(['merge_judged']);
    expectFound(await scene.verify(issue), 'PASS');
  });

  test('of a second pull request that was not in order, is missed as a refusal', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const second = scene.world.openPull({ author: 'hubot', closes: [issue] });
    scene.world.check(second, { conclusion: 'failure' });
    scene.world.merge(second, { by: 'hubot' });
    scene.world.advance(3 * DAYS);
    expectFound(await scene.verify(issue), 'FAIL', 'missing_transition');
    await scene.run('pull_request', 'closed', { pull: second });
    expect(scene.record(issue).rejections).toHaveLength(1);
    expectFound(await scene.verify(issue), 'PASS');
  });

  test.each<[string, boolean]>([
    ['which a step names, although nothing links it any more', true],
    ['which is linked and no step names', false],
  ])('in a cycle that is over, %s, can be judged by no run, and leaves doubt for good', async (_, isNamed) => {
    const scene = setScene();
    const { world } = scene;
    const issue = isNamed ? (await underReview(scene)).issue : await takenUp(scene);
    const pull = isNamed ? issue + 1 : world.openPull({ author: 'hubot', closes: [issue] });
    world.merge(pull, { by: 'hubot' });
    world.advance(60);
    world.reopenIssue(issue);
    if (isNamed) world.unlink(pull, issue);
    world.advance(60);
    await scene.run('issues', 'reopened', { number: issue });
    const found = await scene.verify(issue);
    expectFound(found, 'INCONCLUSIVE', 'missing_transition');
    expect(JSON.stringify(found.checks)).toContain(`Pull request #${pull} was merged at`);
    world.advance(3 * DAYS);
    expectFound(await scene.verify(issue), 'INCONCLUSIVE', 'missing_transition');
  });

  test('is none where an earlier cycle recorded, judged or refused it, or had it before there was a record', async () => {
    const scene = setScene();
    const { world } = scene;
    const { issue } = await wholeLife(scene);
    for (const conclusion of ['success', 'failure'] as const) {
      const another = world.openPull({ author: 'hubot', closes: [issue] });
      world.check(another, { conclusion });
      if (conclusion === 'success') world.review(another, { by: 'monalisa', state: 'approved' });
      world.merge(another, { by: 'hubot' });
      await scene.run('pull_request', 'closed', { pull: another });
    }
    world.advance(60);
    world.reopenIssue(issue);
    await scene.run('issues', 'reopened', { number: issue });
    expectFound(await scene.verify(issue), 'PASS');
    const late = world.openIssue();
    world.merge(world.openPull({ closes: [late] }));
    world.advance(60);
    world.reopenIssue(late);
    world.advance(60);
    await scene.run('issues', 'reopened', { number: late });
    expectFound(await scene.verify(late), 'PASS');
  });

  test('is in doubt where too little of it can be read', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    orderlySecond(scene, issue);
    scene.fake.setScopes({ issues: 'write', pull_requests: 'write', contents: 'read', actions: 'read' });
    expectFound(await scene.verify(issue), 'INCONCLUSIVE', 'partial_read');
    scene.world.advance(3 * DAYS);
    expectFound(await scene.verify(issue), 'INCONCLUSIVE', 'missing_transition');
  });
});

describe('what could not be read', () => {
  test('makes its checks inconclusive and leaves the others as they are', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    scene.fake.setScopes({ issues: 'read', pull_requests: 'read', checks: 'read', contents: 'read', statuses: 'read' });
    const found = await scene.verify(issue);
    expectFound(found, 'INCONCLUSIVE', 'partial_read');
    const runs = found.checks.find((check) => check.name === 'runs');
    expect(runs).toMatchObject({ ran: false, required: true });
    expect(runs?.why).toContain('actions');
  });

  test('is said even where nothing else is wrong', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const found = await scene.verify(issue, { runs: false });
    expectFound(found, 'PASS');
    expect(found.checks.find((check) => check.name === 'runs')).toMatchObject({ ran: false, required: false });
  });
});
