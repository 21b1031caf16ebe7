import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openStage } from './stage.ts';

const SECRET = `whsec_${Buffer.alloc(32, 'requests').toString('base64')}`;
const page = readFileSync('docs/hooks.md', 'utf8');

/** Takes everything, and counts it. */
async function receiver() {
  const taken: string[] = [];
  const server = createServer(async (request, response) => {
    taken.push((await request.toArray()).join(''));
    response.writeHead(204).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => new Promise((closed) => void server.close(() => closed())));
  return { taken, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test.each([
  ['nothing', [], '', 0],
  ['one webhook', ['/a'], '', 4],
  ['two webhooks', ['/a', '/b'], '', 4],
  ['dispatch, of two steps', [], 'loopforge', 6],
  ['a webhook and dispatch', ['/a'], 'loopforge', 6],
])('what %s adds to the 5 requests of a run that takes two steps', async (_, paths, dispatch, more) => {
  const stage = await openStage();
  const issue = stage.world.openIssue();
  await stage.event('issues', 'opened', { number: issue });
  const { taken, url } = await receiver();
  stage.world.assign(issue, 'hubot');
  stage.world.openPull({ author: 'hubot', closes: [issue] });
  const webhooks = { 'webhook-url': paths.map((path) => `${url}${path}`).join('\n'), 'webhook-secret': SECRET };
  const inputs = { ...(paths.length === 0 ? {} : webhooks), ...(dispatch === '' ? {} : { dispatch }) };
  const { outputs } = await stage.event('issues', 'assigned', { number: issue }, { inputs });
  const steps: readonly unknown[] = JSON.parse(outputs.transitions ?? '[]');
  expect(steps.length).toBeGreaterThan(1);
  expect({ requests: stage.requests().length, taken: taken.length }).toEqual({
    requests: 5 + more + (dispatch === '' ? 0 : steps.length - 2),
    taken: paths.length * steps.length,
  });
  expect(stage.record(issue).head.outbox).toBeNull();
});

test('the page on hooks has these figures', () => {
  expect(page).toContain('| webhooks | 4 where something was taken');
  expect(page).toContain('| dispatch | the same 4, shared with webhooks, and 1 for each step |');
});
