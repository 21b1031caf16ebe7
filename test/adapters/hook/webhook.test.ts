import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { createHookClient } from '../../../src/adapters/hook/http/client.ts';
import { type WebhookOptions, webhook } from '../../../src/adapters/hook/webhook.ts';
import { cloudEventErrors } from '../../codec/hook/cloud-event-schema.ts';
import { h, inOrder, jcs } from '../../core/by-hand.ts';
import { actor } from '../../core/sample-facts.ts';
import { type Received, receiver, simulatedPatience, type Turn } from './receiver.ts';
import { newsOf, RECORD } from './sample-news.ts';
import { leaksIn } from './secret-forms.ts';

const NEW = `whsec_${Buffer.alloc(32, 0xfb).toString('base64')}`;
const OLD = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const PATH = 'hook-path/"T0K3N+ü%2F"';
const QUERY = 'q-u&e=r/y s3cret';

async function sent(turns: readonly Turn[], options: Partial<WebhookOptions> = {}, isLate = false) {
  const { url, received } = await receiver(...turns);
  const { sleeps, patience } = simulatedPatience();
  const hook = webhook({
    url: `${url}/${encodeURIComponent(PATH)}?token=${encodeURIComponent(QUERY)}`,
    secrets: [NEW],
    sink: 'webhook:12345678',
    names: 'hashed',
    client: createHookClient({ allowHosts: [], env: {} }),
    timeoutMs: 1_000,
    patience,
    ...options,
  });
  const verdict = await hook.tell(newsOf(), isLate);
  return { hook, verdict, received, sleeps };
}

/** As a receiver checks it, with nothing but the library and its secret. */
function verified({ headers, body }: Received, secret: string): { readonly [field: string]: unknown } {
  const texts = Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  return Object(new Webhook(secret).verify(body, Object.fromEntries(texts)));
}

