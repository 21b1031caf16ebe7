import { describe, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';
import { errorsOf, resultsOf } from './told.ts';

/** A pull request that closes two issues; the first has a record already. */
async function twoIssues(): Promise<Stage & { readonly pull: number }> {
  const stage = await openStage();
  const issues = [stage.world.openIssue(), stage.world.openIssue()];
  await stage.event('issues', 'opened', { number: 1 });
  return { ...stage, pull: stage.world.openPull({ closes: issues }) };
}

describe('a pull request that closes two issues', () => {
  test('moves both, each with a record of its own', async () => {
    const stage = await twoIssues();
    await stage.event('pull_request', 'opened', { pull: stage.pull });
    stage.world.check(stage.pull, { conclusion: 'success' });
    stage.world.merge(stage.pull);
    const step = await stage.event('pull_request', 'closed', { pull: stage.pull });
    expect(step).toMatchObject({ exitCode: 0, outputs: { count: '2', outcome: 'transitioned', 'issue-number': '1' } });
    expect(resultsOf(step).map((item) => [item['issue-number'], item.outcome, item.state])).toEqual([
      [1, 'transitioned', 'closed'],
      [2, 'transitioned', 'closed'],
    ]);
    expect(new Set(resultsOf(step).map((item) => item['record-file'])).size).toBe(2);
    for (const issue of [1, 2]) {
      expect(stage.record(issue)).toMatchObject({ record_id: `acme/widgets#${issue}`, state: 'closed', pr_number: 3 });
    }
    expect(stage.record(1).genesis.nonce).not.toBe(stage.record(2).genesis.nonce);
    expect(step.summary).toContain('[issue 1]');
    expect(step.summary).toContain('[issue 2]');
  });

  test('is red when one of them fails, and the other is recorded all the same: the worst speaks', async () => {
    const stage = await twoIssues();
    stage.world.comment(2, '<!-- loopforge:record\n{"broken":', { by: 'github-actions' });
    const step = await stage.event('pull_request', 'opened', { pull: stage.pull });
    expect(step.exitCode).toBe(1);
    expect(errorsOf(step)).toEqual(['LoopForge: record_unreadable']);
    expect(step.annotations[0]?.message).toMatch(/^#2: /);
    expect(step.outputs).toMatchObject({
      outcome: 'failed',
      reason: 'record_unreadable',
      'issue-number': '2',
      changed: 'true',
      count: '2',
    });
    expect(resultsOf(step).map((item) => [item['issue-number'], item.outcome])).toEqual([
      [1, 'transitioned'],
      [2, 'failed'],
    ]);
    expect(stage.record(1).state).toBe('ci_pending');
  });

  test('of which one is refused: rejected is worse than transitioned', async () => {
    const stage = await twoIssues();
    await stage.event('pull_request', 'opened', { pull: stage.pull });
    stage.world.closeIssue(2);
    stage.world.check(stage.pull, { conclusion: 'success' });
    const step = await stage.event('workflow_run', 'completed', { pull: stage.pull });
    expect(resultsOf(step).map((item) => [item['issue-number'], item.outcome, item.reason])).toEqual([
      [1, 'transitioned', ''],
      [2, 'rejected', 'gate_not_met'],
    ]);
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'rejected', 'issue-number': '2' } });
    expect(errorsOf(step)).toEqual(['LoopForge: gate_not_met']);
  });
});
