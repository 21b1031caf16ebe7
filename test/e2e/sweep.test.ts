import { describe, expect, test } from 'vitest';
import { openStage } from './stage.ts';
import { errorsOf, resultsOf } from './told.ts';

describe('a sweep', () => {
  test('lists a page and reads each item that is worth a look, and begins records only where work is under way', async () => {
    const stage = await openStage({ settings: 'track: all\n' });
    const { world } = stage;
    const [tracked, idle, taken, done] = [world.openIssue(), world.openIssue(), world.openIssue(), world.openIssue()];
    await stage.event('issues', 'opened', { number: tracked });
    world.assign(taken, 'hubot');
    world.closeIssue(done);
    const lone = world.openPull({ body: '' });
    const closing = world.openPull({ closes: [tracked] });
    const step = await stage.sweep();
    expect(resultsOf(step).map((item) => [item['issue-number'], item.outcome, item.state])).toEqual([
      [taken, 'transitioned', 'task_queued'],
      [tracked, 'transitioned', 'ci_pending'],
      [lone, 'transitioned', 'ci_pending'],
    ]);
    for (const number of [idle, done, closing]) expect(world.comments(number)).toEqual([]);
    expect(step.outputs).toMatchObject({ count: '3', outcome: 'transitioned', 'issue-number': String(tracked) });
    const again = await stage.sweep();
    expect(again.outputs).toMatchObject({ count: '3', outcome: 'unchanged', changed: 'false' });
    expect(stage.requests()).toEqual([
      'GraphQL SweepIssues',
      'GraphQL Item',
      'GraphQL Item',
      'GraphQL SweepIssues',
      'GraphQL SweepPulls',
      'GraphQL Item',
      'GraphQL SweepPulls',
    ]);
  });

  test('begins no more records than `limit`, and finds nothing to do where nothing is', async () => {
    const stage = await openStage();
    for (let at = 0; at < 2; at++) stage.world.openIssue({ assignees: ['hubot'] });
    const step = await stage.sweep({ inputs: { limit: '1' } });
    expect(step.outputs.count).toBe('1');
    for (let at = 0; at < 3; at++) stage.world.openPull({ body: '' });
    await stage.sweep();
    // Where pull requests are no items, one page of them is enough to know it.
    expect(stage.requests().filter((one) => one.startsWith('GraphQL'))).toEqual([
      'GraphQL SweepIssues',
      'GraphQL Item',
      'GraphQL Item',
      'GraphQL Item',
      'GraphQL SweepIssues',
      'GraphQL SweepPulls',
    ]);
    const empty = await openStage();
    const nothing = await empty.sweep();
    expect(nothing).toMatchObject({ exitCode: 0, outputs: { outcome: 'ignored', reason: 'no_item', count: '0' } });
  });

  test('goes on past an item that fails, and is red for it', async () => {
    const stage = await openStage();
    for (let at = 0; at < 2; at++) stage.world.openIssue({ assignees: ['hubot'] });
    stage.world.comment(1, '<!-- loopforge:record\nspoilt', { by: 'github-actions' });
    const step = await stage.sweep();
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'failed', reason: 'record_unreadable', count: '2' },
    });
    expect(resultsOf(step).map((item) => item.outcome)).toEqual(expect.arrayContaining(['failed', 'transitioned']));
    expect(stage.record(2).state).toBe('task_queued');
  });

  test('keeps what a list brought before its next part could not be read', async () => {
    const stage = await openStage();
    stage.world.openIssue({ assignees: ['hubot'] });
    const fault = { kind: 'status', status: 401, when: 'before', body: { message: 'Bad credentials' } } as const;
    stage.fake.faults.add({ match: { graphql: 'SweepIssues', nth: 2 }, fault });
    const step = await stage.sweep();
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'failed', reason: 'permission_missing', count: '1', changed: 'true' },
    });
    expect(resultsOf(step).map((item) => [item['issue-number'], item.outcome])).toEqual([[1, 'transitioned']]);
    expect(errorsOf(step)).toEqual(['LoopForge: permission_missing']);
    expect(step.outputs.error).toContain('1 items were looked at, of 1 seen so far');
  });

  test('ends once where every item would meet the same', async () => {
    const stage = await openStage({ settings: 'lifecycle: strange\n' });
    for (let at = 0; at < 3; at++) stage.world.openIssue({ assignees: ['hubot'] });
    const step = await stage.sweep();
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'failed', reason: 'config_invalid', count: '1' } });
    expect(errorsOf(step)).toEqual(['LoopForge: config_invalid']);
    expect(stage.requests()).toEqual(['GraphQL SweepIssues', 'GraphQL Item']);
  });
});
