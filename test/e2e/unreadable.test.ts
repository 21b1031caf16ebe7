import { describe, expect, test } from 'vitest';
import { RECORD_MARKER } from '../../src/codec/record/comment-envelope.ts';
import { openStage, type Stage } from './stage.ts';
import { expectError, expectTold, warningsOf } from './told.ts';

/** An issue with a record of two steps. */
async function tracked(): Promise<Stage & { readonly issue: number; readonly id: number; readonly body: string }> {
  const stage = await openStage();
  const issue = stage.world.openIssue();
  await stage.event('issues', 'opened', { number: issue });
  stage.world.assign(issue, 'hubot');
  await stage.event('issues', 'assigned', { number: issue });
  const { databaseId, body } = stage.comment(issue);
  return { ...stage, issue, id: databaseId, body };
}

describe('a record comment that cannot be read', () => {
  test.each<[string, (body: string) => string, RegExp]>([
    ['edited JSON', (body) => body.replace('"state":"task_queued"', '"state": "merged"'), /not in canonical form/],
    ['a key taken out', (body) => body.replace('"schema_version":1,', ''), /schema_version/],
    ['another version', (body) => body.replace('"schema_version":1', '"schema_version":7'), /schema_version 7/],
    ['cut in the middle', (body) => body.slice(0, -400), /it was cut/],
    ['a second marker', (body) => `${body}\n${RECORD_MARKER}\n{}\n-->`, /second hidden part/],
    ['nothing but the marker', () => RECORD_MARKER, /cut|marker/],
  ])('%s: red, nothing written over it, no second comment', async (_, spoil, expected) => {
    const stage = await tracked();
    stage.world.editComment(stage.id, spoil(stage.body), { by: 'github-actions' });
    const before = stage.version();
    const step = await stage.event('issues', 'labeled', { number: stage.issue });
    const message = expectError(step, 'record_unreadable');
    expect(message).toMatch(expected);
    expect(message).toContain(`#issuecomment-${stage.id}`);
    expect(message).toContain('edit history');
    expect(stage.version()).toBe(before);
    stage.world.editComment(stage.id, stage.body, { by: 'github-actions' });
    stage.world.openPull({ closes: [stage.issue] });
    const healed = await stage.event('pull_request', 'opened', { pull: 2 });
    expect(healed.outputs).toMatchObject({ outcome: 'transitioned', state: 'ci_pending' });
  });
});

describe('a comment that looks like a record and is not ours', () => {
  test.each([
    ['an outsider', 'codertocat', '21031067'],
    ['another bot', 'dependabot', '49699333'],
    ['a person with write access', 'monalisa', '2257'],
  ])('by %s is ignored with a warning', async (_, login, id) => {
    const stage = await openStage();
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue });
    const other = stage.world.openIssue();
    const forged = stage.comment(issue).body;
    stage.world.comment(other, forged, { by: login });
    const step = await stage.event('issues', 'opened', { number: other });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'created', state: 'issue_created' } });
    expect(warningsOf(step)).toEqual([expect.stringContaining(`by ${login} (id ${id}) looks like a LoopForge record`)]);
    expect(stage.marked(other).map(({ author }) => author)).toEqual([login, 'github-actions']);
    stage.world.assign(other, 'hubot');
    expectTold(await stage.event('issues', 'assigned', { number: other }), 'task_queued');
  });

  test('counts once its author is trusted', async () => {
    const stage = await openStage({ settings: 'trusted_authors: [2257]\n' });
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue }, { token: 'token-of-monalisa' });
    expect(stage.comment(issue).author).toBe('monalisa');
    stage.world.assign(issue, 'hubot');
    expectTold(await stage.event('issues', 'assigned', { number: issue }), 'task_queued');
    expect(stage.comment(issue)).toMatchObject({ author: 'monalisa', edits: [{}, { editor: 'github-actions' }] });
  });

  test('by our own bot, but of another issue, is ignored with a warning', async () => {
    const stage = await tracked();
    const other = stage.world.openIssue();
    stage.world.comment(other, stage.body, { by: 'github-actions', app: 'github-actions' });
    const step = await stage.event('issues', 'opened', { number: other });
    expect(step.outputs).toMatchObject({ outcome: 'created', state: 'issue_created' });
    expect(warningsOf(step)).toEqual([expect.stringContaining('it belongs to acme/widgets#1')]);
    expect(stage.marked(other)).toHaveLength(2);
  });

  test('a quoted marker is no record', async () => {
    const stage = await openStage();
    const issue = stage.world.openIssue();
    stage.world.comment(issue, `What is this?\n\n> ${RECORD_MARKER}\n> {}\n> -->`, { by: 'codertocat' });
    const step = await stage.event('issue_comment', 'created', { number: issue });
    expect(step.outputs.outcome).toBe('created');
    expect(step.annotations).toEqual([]);
  });
});
