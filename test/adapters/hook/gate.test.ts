import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { createGate } from '../../../src/adapters/hook/gate.ts';
import { createHookClient } from '../../../src/adapters/hook/http/client.ts';
import type { GateQuestion, GateSettings } from '../../../src/core/ports/gate.ts';
import { at, HEAD } from '../../core/sample-facts.ts';
import { receiver, simulatedPatience, type Turn } from './receiver.ts';
import { RECORD } from './sample-news.ts';
import { leaksIn } from './secret-forms.ts';

const SECRET = `whsec_${Buffer.alloc(32, 0xf7).toString('base64')}`;
const QUESTION: GateQuestion = {
  step: {
    ...{ from: 'issue_created', to: 'merged', trigger: 'pr.merged', at: at('09:00:00'), pr: 43, cycle: 0 },
    ...{ prUrl: 'https://github.com/acme/widgets/pull/43', sha: HEAD, facts: {} },
  },
  record: RECORD,
  item: { number: 42, url: 'https://github.com/acme/widgets/issues/42', title: 'A title' },
};
const answers =
  (body: string, status = 200): Turn =>
  (response) =>
    response.writeHead(status).end(body);

async function asked(
  turns: readonly Turn[],
  { secret = SECRET, ...change }: Partial<GateSettings & { secret: string }> = {},
) {
  const { url, received } = await receiver(...turns);
  const { sleeps, patience } = simulatedPatience();
  const gate = createGate({
    secret,
    clientFor: ({ allowHosts }) => createHookClient({ allowHosts, env: {} }),
    patience,
  });
  const settings: GateSettings = {
    ...{ gateUrl: `${url}/gate?token=T0K3N-in-query`, gateOn: ['merged'], gateFailure: 'closed' },
    ...{ hookTimeout: 1, allowHosts: [] },
    ...change,
  };
  return { answer: await gate.ask(QUESTION, settings), received, sleeps };
}

describe('the gate is asked', () => {
  test('by one signed POST, and what it says is the answer', async () => {
    const { answer, received } = await asked([answers('{"allow":false,"reason":"No tests.","reviewer":"octocat"}')]);
    expect(answer).toEqual({ kind: 'denied', reason: 'No tests.', reviewer: 'octocat' });
    expect(received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(headers['content-type']).toBe('application/json');
    const signed = Object.entries(headers).filter(([name]) => name.startsWith('webhook-'));
    expect(
      new Webhook(SECRET).verify(body, Object.fromEntries(signed.map(([name, value]) => [name, String(value)]))),
    ).toMatchObject({
      loopforge: 'gate/1',
      transition: { to: 'merged' },
      record: { record_id: RECORD.record_id },
      item: { number: 42 },
    });
  });

  test('without a signature where there is no secret', async () => {
    const { answer, received } = await asked([answers('{"allow":true}')], { secret: '' });
    expect(answer).toEqual({ kind: 'allowed', reason: null, reviewer: null });
    expect(Object.keys(received[0]?.headers ?? {}).filter((name) => name.startsWith('webhook-'))).toEqual([]);
  });

  test.each<[string, Turn]>([
    ['503', 503],
    ['429', 429],
    ['a reset', (response) => response.destroy()],
  ])('once more after %s, under the same id', async (_what, turn) => {
    const { answer, received, sleeps } = await asked([turn, answers('{"allow":true}')]);
    expect(answer.kind).toBe('allowed');
    expect(sleeps).toEqual([1_000]);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(2);
  });
});

describe('the gate is silent', () => {
  const SILENCE: readonly (readonly [what: string, turns: readonly Turn[], why: string, requests: number])[] = [
    ['that is down', [503], 'it answered 503', 2],
    ['that does not know us', [401], 'it answered 401', 1],
    ['that says no by its status', [answers('{"allow":false}', 403)], 'it answered 403', 1],
    ['that says yes with a status for something else', [answers('{"allow":true}', 202)], 'it answered 202', 1],
    ['that is gone', [410], 'it answered 410', 1],
    [
      'that redirects',
      [(response) => response.writeHead(302, { location: '/other' }).end()],
      'redirects are not followed',
      1,
    ],
    ['that has nothing to say', [204], 'it answered 204', 1],
    ['that speaks in prose', [answers('I would say yes.')], 'is not JSON', 1],
    [
      'that goes on and on',
      [answers(`{"allow":true,"reason":"${'x'.repeat(70_000)}"}`)],
      'is longer than 65536 bytes',
      1,
    ],
    [
      'that breaks off',
      [
        (response) =>
          response.writeHead(200, { 'content-length': 99 }).write('{"allow":true}', () => response.destroy()),
      ],
      'or broke off',
      1,
    ],
    ['that resets', [(response) => response.destroy()], 'broke off', 2],
  ];
  test.each(SILENCE)('%s', async (_what, turns, why, requests) => {
    const { answer, received } = await asked(turns);
    expect(answer).toMatchObject({ kind: 'silent', why: expect.stringContaining(why) });
    expect(JSON.stringify(answer)).toContain('127.0.0.1');
    expect(received).toHaveLength(requests);
  });

  test('that does not answer in time, twice', async () => {
    const { answer, received } = await asked([() => {}], { hookTimeout: 0.05 });
    expect(answer).toMatchObject({ kind: 'silent', why: expect.stringContaining('did not answer within 0.05 s') });
    expect(received).toHaveLength(2);
  });

  test.each(['reason', 'reviewer'])('that repeats its secret as %s, for that would be recorded', async (field) => {
    const said = answers(
      JSON.stringify({ allow: false, [field]: `I was told ${SECRET}, see?` }).replaceAll('/', '\\/'),
    );
    const { answer } = await asked([said]);
    expect(answer).toMatchObject({ kind: 'silent', why: expect.stringContaining('repeats the secret') });
  });

  test('that stops in the middle of a yes', async () => {
    const { answer } = await asked([(response) => void response.writeHead(200).write('{"allow":true}')], {
      hookTimeout: 0.5,
    });
    expect(answer).toMatchObject({ kind: 'silent', why: expect.stringContaining('broke off') });
  });

  test.each(['https://10.0.0.1/gate', 'https://[::1]/gate', 'http://gate.example/', 'no URL', ''])(
    'at %j, where nothing is sent',
    async (gateUrl) => {
      expect((await asked([204], { gateUrl })).answer.kind).toBe('silent');
    },
  );
});

test('nothing secret comes out, whatever the gate does with it', async () => {
  const echo = answers(JSON.stringify([SECRET, 'T0K3N-in-query']));
  const secrets = [SECRET.slice(6), 'T0K3N-in-query'];
  for (const turns of [[echo], [503], [answers('{}')], [(response) => response.destroy()]] satisfies Turn[][]) {
    const { answer, received } = await asked(turns);
    expect(leaksIn(JSON.stringify(answer), secrets)).toEqual([]);
    expect(leaksIn(JSON.stringify(received.map(({ headers, body }) => [headers, body])), secrets.slice(0, 1))).toEqual(
      [],
    );
  }
});
