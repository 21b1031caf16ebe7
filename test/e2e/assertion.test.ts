import { describe, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';
import { appendedBy, errorsOf, expectError, expectTold, resultsOf, sourcesOf } from './told.ts';

/** An open issue with a record. */
async function tracked(settings?: string): Promise<Stage & { readonly issue: number }> {
  const stage = await openStage(settings === undefined ? {} : { settings });
  const issue = stage.world.openIssue();
  await stage.event('issues', 'opened', { number: issue });
  return { ...stage, issue };
}

const claim = (to: string, inputs: { readonly [name: string]: string } = {}) => ({
  command: 'transition',
  issue: '1',
  to,
  ...inputs,
});

describe('command: transition', () => {
  test('takes an edge because a workflow says so, and the claim holds while nothing changes', async () => {
    const stage = await tracked();
    const step = await stage.step(
      claim('task_queued', { trigger: 'agent.started', metadata: '{"agent":"a-1","tries":2}' }),
    );
    expectTold(step, 'task_queued');
    expect(sourcesOf(step)).toEqual(['task_queued asserted']);
    expect(appendedBy(step)).toMatchObject([
      { trigger: 'agent.started', metadata: { agent: 'a-1', tries: 2 }, actor: { login: 'octocat' }, flags: [] },
    ]);
    stage.world.label(stage.issue, 'bug');
    const later = await stage.event('issues', 'labeled', { number: stage.issue, label: 'bug' });
    expect(later.outputs).toMatchObject({ outcome: 'unchanged', state: 'task_queued' });
  });

  test('keeps metadata that was written as YAML', async () => {
    const stage = await tracked();
    await stage.step(claim('task_queued', { metadata: 'agent: a-1\nready: true\nnothing: null\n' }));
    expect(stage.record(stage.issue).transitions.at(-1)).toMatchObject({
      trigger: 'workflow.asserted',
      metadata: { agent: 'a-1', ready: true, nothing: null },
    });
  });

  test('finds its item by pull request and by commit too, and brings it level with the facts first', async () => {
    const stage = await tracked();
    const pull = stage.world.openPull({ closes: [stage.issue] });
    const inputs = { command: 'transition', to: 'closed', override: 'true', reason: 'Given up.' };
    const byPull = await stage.step({ ...inputs, 'pull-request': `#${pull}`, 'dry-run': 'true' });
    const bySha = await stage.step({ ...inputs, sha: stage.world.pull(pull).headSha });
    for (const step of [byPull, bySha]) {
      expect(sourcesOf(step)).toEqual([
        'task_queued reconstructed',
        'pr_created reconstructed',
        'ci_pending reconstructed',
        'closed override',
      ]);
    }
    expect(stage.record(stage.issue).state).toBe('closed');
  });

  test('is green and writes nothing where the item is there already', async () => {
    const stage = await tracked();
    const before = stage.version();
    const step = await stage.step(claim('issue_created'));
    expectTold(step, '–');
    expect(stage.version()).toBe(before);
  });

  test('without an item is one error', async () => {
    const stage = await openStage();
    const { issue: _, ...inputs } = claim('task_queued');
    expect(expectError(await stage.step(inputs), 'input_invalid')).toContain('needs an item');
    expect(expectError(await stage.step({ ...inputs, issue: '7' }), 'not_found')).toContain('acme/widgets#7');
  });
});

describe('a claim past a gate', () => {
  test('is refused, red each time, with the message of the original and one entry', async () => {
    const stage = await tracked();
    stage.world.openPull({ closes: [stage.issue] });
    await stage.event('pull_request', 'opened', { pull: 2 });
    const first = await stage.step(claim('ci_passed', { metadata: '{"build":"77"}' }));
    expectTold(first, 'red gate_not_met');
    expect(first.outputs.error).toMatch(
      /^\w+ claimed `ci_passed` before any check had succeeded\.\nBring what is missing and claim it again\.\nSee \S+$/,
    );
    expect(JSON.parse(first.outputs.violations ?? '')[0].message).toMatch(
      /^Invalid transition: ci_pending → ci_passed\. Allowed from ci_pending: ci_passed, ci_failed\nMissing: /,
    );
    expect(appendedBy(first)).toMatchObject([
      { code: 'gate_not_met', from_state: 'ci_pending', to_state: 'ci_passed', metadata: { build: '77' } },
    ]);
    const before = stage.version();
    const second = await stage.step(claim('ci_passed'));
    expect(second).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'rejected', reason: 'gate_not_met', transitions: '[]' },
    });
    expect(errorsOf(second)).toEqual(['LoopForge: gate_not_met']);
    expect(stage.version()).toBe(before);
    expect(stage.record(stage.issue).rejections).toHaveLength(1);
    expect(stage.comment(stage.issue).edits).toHaveLength(3);
  });

  test('or over a condition that does not hold is refused too', async () => {
    const stage = await tracked();
    stage.world.openPull({ closes: [stage.issue] });
    await stage.event('pull_request', 'opened', { pull: 2 });
    const step = await stage.step(claim('closed'));
    expectTold(step, 'red guard_false');
    expect(step.outputs.error).not.toContain('Missing:');
    expect(JSON.parse(step.outputs.violations ?? '')[0].message).toContain('Missing: the condition');
    expectTold(await stage.step(claim('merged')), 'red illegal_transition');
    expect(stage.record(stage.issue)).toMatchObject({ state: 'ci_pending', rejections: [{}, {}] });
  });

  test('to a state that nobody knows changes nothing', async () => {
    const stage = await tracked();
    const before = stage.version();
    const message = expectError(await stage.step(claim('ci_pased')), 'input_invalid');
    expect(message).toContain('"ci_pased"');
    expect(message).toContain('ci_passed');
    expect(stage.version()).toBe(before);
  });
});

