import { describe, expect, test } from 'vitest';
import { verifyText } from '../../src/codec/verify/verify-text.ts';
import { renderRecord } from '../../src/report/comment/renderers.ts';
import { LEAST } from '../support/github/identity.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';
import { warningsOf } from './told.ts';

const REWRITE = [
  'GraphQL Item',
  expect.stringMatching(/^POST \/issues\/comments\/\d+\/reactions$/),
  'GraphQL Item',
  expect.stringMatching(/^PATCH \/issues\/comments\/\d+$/),
  expect.stringMatching(/^DELETE \/issues\/comments\/\d+\/reactions\/\d+$/),
];

/** A pull request whose checks have passed and that needs two approvals, recorded as under review. */
async function underReview(options: StageOptions = {}): Promise<Stage & { readonly pull: number }> {
  const stage = await openStage({ protection: { requiredApprovals: 2, requiredChecks: ['build'] }, ...options });
  stage.world.openIssue();
  const pull = stage.world.openPull({ closes: [1] });
  stage.world.check(pull, { name: 'build', conclusion: 'success' });
  await stage.event('pull_request', 'opened', { pull });
  expect(stage.record(1).state).toBe('awaiting_review');
  return { ...stage, pull };
}

/** One of the two approvals comes. */
function approve({ world, pull, event }: Awaited<ReturnType<typeof underReview>>) {
  world.review(pull, { by: 'monalisa', state: 'approved' });
  return event('pull_request_review', 'submitted', { pull });
}

function expectSound(stage: Stage): void {
  const { verdict, checks } = verifyText(stage.comment(1).body, { render: renderRecord });
  expect(verdict, JSON.stringify(checks.flatMap(({ findings }) => findings))).toBe('PASS');
}

describe('a comment that tells what is not so any more', () => {
  test('is written anew in five requests, with no entry, and nothing has changed', async () => {
    const stage = await underReview();
    const before = stage.record(1);
    expect(stage.comment(1).body).toContain('get 2 approvals, then merge');
    const step = await approve(stage);
    expect(stage.requests()).toEqual(REWRITE);
    expect(step).toMatchObject({ exitCode: 0, annotations: [], outputs: { outcome: 'unchanged', changed: 'false' } });
    const { head, ...rest } = stage.record(1);
    expect(stage.comment(1).body).toContain('get one more approval (1 of 2), then merge');
    expect({ ...rest, head: { ...head, rev: 0, view: null, shown: null } }).toEqual({
      ...before,
      head: { ...before.head, rev: 0, view: null, shown: null },
    });
    expect(head.rev).toBe(before.head.rev + 1);
    expectSound(stage);
    await stage.event('issues', 'labeled', { number: 1 });
    expect(stage.requests()).toEqual(['GraphQL Item']);
  });

  test('names the checks that fail now, not those that failed', async () => {
    const stage = await openStage({ protection: { requiredChecks: ['build', 'lint'] } });
    stage.world.openIssue();
    const pull = stage.world.openPull({ closes: [1] });
    stage.world.check(pull, { name: 'build', conclusion: 'failure' });
    stage.world.check(pull, { name: 'lint', conclusion: 'success' });
    await stage.event('pull_request', 'opened', { pull });
    expect(stage.comment(1).body).toContain('get the check `build` to pass');
    stage.world.check(pull, { name: 'lint', conclusion: 'failure' });
    stage.world.check(pull, { name: 'build', conclusion: 'success' });
    const sha = stage.world.pull(pull).headSha;
    await stage.event('check_run', 'completed', { pull, sha });
    expect(stage.requests()).toEqual(REWRITE);
    expect(stage.comment(1).body).toContain('get the check `lint` to pass');
    expectSound(stage);
  });

  test('is left as it is for checks that merely go on', async () => {
    const stage = await openStage({ protection: { requiredChecks: ['build', 'lint'] } });
    stage.world.openIssue();
    const pull = stage.world.openPull({ closes: [1] });
    stage.world.check(pull, { name: 'build', status: 'queued' });
    stage.world.check(pull, { name: 'lint', status: 'queued' });
    await stage.event('pull_request', 'opened', { pull });
    expect(stage.record(1).head.shown?.needs.map(({ kind }) => kind)).toEqual(['queued']);
    stage.world.check(pull, { name: 'build', status: 'in_progress' });
    await stage.event('issues', 'labeled', { number: 1 });
    expect(stage.requests()).toEqual(['GraphQL Item']);
    stage.world.check(pull, { name: 'lint', status: 'in_progress' });
    await stage.event('issues', 'labeled', { number: 1 });
    expect(stage.requests()).toEqual(['GraphQL Item']);
  });

  test('stops telling of a refusal once the missing proof is there', async () => {
    const stage = await openStage({ protection: { requiredChecks: ['build'] } });
    stage.world.openIssue();
    const pull = stage.world.openPull({ closes: [1] });
    await stage.event('pull_request', 'opened', { pull });
    stage.world.closeIssue(1, { by: 'monalisa' });
    await stage.event('issues', 'closed', { number: 1 });
    expect(stage.record(1).head.shown?.open).toEqual([stage.record(1).rejections[0]?.seq]);
    expect(stage.comment(1).body).toContain('Closed out of order');
    stage.world.reopenIssue(1);
    const { seq } = stage.record(1).head;
    await stage.event('issues', 'reopened', { number: 1 });
    expect(stage.record(1).head).toMatchObject({ seq, shown: { open: [] } });
    expect(stage.requests()).toEqual(REWRITE);
    expect(stage.comment(1).body).not.toContain('out of order');
    expectSound(stage);
  });
});

