import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createHookClient } from '../../../src/adapters/hook/http/client.ts';
import { slack } from '../../../src/adapters/hook/slack.ts';
import type { HookNews } from '../../../src/core/ports/hooks.ts';
import { draft, recordOf } from '../../report/sample-record.ts';

const SECRET = 'T000/B000/planted-secret';
const RECORD = recordOf([
  draft({ from: null, to: 'issue_created' }),
  draft({ from: 'issue_created', to: 'task_queued' }),
]);
const NEWS: HookNews = {
  record: RECORD,
  entries: RECORD.transitions,
  item: { url: RECORD.ref, title: 'Widgets wobble', commentUrl: null, missing: [], violations: [] },
};

type Answer = (response: ServerResponse, request: IncomingMessage) => unknown;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** Longer than a busy machine takes for any answer. */
const PATIENT_MS = 20_000;

function slackThat(...answers: readonly Answer[]) {
  return slackWithin(PATIENT_MS, ...answers);
}

/** A Slack that gives these answers in turn, the last one for good; what it was told, and how long the hook waited. */
async function slackWithin(timeoutMs: number, ...answers: readonly Answer[]) {
  const bodies: string[] = [];
  const waits: number[] = [];
  const clock = { ms: 1_000_000 };
  const server = createServer(async (request, response) => {
    bodies.push((await request.toArray()).join(''));
    (answers[bodies.length - 1] ?? answers.at(-1))?.(response, request);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  });
  const { port } = server.address() as AddressInfo;
  const hook = slack({
    url: `http://127.0.0.1:${port}/services/${SECRET}`,
    messageFor: ({ entries }) => (entries.length === 0 ? null : { text: `${entries.length} entries` }),
    client: createHookClient({ allowHosts: [], env: {} }),
    timeoutMs,
    patience: {
      sleep: async (ms) => {
        waits.push(ms);
        clock.ms += ms;
      },
      random: () => 0.5,
      now: () => clock.ms,
    },
  });
  return { hook, bodies, waits };
}

function status(code: number, body = 'ok', headers = {}): Answer {
  return (response) => response.writeHead(code, headers).end(body);
}