describe('ci: asserted', () => {
  test('lets a workflow report the verdict of a CI that GitHub knows nothing of', async () => {
    const stage = await tracked('ci: asserted\n');
    const pull = stage.world.openPull({ closes: [stage.issue] });
    expectTold(await stage.event('pull_request', 'opened', { pull }), 'task_queued pr_created ci_pending');
    const failed = await stage.step(claim('ci_failed', { trigger: 'ci.failed' }));
    expect(sourcesOf(failed)).toEqual(['ci_failed asserted']);
    expectTold(await stage.step(claim('ci_pending')), 'ci_pending');
    expect(sourcesOf(await stage.step(claim('ci_passed', { trigger: 'ci.passed' })))).toEqual(['ci_passed asserted']);
    stage.world.advance(60);
    stage.world.merge(pull);
    expectTold(await stage.event('pull_request', 'closed', { pull }), 'merged closed');
    expect(stage.record(stage.issue).rejections).toEqual([]);
  });

  test('does not let a merge pass without that word', async () => {
    const stage = await tracked('ci: asserted\n');
    const pull = stage.world.openPull({ closes: [stage.issue] });
    stage.world.check(pull, { conclusion: 'success' });
    stage.world.merge(pull);
    expectTold(
      await stage.event('pull_request', 'closed', { pull }),
      'task_queued pr_created ci_pending red gate_not_met',
    );
  });
});

