import { describe, expect, test } from 'vitest';
import type { About } from '../support/github/events/subject.ts';
import type { StepResult } from '../support/step.ts';
import { openStage, type Stage } from './stage.ts';
import { errorsOf, expectError, resultsOf, warningsOf } from './told.ts';

interface ItemStage extends Stage {
  readonly issue: number;
  readonly tracked: (name: string, action: string, about: About) => Promise<StepResult>;
}

/** An issue with a record of two steps, written by workflow runs that GitHub shows. */
async function recorded(): Promise<ItemStage> {
  const stage = await openStage();
  const { world } = stage;
  const main = world.state().branches.get('main') ?? '';
  const tracked: ItemStage['tracked'] = (name, action, about) => {
    const id = world.startRun(main, { workflow: 'loopforge', event: name, newRun: true });
    return stage.event(name, action, about, { env: { GITHUB_RUN_ID: String(id) } });
  };
  const issue = world.openIssue({ author: 'codertocat' });
  await tracked('issues', 'opened', { number: issue });
  world.assign(issue, 'hubot');
  await tracked('issues', 'assigned', { number: issue });
  return { ...stage, issue, tracked };
}

function edit({ world, comment, issue }: ItemStage, change: (body: string) => string, by: string): void {
  const { databaseId, body } = comment(issue);
  world.editComment(databaseId, change(body), { by });
}

const asMerged = (body: string) => body.replaceAll('task_queued', 'merged');

function checksOf(step: StepResult): readonly { readonly [key: string]: unknown }[] {
  return JSON.parse(step.outputs.checks ?? '[]');
}