describe('what a receiver gets', () => {
  test('is every entry, of every kind, in order, each a CloudEvent under its own hash', async () => {
    const { verdict, received } = await sent([204]);
    expect(verdict).toEqual({ upTo: 3, ok: true, message: '127.0.0.1 took 3 entries.' });
    const entries = inOrder(RECORD);
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(entries.map(({ hash }) => hash));
    expect(received.map(({ headers }) => headers['content-type'])).toEqual(
      entries.map(() => 'application/cloudevents+json; charset=utf-8'),
    );
    const events = received.map((one) => verified(one, NEW));
    expect(events.map(cloudEventErrors)).toEqual([[], [], []]);
    expect(events).toMatchObject(
      entries.map(({ hash, seq, prev_hash }) => ({ id: hash, data: { seq, hash, prev_hash } })),
    );
  });

  test('is enough to see that the chain holds, and names nobody', async () => {
    const { received } = await sent([204]);
    let before = RECORD.transitions[0]?.prev_hash;
    for (const { body } of received) {
      const {
        entry: _entry,
        record_id: _id,
        ref: _ref,
        repo: _repo,
        host: _host,
        hash,
        ...hashed
      } = JSON.parse(body).data;
      expect(h('entry', jcs(hashed))).toBe(hash);
      expect(hashed.prev_hash).toBe(before);
      before = hash;
      expect(body).not.toContain(actor('583231').login);
      expect(body).not.toContain('OPS-7');
    }
  });

  test('is in clear where that is asked for', async () => {
    const { received } = await sent([204], { names: 'clear' });
    expect(JSON.parse(received[0]?.body ?? '').data).toEqual({
      ...{ entry: 'transition', record_id: RECORD.record_id, ref: RECORD.ref, repo: RECORD.repo, host: 'github.com' },
      ...RECORD.transitions[0],
    });
  });

  test('is signed by each of the secrets, so that any of them is enough', async () => {
    const { received } = await sent([204], { secrets: [NEW, OLD] });
    for (const one of received) {
      expect(String(one.headers['webhook-signature']).split(' ')).toHaveLength(2);
      expect(verified(one, NEW)).toEqual(verified(one, OLD));
      expect(() => verified(one, `whsec_${Buffer.alloc(32, 1).toString('base64')}`)).toThrow('No matching signature');
      expect(() => verified({ ...one, body: one.body.replace('"seq":', '"seq" :') }, NEW)).toThrow('No matching');
      const headers = { ...one.headers, 'webhook-id': RECORD.head.hash.toLowerCase() };
      expect(() => verified({ ...one, headers }, NEW)).toThrow('No matching');
    }
  });

  test.each([
    ['without its prefix', (secret: string) => secret.replace('whsec_', '')],
    [
      'in the alphabet of URLs, without padding',
      (secret: string) => `whsec_${Buffer.from(secret.slice(6), 'base64').toString('base64url')}`,
    ],
  ])('is signed by a secret %s all the same', async (_what, written) => {
    expect(written(NEW)).not.toBe(NEW);
    const { received } = await sent([204], { secrets: [written(NEW)] });
    expect(verified(received[0] ?? { path: '', headers: {}, body: '' }, NEW)['specversion']).toBe('1.0');
  });

  test('is the same bytes under the same id at every try, signed anew with the time of the try', async () => {
    const { received, verdict, sleeps } = await sent([500, 503, 200]);
    expect(verdict.ok).toBe(true);
    expect(sleeps).toEqual([1_000, 4_000]);
    const tries = received.slice(0, 3);
    expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
    expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(tries.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
    expect(new Set(tries.map(({ headers }) => headers['webhook-signature'])).size).toBe(3);
    for (const one of tries) verified(one, NEW);
  });

  test('is the same bytes in every run', async () => {
    const [one, other] = [await sent([204]), await sent([204])];
    expect(one.received.map(({ body }) => body)).toEqual(other.received.map(({ body }) => body));
  });
});

describe('the first entry that is not taken is the last that is sent', () => {
  test.each<[string, Turn[], { upTo: number | null; requests: number; why: string; isOver?: true }]>([
    ['of which nothing is taken', [404], { upTo: null, requests: 1, why: 'took 0 of 3 entries: it answered 404' }],
    ['of which one is taken', [200, 404], { upTo: 1, requests: 2, why: 'took 1 of 3 entries: it answered 404' }],
    ['that goes down', [200, 200, 503], { upTo: 2, requests: 5, why: 'took 2 of 3 entries: it answered 503' }],
    ['that redirects', [200, 307], { upTo: 1, requests: 2, why: 'it answered 307, and redirects are not followed' }],
    ['that is gone', [200, 410], { upTo: 1, requests: 2, why: 'it answered 410. It wants no more', isOver: true }],
    ['that resets', [(response) => response.destroy()], { upTo: null, requests: 3, why: 'broke off' }],
    [
      'with a long wait',
      [(response) => response.writeHead(429, { 'retry-after': '86400' }).end()],
      { upTo: null, requests: 1, why: '429 and wants no more for 86400 s' },
    ],
  ])('by a receiver %s', async (_what, turns, { upTo, requests, why, isOver }) => {
    const { verdict, received } = await sent(turns);
    expect(verdict).toMatchObject({ upTo, ok: false, message: expect.stringContaining(why) });
    expect(verdict.isOver).toBe(isOver);
    expect(received).toHaveLength(requests);
  });

  test('by one that is too slow', async () => {
    const { verdict, received } = await sent([() => {}], { timeoutMs: 400 });
    expect(verdict).toMatchObject({
      upTo: null,
      ok: false,
      message: expect.stringContaining('did not answer within 0.4 s'),
    });
    expect(received).toHaveLength(3);
  });

  test('what an earlier run left is tried once', async () => {
    const { verdict, received, sleeps } = await sent([503], {}, true);
    expect(verdict).toMatchObject({ upTo: null, ok: false });
    expect([received.length, sleeps.length]).toEqual([1, 0]);
  });
});

test.each([
  ['seconds', '9', 9_000],
  ['a date', (now: number) => new Date(now + 12_000).toUTCString(), 12_000],
] as const)('a receiver that wants to be left alone is, where it says so by %s', async (_what, after, ms) => {
  const header = typeof after === 'string' ? after : after(Date.now());
  const { verdict, sleeps } = await sent([(response) => response.writeHead(429, { 'retry-after': header }).end(), 200]);
  expect(verdict.ok).toBe(true);
  expect(sleeps).toHaveLength(1);
  // The date is cut to the second, and time has passed since it was written.
  expect(Math.abs((sleeps[0] ?? 0) - ms)).toBeLessThan(2_000);
});

test('a receiver whose answer never ends has taken it all the same', async () => {
  const endless: Turn = (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'.repeat(50_000)), 1).unref();
    response.on('close', () => clearInterval(timer));
  };
  expect((await sent([endless])).verdict).toMatchObject({ upTo: 3, ok: true });
});

test.each([
  ['', 'empty'],
  ['whsec_', 'nothing behind the prefix'],
  ['whsec_c2hvcnQ=', 'too short'],
  [`whsec_${Buffer.alloc(65).toString('base64')}`, 'too long'],
])('a secret that is none is refused and not repeated: %j, %s', (secret) => {
  const { patience } = simulatedPatience();
  const client = createHookClient({ allowHosts: [], env: {} });
  const options = {
    url: 'https://hooks.example/',
    sink: null,
    names: 'hashed',
    client,
    timeoutMs: 1,
    patience,
  } as const;
  expect(() => webhook({ ...options, secrets: [secret] })).toThrow(
    expect.objectContaining({ code: 'input_invalid', message: expect.not.stringContaining('c2hvcnQ') }),
  );
});

describe('nothing secret comes out', () => {
  const SECRETS = [PATH, QUERY, NEW.slice(6), Buffer.from(NEW.slice(6), 'base64').toString('latin1')];
  const echo: Turn = (response) => {
    const said = JSON.stringify([NEW, PATH, QUERY, encodeURIComponent(PATH)]);
    response.writeHead(400, `Bad ${encodeURIComponent(PATH)}`, { 'x-echo': encodeURIComponent(QUERY) }).end(said);
  };
  const outcomes: [what: string, turns: Turn[], options?: Partial<WebhookOptions>][] = [
    ['taken', [204]],
    ['refused, with all of it in the answer', [echo]],
    ['down', [503]],
    ['gone', [410]],
    ['redirected', [302]],
    ['broken off', [(response) => response.destroy()]],
    ['garbage', [(response) => response.socket?.end(`${NEW} ${PATH}\r\n\r\n`)]],
    ['slow', [() => {}], { timeoutMs: 30 }],
    ['not looked up', [204], { url: `https://hooks.example/${encodeURIComponent(PATH)}?${encodeURIComponent(QUERY)}` }],
    ['an account in the URL', [204], { url: `https://octocat:${encodeURIComponent(QUERY)}@hooks.example/` }],
    ['by http to elsewhere', [204], { url: `http://hooks.example/${encodeURIComponent(PATH)}` }],
    ['no URL', [204], { url: `https://[${PATH}${QUERY}` }],
  ];
  const lookUp = () => Promise.reject(Object.assign(new Error(`${PATH}`), { code: `E${PATH}` }));
  const client = createHookClient({ allowHosts: [], env: {}, lookUp });

  test.each(outcomes)('of what was %s', async (what, turns, options = {}) => {
    const { verdict, hook, received } = await sent(turns, { ...options, client });
    expect(verdict.ok).toBe(what === 'taken');
    expect(leaksIn(JSON.stringify([verdict, hook]), SECRETS)).toEqual([]);
    const keys = SECRETS.slice(2);
    expect(leaksIn(JSON.stringify(received.map(({ headers, body }) => [headers, body])), keys)).toEqual([]);
  });

  test('and the test would find it', () => {
    for (const secret of SECRETS) {
      expect(leaksIn(`a${secret}b`, [secret])).not.toEqual([]);
      expect(leaksIn(Buffer.from(`some text, ${secret}, and more`).toString('base64'), [secret])).not.toEqual([]);
      expect(leaksIn(encodeURIComponent(secret), [secret])).not.toEqual([]);
      expect(leaksIn(JSON.stringify({ secret }), [secret])).not.toEqual([]);
    }
  });
});
