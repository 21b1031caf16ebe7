import { describe, expect, test } from 'vitest';
import { ALL_READ, ALL_WRITE } from '../support/github/identity.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';
import { expectTold, warningsOf } from './told.ts';

const CONTEXT = 'loopforge/state';

type Told = readonly [state: string, description: string | null];

/** Every status that LoopForge set on a commit, in order. */
function allOn({ world }: Stage, sha: string): readonly Told[] {
  const own = world.state().statuses.filter((one) => one.context === CONTEXT && one.sha === sha);
  return own.map(({ state, description }) => [state, description]);
}

function statusOn(stage: Stage, pull: number): Told | undefined {
  return allOn(stage, stage.world.pull(pull).headSha).at(-1);
}

async function staged(settings = '', options: StageOptions = {}): Promise<Stage> {
  return openStage({ settings: `status_context: ${CONTEXT}\n${settings}`, ...options });
}

/** Issue 1, and pull request 2 that closes it. */
async function underWay(settings = '', options: StageOptions = {}): Promise<Stage> {
  const stage = await staged(settings, options);
  stage.world.openIssue();
  stage.world.openPull({ closes: [1] });
  return stage;
}

describe('the status says whether a merge would be in order', () => {
  test('it waits for checks that run and for those that failed, and is a success when they passed', async () => {
    const stage = await underWay();
    stage.world.check(2, { status: 'in_progress' });
    await stage.event('pull_request', 'opened', { pull: 2 });
    expect(statusOn(stage, 2)).toEqual(['pending', 'Next: wait for the check `build` to finish.']);
    stage.world.check(2, { conclusion: 'failure' });
    await stage.event('workflow_run', 'completed', { pull: 2 });
    expect(statusOn(stage, 2)).toEqual(['pending', 'Next: get the check `build` to pass.']);
    stage.world.check(2, { conclusion: 'success' });
    await stage.event('workflow_run', 'completed', { pull: 2 });
    expect(statusOn(stage, 2)).toEqual(['success', 'State: ci_passed']);
    stage.world.merge(2);
    await stage.event('pull_request', 'closed', { pull: 2 });
    expect(statusOn(stage, 2)).toEqual(['success', 'State: closed']);
    await stage.event('issues', 'closed', { number: 1 });
    expect(stage.requests()).toEqual(['GraphQL Item']);
  });

  test.each(['standard', 'strict'])('it waits for an approval that a rule asks for, in %s', async (lifecycle) => {
    const stage = await underWay(`lifecycle: ${lifecycle}\n`, { protection: { requiredApprovals: 1 } });
    stage.world.check(2, { conclusion: 'success' });
    await stage.event('workflow_run', 'completed', { pull: 2 });
    expect(statusOn(stage, 2)).toEqual(['pending', 'Next: get an approval.']);
    stage.world.review(2, { by: 'monalisa', state: 'changes_requested' });
    await stage.event('pull_request_review', 'submitted', { pull: 2 });
    expect(statusOn(stage, 2)).toEqual(['pending', 'Next: settle the changes that monalisa requested.']);
    stage.world.review(2, { by: 'monalisa', state: 'approved' });
    await stage.event('pull_request_review', 'submitted', { pull: 2 });
    expect(statusOn(stage, 2)).toEqual(['success', 'State: approved']);
  });

  test('it does not wait for itself, although the rule requires it', async () => {
    const stage = await underWay('', { protection: { requiredChecks: ['build', CONTEXT] } });
    await stage.event('pull_request', 'opened', { pull: 2 });
    expect(statusOn(stage, 2)?.[0]).toBe('pending');
    stage.world.check(2, { conclusion: 'success' });
    await stage.event('workflow_run', 'completed', { pull: 2 });
    expect(statusOn(stage, 2)).toEqual(['success', 'State: ci_passed']);
  });

  test('it waits ten minutes for a first check, and then a merge without any is in order', async () => {
    const stage = await underWay();
    await stage.event('pull_request', 'opened', { pull: 2 });
    expect(statusOn(stage, 2)).toEqual(['pending', 'Next: wait for a check to succeed (none has reported yet).']);
    stage.world.advance(11 * 60);
    await stage.sweep();
    expect(statusOn(stage, 2)).toEqual(['success', 'State: ci_pending']);
    stage.world.push(2);
    await stage.event('pull_request', 'synchronize', { pull: 2 });
    expect(statusOn(stage, 2)?.[0]).toBe('pending');
  });

  test('it waits for none where there is no CI', async () => {
    const stage = await underWay('ci: none\n');
    await stage.event('pull_request', 'opened', { pull: 2 });
    expect(statusOn(stage, 2)).toEqual(['success', 'State: ci_passed']);
  });

  test('a merge out of order is a failure, whatever the job does about it, until it is healed', async () => {
    const stage = await underWay('on_invalid: ignore\n');
    stage.world.check(2, { conclusion: 'failure' });
    stage.world.merge(2);
    await stage.event('pull_request', 'closed', { pull: 2 });
    expect(statusOn(stage, 2)?.[0]).toBe('failure');
    expect(statusOn(stage, 2)?.[1]).toContain('while the check `build` was failing');
    stage.world.check(2, { conclusion: 'success' });
    await stage.event('workflow_run', 'completed', { pull: 2 });
    expect(statusOn(stage, 2)).toEqual(['success', 'State: closed']);
  });

  test('a claim that is refused is nobody who merges out of order', async () => {
    const stage = await underWay();
    stage.world.check(2, { conclusion: 'success' });
    await stage.event('workflow_run', 'completed', { pull: 2 });
    expectTold(await stage.step({ command: 'transition', issue: '1', to: 'closed' }), 'red guard_false');
    expect(statusOn(stage, 2)?.[0]).toBe('success');
  });
});