describe('it is left as it is', () => {
  test('where the token may only read: green, nothing said', async () => {
    const stage = await underReview({ fake: { scopes: LEAST } });
    stage.fake.setScopes({ ...LEAST, issues: 'read' });
    const { body } = stage.comment(1);
    expect(await approve(stage)).toMatchObject({ exitCode: 0, annotations: [], outputs: { outcome: 'unchanged' } });
    expect(stage.comment(1).body).toBe(body);
  });

  test('in a locked conversation', async () => {
    const stage = await underReview();
    stage.world.lock(1);
    await approve(stage);
    expect(stage.requests()).toEqual(['GraphQL Item']);
  });

  test('in a dry run', async () => {
    const stage = await underReview();
    stage.world.review(stage.pull, { by: 'monalisa', state: 'approved' });
    await stage.event('pull_request_review', 'submitted', { pull: stage.pull }, { inputs: { 'dry-run': 'true' } });
    expect(stage.requests()).toEqual(['GraphQL Item']);
  });

  test('where the facts cannot be read', async () => {
    const stage = await underReview({ fake: { scopes: LEAST } });
    stage.fake.setScopes({ ...LEAST, checks: 'none' });
    const { body } = stage.comment(1);
    await approve(stage);
    expect(stage.comment(1).body).toBe(body);
  });

  test('where the lock is not to be had: green, and the next run tells', async () => {
    const stage = await underReview();
    stage.fake.faults.add({
      match: { method: 'PATCH', path: /\/issues\/comments\/\d+$/, times: 1 },
      fault: { kind: 'status', status: 403, when: 'before' },
    });
    expect(await approve(stage)).toMatchObject({ exitCode: 0, outputs: { outcome: 'unchanged' } });
    await stage.event('issues', 'labeled', { number: 1 });
    expect(stage.comment(1).body).toContain('(1 of 2)');
    expectSound(stage);
  });
});

test('where the answer is lost, it is written once', async () => {
  const stage = await underReview();
  const { rev } = stage.record(1).head;
  stage.fake.faults.add({
    match: { method: 'PATCH', path: /\/issues\/comments\/\d+$/, times: 1 },
    fault: { kind: 'reset', when: 'after' },
  });
  expect(warningsOf(await approve(stage))).toEqual([]);
  expect(stage.record(1).head.rev).toBe(rev + 1);
  expect(stage.comment(1).body).toContain('(1 of 2)');
});