describe('command: verify', () => {
  test('an honest record passes, green, with its checks in the summary', async () => {
    const stage = await recorded();
    const step = await stage.step({ command: 'verify', issue: String(stage.issue) });
    expect(step).toMatchObject({
      exitCode: 0,
      annotations: [],
      outputs: { verdict: 'PASS', outcome: 'unchanged', changed: 'false', reason: '', count: '1' },
    });
    expect(step.outputs['record-id']).toBe('acme/widgets#1');
    expect(step.summary).toContain('✅ **PASS**, 2 entries');
    expect(step.summary).toContain('| `history` | holds |');
    expect(stage.requests().every((request) => request.startsWith('GraphQL') || request.startsWith('GET'))).toBe(true);
  });

  test('one that was changed fails, red, with the editor and the codes', async () => {
    const stage = await recorded();
    edit(stage, asMerged, 'monalisa');
    const step = await stage.step({ command: 'verify', issue: String(stage.issue) });
    expect(step.exitCode).toBe(1);
    expect(errorsOf(step)).toEqual(['LoopForge: record_tampered']);
    expect(step.outputs).toMatchObject({ verdict: 'FAIL', outcome: 'failed', reason: 'record_tampered' });
    expect(step.outputs.error).toContain('chain_broken');
    expect(step.outputs.error).toContain('monalisa (id 2257)');
    expect(step.summary).toContain('❌ **FAIL**');
    expect(checksOf(step)).toContainEqual({ name: 'chain', ran: true, why: null, codes: ['chain_broken'] });
  });

  test('one that cannot be told is green with a warning', async () => {
    const stage = await recorded();
    stage.fake.setScopes({
      issues: 'write',
      pull_requests: 'read',
      checks: 'read',
      contents: 'read',
      statuses: 'read',
    });
    const step = await stage.step({ command: 'verify', issue: String(stage.issue) });
    expect(step).toMatchObject({ exitCode: 0, outputs: { verdict: 'INCONCLUSIVE', outcome: 'deferred' } });
    expect(warningsOf(step).join('\n')).toContain('partial_read');
    const told = checksOf(step).find(({ name }) => name === 'runs');
    expect(told).toMatchObject({ ran: false, codes: ['partial_read'] });
    expect(told?.['why']).toMatch(/actions: read/);
  });

  test('on a schedule all records, with the worst verdict', async () => {
    const stage = await recorded();
    const other = stage.world.openIssue();
    await stage.tracked('issues', 'opened', { number: other });
    stage.world.openIssue();
    const deliver = () => stage.deliver('schedule', stage.payload('schedule', null), { inputs: { command: 'verify' } });
    expect((await deliver()).outputs).toMatchObject({ verdict: 'PASS', count: '2' });
    edit(stage, asMerged, 'monalisa');
    const step = await deliver();
    expect(step).toMatchObject({ exitCode: 1, outputs: { verdict: 'FAIL', count: '2' } });
    expect(resultsOf(step).map((item) => [item['issue-number'], item['verdict']])).toEqual(
      expect.arrayContaining([
        [1, 'FAIL'],
        [other, 'PASS'],
      ]),
    );
  });

  test('a merge that nobody judged: red where a run would have, a warning where none can any more', async () => {
    const stage = await recorded();
    const pull = stage.world.openPull({ author: 'hubot', closes: [stage.issue] });
    stage.world.merge(pull);
    stage.world.advance(3 * 24 * 3600);
    const failed = await stage.step({ command: 'verify', issue: String(stage.issue) });
    expect(failed).toMatchObject({ exitCode: 1, outputs: { verdict: 'FAIL', reason: 'record_tampered' } });
    expect(failed.outputs.error).toContain('missing_transition: GitHub shows');
    stage.world.reopenIssue(stage.issue);
    await stage.tracked('issues', 'reopened', { number: stage.issue });
    const doubtful = await stage.step({ command: 'verify', issue: String(stage.issue) });
    expect(doubtful).toMatchObject({ exitCode: 0, outputs: { verdict: 'INCONCLUSIVE', outcome: 'deferred' } });
    expect(warningsOf(doubtful).join('\n')).toMatch(/missing_transition: Pull request #2 was merged at .* no entry/);
  });

  test('an item without a record has nothing to verify', async () => {
    const stage = await openStage();
    const issue = stage.world.openIssue();
    const step = await stage.step({ command: 'verify', issue: String(issue) });
    expect(step).toMatchObject({ exitCode: 0, outputs: { verdict: '', outcome: 'ignored', reason: 'not_tracked' } });
  });
});

describe('an ordinary run', () => {
  test.each([
    ['the hidden part', asMerged],
    ['the visible part', (body: string) => `${body}\nAll fine!`],
    ['so that nothing can be read', (body: string) => body.slice(0, -300)],
  ])('is red where somebody else edited %s, names them, and writes nothing', async (_, change) => {
    const stage = await recorded();
    edit(stage, change, 'monalisa');
    stage.world.openPull({ author: 'hubot', closes: [stage.issue] });
    const version = stage.version();
    const step = await stage.tracked('pull_request', 'opened', { pull: 2 });
    const message = expectError(step, 'record_tampered');
    expect(message).toContain('monalisa (id 2257)');
    expect(message).toMatch(/at 2026-11-22T08:/);
    expect(message).toContain('loopforge repair');
    expect(stage.requests()).toEqual(['GraphQL Item']);
    expect(stage.version()).toBe(version + 1);
  });

  test('is red where the chain does not hold, whoever edited', async () => {
    const stage = await recorded();
    edit(stage, (body) => body.replace('"login":"codertocat"', '"login":"octocat"'), 'github-actions');
    const message = expectError(await stage.tracked('issues', 'labeled', { number: stage.issue }), 'record_tampered');
    expect(message).toContain('Entry 1 was changed');
  });

  test('knows no way around, override neither', async () => {
    const stage = await recorded();
    edit(stage, asMerged, 'monalisa');
    const forced = { command: 'transition', to: 'closed', override: 'true', reason: 'because' };
    const step = await stage.step({ ...forced, issue: String(stage.issue), 'on-invalid': 'ignore' });
    expectError(step, 'record_tampered');
  });

  test('trusts those whom the repository trusts', async () => {
    const stage = await recorded();
    stage.world.putFile('.github/loopforge.yml', 'trusted_authors: [2257]\n');
    const { databaseId, edits } = stage.comment(stage.issue);
    const before = edits.at(-2)?.body ?? '';
    const after = stage.comment(stage.issue).body;
    stage.world.editComment(databaseId, before, { by: 'monalisa' });
    stage.world.editComment(databaseId, after, { by: 'monalisa' });
    const step = await stage.tracked('issues', 'labeled', { number: stage.issue });
    expect(step.exitCode).toBe(0);
  });
});

describe('the tripwire', () => {
  test('an edited record comment is verified at once', async () => {
    const stage = await recorded();
    const { databaseId: comment, body } = stage.comment(stage.issue);
    edit(stage, asMerged, 'monalisa');
    const changes = { body: { from: body } };
    const about = { number: stage.issue, comment, sender: 'monalisa', changes };
    const step = await stage.tracked('issue_comment', 'edited', about);
    expect(errorsOf(step)).toEqual(['LoopForge: record_tampered']);
    expect(step).toMatchObject({ exitCode: 1, outputs: { verdict: 'FAIL', reason: 'record_tampered' } });
  });

  test('so is one that no longer looks like a record', async () => {
    const stage = await recorded();
    const { databaseId: comment, body } = stage.comment(stage.issue);
    edit(stage, () => 'Nothing to see here', 'monalisa');
    const about = { number: stage.issue, comment, sender: 'monalisa', changes: { body: { from: body } } };
    const step = await stage.tracked('issue_comment', 'edited', about);
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'failed', reason: 'record_tampered' } });
    expect(step.outputs.error).toContain('monalisa');
  });

  test('a deleted one is named, with who did it', async () => {
    const stage = await recorded();
    const { databaseId: comment } = stage.comment(stage.issue);
    const event = stage.payload('issue_comment', 'deleted', { number: stage.issue, comment, sender: 'monalisa' });
    stage.world.deleteComment(comment, { by: 'monalisa' });
    const step = await stage.deliver('issue_comment', event);
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'failed', reason: 'record_tampered', verdict: 'INCONCLUSIVE' },
    });
    expect(step.outputs.error).toContain('was deleted by monalisa (id 2257)');
    expect(stage.marked(stage.issue)).toEqual([]);
  });

  test("an outsider's look-alike is a comment like any other", async () => {
    const stage = await recorded();
    const other = stage.world.openIssue();
    const comment = stage.world.comment(other, stage.comment(stage.issue).body, { by: 'codertocat' });
    stage.world.editComment(comment, 'never mind', { by: 'octocat' });
    const changes = { body: { from: stage.comment(stage.issue).body } };
    const step = await stage.tracked('issue_comment', 'edited', { number: other, comment, sender: 'octocat', changes });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'created' } });
  });
});