describe('pull requests that are no item', () => {
  test('one that `require-issue` refuses is a failure with the sentence, until it is linked', async () => {
    const stage = await staged('require_issue: true\n');
    stage.world.openIssue();
    const pull = stage.world.openPull();
    await stage.event('pull_request', 'opened', { pull });
    expect(statusOn(stage, pull)).toEqual(['failure', expect.stringMatching(/^Pull request #2 closes no issue/)]);
    await stage.event('pull_request', 'edited', { pull });
    expect(stage.requests()).toEqual(['GraphQL Item']);
    stage.world.editPullBody(pull, 'Closes #1');
    stage.world.check(pull, { conclusion: 'success' });
    await stage.event('pull_request', 'edited', { pull });
    expect(statusOn(stage, pull)).toEqual(['success', 'State: ci_passed']);
  });

  test('one that is none of our business may be merged, and so may a bot’s and one that is left alone', async () => {
    const stage = await staged('ignore_labels: [chore]\n');
    const pull = stage.world.openPull();
    await stage.event('pull_request', 'opened', { pull });
    expect(statusOn(stage, pull)).toEqual(['success', 'Not tracked: it closes no issue of this repository.']);
    await stage.event('pull_request', 'edited', { pull });
    expect(stage.requests()).toEqual(['GraphQL Item']);
    const epic = stage.world.openIssue({ labels: ['chore'] });
    const part = stage.world.openPull({ closes: [epic] });
    await stage.event('pull_request', 'opened', { pull: part });
    expect(statusOn(stage, part)?.[0]).toBe('success');
  });

  test('a dry run sets none', async () => {
    const stage = await staged('require_issue: true\n');
    const pull = stage.world.openPull();
    await stage.event('pull_request', 'opened', { pull }, { inputs: { 'dry-run': 'true' } });
    expect(statusOn(stage, pull)).toBeUndefined();
  });
});

describe('a pull request that closes two issues has one status: the worst of both', () => {
  /** Issues 1 and 2, and pull request 3, whose checks passed; issue 2 was closed by hand. */
  async function oneRefused(): Promise<Stage> {
    const stage = await staged();
    const issues = [stage.world.openIssue(), stage.world.openIssue()];
    stage.world.openPull({ closes: issues });
    stage.world.check(3, { conclusion: 'success' });
    await stage.event('pull_request', 'opened', { pull: 3 });
    expect(allOn(stage, stage.world.pull(3).headSha).map(([state]) => state)).toEqual(['success', 'success']);
    stage.world.closeIssue(2);
    return stage;
  }

  test('whichever is judged last in one run', async () => {
    const stage = await oneRefused();
    await stage.event('workflow_run', 'completed', { pull: 3 });
    expect(statusOn(stage, 3)?.[0]).toBe('failure');
    stage.world.reopenIssue(2);
    stage.world.closeIssue(1);
    await stage.event('workflow_run', 'completed', { pull: 3 });
    expect(statusOn(stage, 3)?.[0]).toBe('failure');
    stage.world.reopenIssue(1);
    await stage.event('workflow_run', 'completed', { pull: 3 });
    expect(statusOn(stage, 3)?.[0]).toBe('success');
  });

  test('also where an event concerns only the one that is in order', async () => {
    const stage = await oneRefused();
    await stage.event('issues', 'closed', { number: 2 });
    expect(statusOn(stage, 3)?.[0]).toBe('failure');
    await stage.event('issues', 'labeled', { number: 1, label: 'bug' });
    expect(statusOn(stage, 3)?.[0]).toBe('failure');
    stage.world.review(3, { by: 'monalisa', state: 'approved' });
    await stage.event('issues', 'assigned', { number: 1 });
    expect(stage.record(1).state).toBe('approved');
    expect(statusOn(stage, 3)?.[0]).toBe('failure');
    stage.world.reopenIssue(2);
    await stage.event('issues', 'reopened', { number: 2 });
    expect(statusOn(stage, 3)?.[0]).toBe('success');
  });

  test('it links to the record that says so', async () => {
    const stage = await oneRefused();
    await stage.event('workflow_run', 'completed', { pull: 3 });
    const last = stage.world.state().statuses.at(-1);
    expect(last?.targetUrl).toMatch(/issues\/2\?loopforge=.*#issuecomment-/);
  });

  test('more requests are made only where it closes more than one, and only to set it', async () => {
    const stage = await oneRefused();
    await stage.event('issues', 'labeled', { number: 1, label: 'bug' });
    expect(stage.requests()).toEqual(['GraphQL Item']);
    await stage.event('issues', 'closed', { number: 2 });
    expect(stage.requests().filter((one) => one === 'GraphQL Item')).toHaveLength(4);
  });

  test('one that cannot be read holds it back', async () => {
    const stage = await oneRefused();
    stage.world.reopenIssue(2);
    stage.world.comment(2, '<!-- loopforge:record\n{"broken":', { by: 'github-actions' });
    stage.world.review(3, { by: 'monalisa', state: 'approved' });
    await stage.event('issues', 'assigned', { number: 1 });
    expect(statusOn(stage, 3)).toEqual(['pending', 'Issue #2 could not be read']);
  });
});

describe('two runs at a time', () => {
  /** Issue 1 takes a step; before the given request of its run, something happens to issue 2, and a run of its own sees it. */
  async function meanwhile(request: number, happens: (stage: Stage) => Promise<void>, before: (stage: Stage) => void) {
    let between: () => Promise<void> = async () => {};
    const stage = await staged('', { fake: { sleep: () => between() } });
    stage.world.openPull({ closes: [stage.world.openIssue(), stage.world.openIssue()] });
    stage.world.check(3, { conclusion: 'success' });
    await stage.event('pull_request', 'opened', { pull: 3 });
    before(stage);
    await stage.event('workflow_run', 'completed', { pull: 3 });
    stage.world.review(3, { by: 'monalisa', state: 'approved' });
    let isReached = false;
    between = async () => {
      between = async () => {};
      isReached = true;
      await happens(stage);
    };
    stage.fake.faults.add({ match: { nth: request }, fault: { kind: 'delay', ms: 1, when: 'before' } });
    await stage.event('issues', 'assigned', { number: 1 });
    return { isReached, status: statusOn(stage, 3)?.[0] };
  }

  const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

  test.each(upTo(8))('none leaves a success over a refusal that another found, before request %i', async (request) => {
    const refused = async (stage: Stage): Promise<void> => {
      stage.world.closeIssue(2);
      await stage.event('issues', 'closed', { number: 2 });
    };
    expect(await meanwhile(request, refused, () => {})).toEqual({ isReached: true, status: 'failure' });
  });

  test.each(upTo(6))('nor a failure over what another found healed, before request %i', async (request) => {
    const healed = async (stage: Stage): Promise<void> => {
      stage.world.reopenIssue(2);
      await stage.event('issues', 'reopened', { number: 2 });
    };
    const begun = (stage: Stage) => stage.world.closeIssue(2);
    expect(await meanwhile(request, healed, begun)).toEqual({ isReached: true, status: 'success' });
  });
});

describe('the merge queue', () => {
  test('its commit has the status of the pull request that it is made for', async () => {
    const stage = await underWay();
    stage.world.check(2, { conclusion: 'success' });
    await stage.event('pull_request', 'opened', { pull: 2 });
    const { sha } = stage.world.enqueue(2);
    await stage.event('merge_group', 'checks_requested', { pull: 2 });
    expect(allOn(stage, sha)).toEqual([['success', 'State: ci_passed']]);
    stage.world.review(2, { by: 'monalisa', state: 'changes_requested' });
    await stage.event('merge_group', 'checks_requested', { pull: 2 });
    expect(allOn(stage, sha).at(-1)?.[0]).toBe('pending');
    expect(statusOn(stage, 2)?.[0]).toBe('pending');
  });

  test('so has that of a pull request that is no item', async () => {
    const stage = await staged();
    const pull = stage.world.openPull();
    const { sha } = stage.world.enqueue(pull);
    await stage.event('merge_group', 'checks_requested', { pull });
    expect(allOn(stage, sha).map(([state]) => state)).toEqual(['success']);
  });
});

test('a fork’s event whose token may only read sets none and says nothing of it; the next run that may write does', async () => {
  const stage = await staged('', { fake: { scopes: ALL_READ } });
  const pull = stage.world.openPull({ author: 'codertocat', fork: true });
  const step = await stage.event('pull_request', 'opened', { pull, sender: 'codertocat' });
  expect([step.exitCode, warningsOf(step)]).toEqual([0, []]);
  stage.fake.setScopes(ALL_WRITE);
  stage.world.check(pull, { conclusion: 'success' });
  await stage.event('workflow_run', 'completed', { pull });
  expect(statusOn(stage, pull)?.[0]).toBe('success');
});
