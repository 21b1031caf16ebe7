import { describe, expect, test } from 'vitest';
import { verifyItem } from '../../src/usecase/verify.ts';
import { BOT, expectFound, meansOver, setScene } from './scene.ts';
import { underReview, wholeLife } from './whole-life.ts';

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
    expectFound(await scene.verify(issue), 'PASS');
  });

  test('was never there on an item that nobody recorded', async () => {
    const scene = setScene();
    const issue = scene.world.openIssue();
    expect(await verifyItem(await meansOver(scene.github), issue)).toBeNull();
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