describe('an override', () => {
  /** Story 15a: merged by an admin over a required review. */
  async function mergedOverReview(): Promise<Stage & { readonly issue: number }> {
    const stage = await openStage({ protection: { requiredApprovals: 1 } });
    const issue = stage.world.openIssue();
    const pull = stage.world.openPull({ closes: [issue] });
    stage.world.check(pull, { conclusion: 'success' });
    stage.world.advance(60);
    stage.world.merge(pull);
    await stage.event('pull_request', 'closed', { pull });
    return { ...stage, issue };
  }

  test('with a reason heals a violation: the rest of the way follows in the same run', async () => {
    const stage = await mergedOverReview();
    expect(stage.comment(stage.issue).body).toContain('[!CAUTION]');
    expect(stage.record(stage.issue)).toMatchObject({
      state: 'awaiting_review',
      rejections: [{ code: 'gate_not_met' }],
    });
    const step = await stage.step(claim('approved', { override: 'true', reason: 'Approved by mail.' }));
    expectTold(step, 'approved merged closed (overridden)');
    expect(sourcesOf(step)).toEqual(['approved override', 'merged reconstructed', 'closed reconstructed']);
    expect(appendedBy(step)[0]).toMatchObject({
      metadata: { reason: 'Approved by mail.' },
      actor: { login: 'octocat' },
      flags: ['late'],
    });
    expect(step.outputs).toMatchObject({ violations: '[]', state: 'closed' });
    expect(stage.comment(stage.issue).body).not.toContain('[!CAUTION]');
    const later = await stage.event('issues', 'closed', { number: stage.issue });
    expectTold(later, '–');
    expect(later.annotations).toEqual([]);
    expect(stage.record(stage.issue)).toMatchObject({ rejections: [{ code: 'gate_not_met' }] });
  });

  test('without a reason is refused before any request', async () => {
    const stage = await mergedOverReview();
    const step = await stage.step(claim('approved', { override: 'true' }));
    expect(expectError(step, 'input_invalid')).toContain('"override" needs "reason"');
    expect(stage.requests()).toEqual([]);
  });

  test('walks the way to the state that it names, each step with the reason', async () => {
    const stage = await mergedOverReview();
    const step = await stage.step(claim('merged', { override: 'true', reason: 'Hotfix.' }));
    expectTold(step, 'approved merged closed (overridden)');
    const forced = stage.record(stage.issue).transitions.filter((entry) => entry.source === 'override');
    expect(forced.map((entry) => [entry.to_state, entry.metadata['reason']])).toEqual([
      ['approved', 'Hotfix.'],
      ['merged', 'Hotfix.'],
    ]);
  });

  test('enters no merge that GitHub does not show, and is no violation', async () => {
    const stage = await tracked();
    stage.world.openPull({ closes: [stage.issue] });
    const step = await stage.step(claim('merged', { override: 'true', reason: 'No.' }));
    expect(step.outputs).toMatchObject({ outcome: 'rejected', reason: 'guard_false', violations: '[]' });
    expect(step.outputs.error?.split('\n')[0]).toBe(
      '`merged` cannot be forced from `ci_pending`, since nobody can stand in for what it takes. To do first: merge pull request 2.',
    );
    expect(stage.record(stage.issue).rejections).toEqual([]);
  });
});

describe('dry-run', () => {
  test('says what would be, and changes nothing', async () => {
    const stage = await tracked();
    const pull = stage.world.openPull({ closes: [stage.issue] });
    stage.world.check(pull, { conclusion: 'failure' });
    stage.world.merge(pull);
    const before = stage.version();
    const step = await stage.event('pull_request', 'closed', { pull }, { inputs: { 'dry-run': 'true' } });
    expect(step).toMatchObject({ exitCode: 0 });
    expect(step.outputs).toMatchObject({
      outcome: 'rejected',
      reason: 'dry_run',
      changed: 'false',
      state: 'ci_failed',
    });
    expect(resultsOf(step)).toMatchObject([{ outcome: 'rejected', reason: 'gate_not_met', changed: false }]);
    expect(appendedBy(step).map(({ to_state }) => to_state)).toEqual([
      'task_queued',
      'pr_created',
      'ci_pending',
      'ci_failed',
      'merged',
    ]);
    expect(errorsOf(step)).toEqual([]);
    expect(stage.requests()).toEqual(['GraphQL Item']);
    expect(stage.version()).toBe(before);
    expect(JSON.parse(step.outputs.record ?? '')).toEqual(stage.record(stage.issue));
  });
});
