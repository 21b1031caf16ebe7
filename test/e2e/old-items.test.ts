import { describe, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';
import { expectTold, told } from './told.ts';

const WEEKS = 7 * 24 * 60 * 60;

/** An issue that was solved by a pull request long ago, before LoopForge was there. */
async function solvedLongAgo(): Promise<Stage> {
  const stage = await openStage();
  const { world } = stage;
  world.openIssue({ author: 'monalisa' });
  const pull = world.openPull({ closes: [1] });
  world.check(pull, { conclusion: 'failure' });
  world.merge(pull);
  world.advance(2 * WEEKS);
  return stage;
}

describe('an item that is older than its record', () => {
  test('is left alone when somebody talks about it, and by a sweep', async () => {
    const stage = await solvedLongAgo();
    stage.world.comment(1, 'Thanks!');
    const step = await stage.event('issue_comment', 'created', { number: 1 });
    expectTold(step, 'ignored (not_tracked)');
    expect(step.outputs.notice).toContain('`issue:`');
    expect((await stage.sweep()).outputs.outcome).toBe('ignored');
    expect(stage.marked(1)).toEqual([]);
  });

  test('is adopted as it is found when it is named, unproven and without a verdict', async () => {
    const stage = await solvedLongAgo();
    const step = await stage.step({ issue: '1' });
    expect(told(step)).toMatchObject({ created: true, steps: [], notes: ['adopted'], reason: 'adopted', red: null });
    const record = stage.record(1);
    expect(record).toMatchObject({ state: 'closed', rejections: [], notes: [{ kind: 'adopted' }] });
    expect(record.transitions).toMatchObject([{ from_state: null, to_state: 'closed', flags: ['unproven'] }]);
    stage.world.reopenIssue(1);
    expectTold(await stage.event('issues', 'reopened', { number: 1 }), 'task_queued');
  });

  test('that was closed lately is judged like any other', async () => {
    const stage = await openStage();
    stage.world.openIssue();
    stage.world.assign(1, 'hubot');
    stage.world.closeIssue(1);
    stage.world.advance(WEEKS - 60);
    expectTold(await stage.event('issues', 'labeled', { number: 1 }), 'created task_queued red gate_not_met');
  });

  test('that is still open though its pull request was merged long ago is adopted too', async () => {
    const stage = await openStage();
    stage.world.openIssue();
    stage.world.linkBranch(1, '1-part');
    const pull = stage.world.openPull({ body: 'Part of #1', headRef: '1-part' });
    stage.world.merge(pull);
    stage.world.advance(2 * WEEKS);
    expect(told(await stage.event('issues', 'labeled', { number: 1 }))).toMatchObject({
      notes: ['adopted'],
      red: null,
    });
    expect(stage.record(1).state).toBe('merged');
  });
});
