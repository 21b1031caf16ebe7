import { describe, expect, test } from 'vitest';
import { decodeComment } from '../../src/codec/record/comment.ts';
import { HOSTILE_TEXTS } from '../support/arbitraries.ts';
import { renderings } from '../support/rendered.ts';
import { openStage } from './stage.ts';
import { resultsOf } from './told.ts';

describe('the outputs of a step', () => {
  test('say where the item stands, what comes next, and hold the record as it is in the comment', async () => {
    const stage = await openStage({ protection: { requiredApprovals: 1 } });
    const { world } = stage;
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    await stage.event('pull_request', 'opened', { pull });
    world.check(pull, { conclusion: 'success' });
    const step = await stage.event('workflow_run', 'completed', { pull });
    const record = stage.record(issue);
    const comment = stage.comment(issue);
    expect(step.outputs).toMatchObject({
      outcome: 'transitioned',
      changed: 'true',
      reason: '',
      state: 'awaiting_review',
      'previous-state': 'ci_pending',
      violations: '[]',
      'record-id': 'acme/widgets#1',
      'issue-number': '1',
      'pull-request-number': '2',
      'comment-id': String(comment.databaseId),
      'comment-url': `https://github.com/acme/widgets/issues/1#issuecomment-${comment.databaseId}`,
      'head-hash': record.head.hash,
      'head-sha': world.pull(pull).headSha,
      count: '1',
      notice: '',
      error: '',
    });
    expect(JSON.parse(step.outputs.allowed ?? '')).toContain('approved');
    expect(JSON.parse(step.outputs.missing ?? '')).toEqual([
      {
        kind: 'approvals',
        names: [],
        counts: { required: 1, given: 0 },
        summary: 'Get an approval.',
      },
    ]);
    expect(JSON.parse(step.outputs.record ?? '')).toEqual(record);
    expect(JSON.parse(step.recordFile ?? '')).toEqual(record);
    expect(JSON.parse(step.outputs.transitions ?? '')).toEqual(record.transitions.slice(4));
    const [result, ...more] = resultsOf(step);
    expect(more).toEqual([]);
    expect(result).toMatchObject({
      outcome: 'transitioned',
      state: 'awaiting_review',
      transitions: record.transitions.slice(4),
    });
    expect(result).not.toHaveProperty('record');
    expect(step.masks).toEqual(['github-token']);
    expect(step.summary).toContain('**Waiting for review**');
  });

  test('number a violation in the very run that records it, as later runs do', async () => {
    const stage = await openStage();
    const pull = stage.world.openPull({ closes: [stage.world.openIssue()] });
    stage.world.check(pull, { conclusion: 'failure' });
    stage.world.merge(pull);
    const found = await stage.event('pull_request', 'closed', { pull });
    const { violations } = found.outputs;
    const [rejection] = stage.record(1).rejections;
    expect(JSON.parse(violations ?? '')).toEqual([
      {
        seq: rejection?.seq,
        cause: rejection?.cause,
        summary: expect.stringMatching(/^octocat merged pull request 2 on .* was failing\.$/),
        remedy: expect.stringMatching(/^Settled when it passes /),
        message: rejection?.message,
      },
    ]);
    expect((await stage.event('issues', 'closed', { number: 1 })).outputs.violations).toBe(violations);
  });

  test('number what a dry run would record', async () => {
    const stage = await openStage();
    const pull = stage.world.openPull({ closes: [stage.world.openIssue()] });
    stage.world.check(pull, { conclusion: 'failure' });
    stage.world.merge(pull);
    const dry = await stage.event('pull_request', 'closed', { pull }, { inputs: { 'dry-run': 'true' } });
    const entry = JSON.parse(dry.outputs.transitions ?? '').at(-1);
    expect(JSON.parse(dry.outputs.violations ?? '')).toMatchObject([{ seq: entry.seq, cause: entry.cause }]);
  });

  test('write no summary where none is wanted', async () => {
    const stage = await openStage({ settings: 'summary: false\n' });
    const issue = stage.world.openIssue();
    const step = await stage.event('issues', 'opened', { number: issue });
    expect(step).toMatchObject({ summary: '', outputs: { outcome: 'created' } });
  });
});

describe('the comment', () => {
  const HOSTILE = HOSTILE_TEXTS.join(' ').replaceAll(/\p{Cc}/gu, ' ');

  test('holds the record hidden and the state for people, whatever strangers wrote', async () => {
    const stage = await openStage();
    const { world } = stage;
    const issue = world.openIssue({ title: HOSTILE, body: HOSTILE, author: 'codertocat', labels: ['-->', '@octocat'] });
    const metadata = JSON.stringify(Object.fromEntries(HOSTILE_TEXTS.slice(0, 18).map((text, at) => [`k${at}`, text])));
    const trigger = 'agent.started';
    await stage.step({ command: 'transition', issue: '1', to: 'task_queued', trigger, metadata });
    world.openPull({ author: 'codertocat', fork: true, closes: [issue], title: HOSTILE, headRef: 'x"];-->y' });
    world.check(2, { name: '--> <script>alert(1)</script> @octocat', conclusion: 'failure' });
    const step = await stage.event('workflow_run', 'completed', { pull: 2 });
    expect(step.outputs).toMatchObject({ state: 'ci_failed' });
    const { body } = stage.comment(issue);
    const decoded = decodeComment(body);
    expect(decoded.kind === 'record' ? decoded.record.transitions[1]?.metadata : null).toEqual(JSON.parse(metadata));
    expect(body.split('<!--')).toHaveLength(2);
    expect(body.split('-->')).toHaveLength(2);
    for (const shown of Object.values(renderings(body))) {
      expect(shown.text).toContain('CI failed ci_failed');
      expect(shown.text).not.toContain('schema_version');
      expect(shown.comments).toHaveLength(1);
      expect(shown.elements.map(({ name }) => name)).not.toContain('script');
      expect(shown.prose).not.toMatch(/@octocat|@acme/);
    }
    for (const line of step.stdout.split('\n')) expect(line).not.toMatch(/^::(?:set-output|stop-commands|save-state)/);
    expect(step.summary).not.toContain('<script');
  });

  test('is one and the same from opened to closed, by one author, edited in place', async () => {
    const stage = await openStage();
    const { world } = stage;
    const issue = world.openIssue();
    await stage.event('issues', 'opened', { number: issue });
    const { databaseId } = stage.comment(issue);
    const pull = world.openPull({ closes: [issue] });
    await stage.event('pull_request', 'opened', { pull });
    world.check(pull, { conclusion: 'success' });
    await stage.event('workflow_run', 'completed', { pull });
    world.merge(pull);
    await stage.event('pull_request', 'closed', { pull });
    expect(world.comments(issue)).toMatchObject([{ databaseId, author: 'github-actions' }]);
    expect(world.comments(pull)).toEqual([]);
    expect(stage.record(issue).head).toMatchObject({ rev: 4, seq: 7 });
    expect(stage.comment(issue).edits).toHaveLength(4);
    const [visible = ''] = stage.comment(issue).body.split('<!--');
    expect(visible).toContain('### ✅ Merged and closed <small>`closed`</small>');
    expect(visible).not.toContain('```mermaid');
    expect(visible).toMatch(/^7\. .* · `closed` · /m);
  });
});
