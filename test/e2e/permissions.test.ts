import { describe, expect, test } from 'vitest';
import { LEAST, type Scope, type Scopes } from '../support/github/identity.ts';
import { openStage, type Stage } from './stage.ts';
import { expectError, expectTold, warningsOf } from './told.ts';

const less = (...scopes: readonly Scope[]): Scopes => ({
  ...LEAST,
  ...Object.fromEntries(scopes.map((scope) => [scope, 'none'])),
});

/** A pull request whose checks have passed, recorded as pending; from now on the token may do less. */
async function pendingWith(scopes: Scopes): Promise<Stage> {
  const stage = await openStage({ fake: { scopes: LEAST } });
  stage.world.openIssue();
  const pull = stage.world.openPull({ closes: [1] });
  await stage.event('pull_request', 'opened', { pull });
  stage.world.check(pull, { conclusion: 'success' });
  stage.fake.setScopes(scopes);
  return stage;
}

describe('permissions', () => {
  test('issues: write and reading the rest are enough from opened to closed', async () => {
    const stage = await pendingWith(LEAST);
    stage.world.review(2, { by: 'monalisa', state: 'approved' });
    const told = await stage.event('pull_request_review', 'submitted', { pull: 2 });
    expectTold(told, 'ci_passed awaiting_review approved');
    stage.world.merge(2);
    expectTold(await stage.event('pull_request', 'closed', { pull: 2 }), 'merged closed');
    expect(told.annotations).toEqual([]);
  });

  test('without `checks: read` nothing moves back or passes the gate: put off, green, with a warning', async () => {
    const stage = await pendingWith(less('checks'));
    const unread = expect.stringContaining('`checks: read`');
    const unjudged = expect.stringContaining('The merge of pull request #2 could not be judged yet');
    const cases = [
      { happens: () => stage.world.label(1, 'bug'), warned: [unread] },
      { happens: () => stage.world.merge(2), warned: [unjudged, unread] },
    ];
    for (const { happens, warned } of cases) {
      happens();
      const before = stage.version();
      const step = await stage.event('pull_request', 'closed', { pull: 2 });
      expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'deferred', reason: 'evidence_unavailable' } });
      expect(warningsOf(step)).toEqual(warned);
      expect(stage.version()).toBe(before);
    }
    expect(stage.record(1)).toMatchObject({ state: 'ci_pending', rejections: [] });
    stage.fake.setScopes(LEAST);
    expectTold(await stage.event('issues', 'closed', { number: 1 }), 'ci_passed merged closed');
  });

  test('of the item itself, nothing is decided either: green, with a warning, until the next run', async () => {
    const stage = await pendingWith(LEAST);
    const partial = {
      kind: 'partial',
      type: 'SERVICE_UNAVAILABLE',
      path: ['repository', 'item', 'assignees'],
    } as const;
    stage.fake.faults.add({ match: { graphql: 'Item' }, fault: partial });
    const before = stage.version();
    const step = await stage.step({ issue: '1' });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'deferred', reason: 'evidence_unavailable' } });
    expect(warningsOf(step)).toEqual([expect.stringContaining("GitHub's answer lacks repository.item.assignees")]);
    expect(stage.version()).toBe(before);
    stage.fake.faults.add({ match: { graphql: 'Item' }, fault: partial });
    const claim = await stage.step({ command: 'transition', issue: '1', to: 'closed' });
    expect(expectError(claim, 'github_unreachable')).toContain('repository.item.assignees');
    expect((await stage.step({ issue: '1' })).outputs).toMatchObject({ outcome: 'transitioned', state: 'ci_passed' });
  });

  test('and a claim that needs what cannot be read is an error', async () => {
    const stage = await pendingWith(less('checks'));
    const step = await stage.step({ command: 'transition', issue: '1', to: 'ci_passed' });
    expect(expectError(step, 'evidence_unavailable')).toContain('checks');
    expect(stage.record(1)).toMatchObject({ state: 'ci_pending', rejections: [] });
  });

  test('without `actions: read` our own job is known by name only, and a warning says so once', async () => {
    const stage = await pendingWith(less('actions'));
    stage.world.check(2, { name: 'loopforge', workflow: 'loopforge' });
    const step = await stage.event('workflow_run', 'completed', { pull: 2 });
    expectTold(step, 'ci_passed');
    expect(warningsOf(step)).toEqual([expect.stringContaining('`actions: read`')]);
  });

  test.each<[Scope, string]>([
    ['contents', '`contents: read`'],
    ['pull_requests', '`pull-requests: read`'],
  ])('without %s the error names what to give', async (scope, named) => {
    const stage = await pendingWith(less(scope));
    const before = stage.version();
    const step = await stage.event('pull_request', 'labeled', { pull: 2 });
    expect(expectError(step, 'permission_missing')).toContain(named);
    expect(stage.version()).toBe(before);
  });

  test('a status that may not be set is a warning after the record was written, and the next run tries again', async () => {
    const stage = await openStage({ settings: 'status_context: loopforge\n', fake: { scopes: LEAST } });
    stage.world.openIssue();
    const pull = stage.world.openPull({ closes: [1] });
    const step = await stage.event('pull_request', 'opened', { pull });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'transitioned', state: 'ci_pending', error: '' } });
    expect(warningsOf(step)).toEqual([expect.stringContaining('`statuses: write`')]);
    expect(stage.record(1).state).toBe('ci_pending');
    stage.fake.setScopes({ ...LEAST, statuses: 'write' });
    await stage.event('pull_request', 'labeled', { pull });
    expect(stage.world.state().statuses).toMatchObject([{ context: 'loopforge', state: 'pending' }]);
  });
});
