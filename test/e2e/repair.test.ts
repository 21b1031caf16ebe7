import { expect, test } from 'vitest';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import { openStage, type Stage } from './stage.ts';

async function openIssue(): Promise<{ readonly stage: Stage; readonly issue: number }> {
  const stage = await openStage();
  const issue = stage.world.openIssue();
  await stage.event('issues', 'opened', { number: issue });
  stage.world.assign(issue, 'octocat');
  await stage.event('issues', 'assigned', { number: issue });
  return { stage, issue };
}

const REASON = 'Somebody edited it by mistake.';

test('command: repair puts a damaged record back, in the name of whoever started the workflow', async () => {
  const { stage, issue } = await openIssue();
  const before = stage.record(issue);
  const { databaseId, body } = stage.comment(issue);
  stage.world.editComment(databaseId, body.replace('"to_state":"task_queued"', '"to_state":"approved"'), {
    by: 'monalisa',
  });
  const refused = await stage.event('issues', 'labeled', { number: issue });
  expect(refused.outputs).toMatchObject({ outcome: 'failed', reason: 'record_tampered' });
  const step = await stage.step({ command: 'repair', issue: String(issue), reason: REASON });
  expect(step.exitCode).toBe(0);
  expect(step.outputs).toMatchObject({ outcome: 'unchanged', changed: 'false', 'issue-number': String(issue) });
  expect(step.outputs.notice).toContain('What was found is kept in note 3.');
  const record = stage.record(issue);
  expect(entriesOf(record).slice(0, 2)).toEqual(entriesOf(before));
  expect(record.notes).toMatchObject([
    { kind: 'repair', actor: { login: 'octocat' }, metadata: { reason: REASON, editor: { login: 'monalisa' } } },
  ]);
  expect(stage.comment(issue).edits.at(-1)?.editor).toBe('github-actions');
  stage.world.closeIssue(issue, { reason: 'not_planned' });
  const next = await stage.event('issues', 'closed', { number: issue });
  expect(next.outputs).toMatchObject({ outcome: 'transitioned', state: 'closed' });
});

test('a sound record is left alone, and a dry run writes nothing', async () => {
  const { stage, issue } = await openIssue();
  const version = stage.version();
  const sound = await stage.step({ command: 'repair', issue: String(issue), reason: REASON });
  expect(sound.outputs.notice).toBe(`The record of acme/widgets#${issue} is sound. Nothing was written.`);
  expect(stage.version()).toBe(version);
  const { databaseId, body } = stage.comment(issue);
  stage.world.editComment(databaseId, body.replace('"to_state":"task_queued"', '"to_state":"approved"'), {
    by: 'monalisa',
  });
  const edited = stage.version();
  const dry = await stage.step({ command: 'repair', issue: String(issue), reason: REASON, 'dry-run': 'true' });
  expect(dry.outputs.notice).toMatch(
    /is damaged: it does not hold.* It would go back to revision 2, which ends with entry 2\. Nothing was written\.$/,
  );
  expect(stage.version()).toBe(edited);
});

test.each([
  [{ issue: '1' }, '"command: repair" needs "reason"'],
  [{ reason: REASON }, '"command: repair" needs "issue"'],
  [{ reason: REASON, 'pull-request': '1' }, '"command: repair" needs "issue"'],
])('wrong inputs %j are one error before any request', async (inputs, part) => {
  const { stage } = await openIssue();
  const step = await stage.step({ command: 'repair', ...inputs });
  expect(step.exitCode).toBe(1);
  expect(step.outputs).toMatchObject({ reason: 'input_invalid' });
  expect(step.outputs.error).toContain(part);
  expect(stage.requests()).toEqual([]);
});

test('a record comment that was deleted cannot be brought back, and the error says what to do', async () => {
  const { stage, issue } = await openIssue();
  stage.world.deleteComment(stage.comment(issue).databaseId, { by: 'monalisa' });
  const step = await stage.step({ command: 'repair', issue: String(issue), reason: REASON });
  expect(step.outputs).toMatchObject({ outcome: 'failed', reason: 'record_not_found' });
  expect(step.outputs.error).toContain('nothing can bring it back');
});