describe('slack', () => {
  test('is told once, in JSON, and has no outbox', async () => {
    const seen: (string | undefined)[] = [];
    const { hook, bodies } = await slackThat((response, request) => {
      seen.push(request.method, request.url, request.headers['content-type']);
      response.end('ok');
    });
    expect(hook).toMatchObject({ name: 'slack', sink: null });
    expect(await hook.tell(NEWS, false)).toEqual({ upTo: 2, ok: true, message: 'One message.' });
    expect(bodies).toEqual(['{"text":"2 entries"}']);
    expect(seen).toEqual(['POST', `/services/${SECRET}`, 'application/json; charset=utf-8']);
  });

  test('is not asked where there is nothing for the channel', async () => {
    const { hook, bodies } = await slackThat(status(200));
    const verdict = await hook.tell({ ...NEWS, entries: [] }, false);
    expect(verdict).toMatchObject({ ok: true, message: 'None of the states that Slack is told of.' });
    expect(bodies).toEqual([]);
  });

  test('messages of several items follow one another, a second apart', async () => {
    const { hook, bodies, waits } = await slackThat(status(200));
    const verdicts = await Promise.all([1, 2, 3].map(() => hook.tell(NEWS, false)));
    expect(verdicts.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(bodies).toHaveLength(3);
    expect(waits).toEqual([1_000, 1_000]);
  });

  test('waits as long as Slack asks for', async () => {
    const { hook, bodies, waits } = await slackThat(status(429, '', { 'retry-after': '7' }), status(200));
    expect(await hook.tell(NEWS, false)).toMatchObject({ ok: true });
    expect([bodies.length, waits]).toEqual([2, [7_000]]);
  });

  test('gives up where Slack asks for more than half a minute', async () => {
    const { hook, bodies, waits } = await slackThat(status(429, '', { 'retry-after': '31' }));
    expect(await hook.tell(NEWS, false)).toMatchObject({ ok: false, message: expect.stringContaining('429') });
    expect([bodies.length, waits]).toEqual([1, []]);
  });

  test.each<[string, Answer]>([
    ['an error of the server', status(503, 'rollup_error')],
    ['a connection that breaks off', (response) => response.destroy()],
  ])('is tried three times after %s', async (_, answer) => {
    const { hook, bodies, waits } = await slackThat(answer);
    expect(await hook.tell(NEWS, false)).toMatchObject({ ok: false, upTo: 2 });
    expect([bodies.length, waits]).toEqual([3, [1_000, 4_000]]);
  });

  test('is tried three times where no answer comes in time', async () => {
    const { hook, waits } = await slackWithin(200, () => {});
    const message = '127.0.0.1 did not take the message: 127.0.0.1 did not answer within 0.2 s.';
    expect(await hook.tell(NEWS, false)).toEqual({ ok: false, upTo: 2, message });
    expect(waits).toEqual([1_000, 4_000]);
  });

  test.each([
    [400, 'invalid_payload'],
    [403, 'action_prohibited'],
    [302, ''],
  ])('is not tried again after %i %s, and says so', async (code, body) => {
    const { hook, bodies } = await slackThat(status(code, body, { location: '/elsewhere' }));
    const { ok, message, isOver } = await hook.tell(NEWS, false);
    expect({ ok, isOver, tries: bodies.length }).toEqual({ ok: false, isOver: undefined, tries: 1 });
    expect(message).toContain(String(code));
    expect(message).toContain(body);
  });

  test.each([
    [404, 'no_service'],
    [410, 'channel_is_archived'],
  ])('is gone after %i %s', async (code, body) => {
    const { hook, bodies } = await slackThat(status(code, body));
    expect(await hook.tell(NEWS, false)).toEqual({
      ...{ upTo: 2, ok: false, isOver: true },
      message: `The webhook is gone: 127.0.0.1 answered ${code} (${body}). Make a new one.`,
    });
    expect(bodies).toHaveLength(1);
  });

  test.each<[string, Answer]>([
    ['an echo of it', (response, { url = '' }) => response.writeHead(400).end(url.slice(1))],
    ['an endless answer', (response) => response.writeHead(500).end(SECRET.repeat(10_000))],
    ['a redirect to it', (response, { url = '' }) => response.writeHead(307, { location: url }).end(url)],
    ['a server that is gone', (response) => response.destroy()],
  ])('never shows its URL: %s', async (_, answer) => {
    const { hook } = await slackThat(answer);
    const { ok, message } = await hook.tell(NEWS, false);
    expect(ok).toBe(false);
    for (const part of [SECRET, 'planted', 'services', encodeURIComponent(SECRET)]) expect(message).not.toContain(part);
  });

  test('what cannot be told fails by itself, and the next message is sent', async () => {
    const { hook, bodies } = await slackThat(status(400, 'invalid_payload'), status(200));
    expect(await hook.tell(NEWS, false)).toMatchObject({ ok: false });
    expect(await hook.tell(NEWS, false)).toMatchObject({ ok: true });
    expect(bodies).toHaveLength(2);
  });

  test('a message that throws is a failure, and nothing more', async () => {
    const cyclic: { entries?: unknown } = {};
    cyclic.entries = cyclic;
    const verdict = await slack({
      url: 'http://127.0.0.1:1/',
      messageFor: () => cyclic,
      client: createHookClient({ allowHosts: [], env: {} }),
      timeoutMs: 100,
      patience: { sleep: () => Promise.resolve(), random: () => 0, now: () => 0 },
    }).tell(NEWS, false);
    expect(verdict).toMatchObject({ ok: false, message: 'The message could not be sent.' });
  });
});
