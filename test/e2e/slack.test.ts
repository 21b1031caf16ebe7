import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SlackMessage } from '../../src/report/slack/message.ts';
import { textsOf } from '../report/slack/nothing-live.ts';
import type { StepResult } from '../support/step.ts';
import { effectsOf } from './fake-mirror.ts';
import { openStage } from './stage.ts';
import { warningsOf } from './told.ts';

const PATH = '/services/T0PLANTED/B0PLANTED/planted-secret';

/** A channel that answers with this status; what it was told, and what a step is given that tells it. */
async function channel(status = 200) {
  const messages: SlackMessage[] = [];
  const server = createServer(async (request, response) => {
    messages.push(JSON.parse((await request.toArray()).join('')));
    response.writeHead(status).end(status === 404 ? 'no_service' : 'ok');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => new Promise((closed) => void server.close(() => closed())));
  const { port } = server.address() as AddressInfo;
  return { messages, given: { inputs: { 'slack-webhook-url': `http://127.0.0.1:${port}${PATH}` } } };
}

/** Neither as it is nor as anything that it could be written as. */
function expectNoSecret({ outputs, stdout, summary, annotations, recordFile }: StepResult): void {
  const all = JSON.stringify({ outputs, stdout, summary, annotations, recordFile });
  for (const part of ['PLANTED', 'planted', Buffer.from(PATH).toString('base64'), encodeURIComponent(PATH)]) {
    expect(all).not.toContain(part);
  }
}

describe('slack-webhook-url', () => {
  test('is told once for each item of a run, of all its steps, and GitHub is asked nothing more', async () => {
    const stage = await openStage();
    const { messages, given } = await channel();
    const issue = stage.world.openIssue({ title: 'Widgets <!channel> wobble' });
    const opened = await stage.event('issues', 'opened', { number: issue }, given);
    expect(effectsOf(opened)).toEqual([{ name: 'slack', ok: true, message: 'One message.' }]);
    expectNoSecret(opened);
    stage.world.assign(issue, 'hubot');
    stage.world.openPull({ author: 'hubot', closes: [issue] });
    await stage.event('issues', 'assigned', { number: issue }, given);
    expect(stage.requests()).toHaveLength(5);
    expect(messages).toHaveLength(2);
    const [, told] = messages.map((message) => textsOf(message).join('\n'));
    expect(told).toContain('`issue_created` → `task_queued` → `pr_created`');
    expect(told).toContain('Widgets `&lt;!channel&gt;` wobble');
    expect(stage.record(issue).head.outbox).toBeNull();
  });

  test('is left alone where nothing moved', async () => {
    const stage = await openStage();
    const { messages, given } = await channel();
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue }, given);
    const again = await stage.event('issues', 'labeled', { number: issue }, given);
    expect([messages.length, again.outputs.effects, stage.requests()]).toEqual([1, '[]', ['GraphQL Item']]);
  });

  test('is told of the states in slack-on alone, entered or refused', async () => {
    const stage = await openStage({ settings: 'slack_on: [closed]\n' });
    const { messages, given } = await channel();
    const issue = stage.world.openIssue({ assignees: ['hubot'] });
    const opened = await stage.event('issues', 'opened', { number: issue }, given);
    expect(effectsOf(opened)).toEqual([
      { name: 'slack', ok: true, message: 'None of the states that Slack is told of.' },
    ]);
    stage.world.closeIssue(issue, { by: 'octocat' });
    await stage.event('issues', 'closed', { number: issue }, given);
    expect(messages.map(({ text }) => text)).toEqual([expect.stringContaining('Closed out of order')]);
    const [, ...texts] = messages.flatMap(textsOf);
    expect(texts.join('\n')).toMatch(/→ ❌ `closed`[\s\S]*\n> octocat closed the issue [\s\S]*\n> Settled by /);
  });

  test('that is gone is a warning, and the record stands', async () => {
    const stage = await openStage();
    const { given } = await channel(404);
    const issue = stage.world.openIssue();
    const step = await stage.event('issues', 'opened', { number: issue }, given);
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'created' } });
    expect(warningsOf(step).join()).toContain('The webhook is gone: 127.0.0.1 answered 404 (no_service).');
    expectNoSecret(step);
    expect(stage.record(issue).head.seq).toBe(1);
  });

  test('is told nothing by a dry run, which says so', async () => {
    const stage = await openStage();
    const { messages, given } = await channel();
    const issue = stage.world.openIssue();
    const inputs = { ...given.inputs, 'dry-run': 'true' };
    const step = await stage.event('issues', 'opened', { number: issue }, { inputs });
    expect(messages).toEqual([]);
    expect(JSON.stringify(step.annotations) + step.summary).toContain('would be told to: slack');
    expectNoSecret(step);
  });
});
