import { describe, expect, test } from 'vitest';
import { createHookClient } from '../../../src/adapters/hook/http/client.ts';
import { metrics } from '../../../src/adapters/hook/metrics.ts';
import type { HookNews, HookVerdict } from '../../../src/core/ports/hooks.ts';
import { aNote, aRejection, aStep, recordOf } from '../../core/sample-drafts.ts';
import { at } from '../../core/sample-facts.ts';
import { aCollector } from '../../support/otlp/collector.ts';
import { DELTA } from '../../support/otlp/metrics-request.ts';
import { newsOf, newsOfBirth } from './news.ts';

const QUEUED = aStep({ from: 'issue_created', to: 'task_queued', trigger: 'issue.assigned', at: at('09:30:00') });
const OPENED = aStep({ from: 'task_queued', to: 'pr_created', trigger: 'pr.opened', at: at('09:30:05') });
const REFUSED = aRejection({ from: 'pr_created', to: 'merged' });

function tell(
  url: string,
  news: HookNews,
  options: { headers?: object; timeoutMs?: number } = {},
): Promise<HookVerdict> {
  const { headers = {}, timeoutMs = 5_000 } = options;
  const client = createHookClient({ allowHosts: [] });
  return metrics({ endpoint: url, headers: { ...headers }, client, timeoutMs }).tell(news, false);
}

describe('what is sent', () => {
  test('is what a decoder of OTLP reads: steps, how long the states before them lasted, and refusals', async () => {
    await using collector = await aCollector();
    const verdict = await tell(collector.url, newsOf(QUEUED, OPENED, REFUSED));
    expect(verdict).toEqual({ upTo: 4, ok: true, message: '127.0.0.1 took the metrics of 3 entries.' });
    expect(collector.received).toMatchObject([{ method: 'POST', path: '/v1/metrics' }]);
    const { metrics: sent } = collector.received[0]?.said ?? {};
    expect(sent).toMatchObject({
      'loopforge.transitions': { kind: 'sum', unit: '{transition}', temporality: DELTA, isMonotonic: true },
      'loopforge.time_in_state': { kind: 'histogram', unit: 's', temporality: DELTA },
      'loopforge.rejections': { kind: 'sum', unit: '{rejection}', temporality: DELTA, isMonotonic: true },
    });
    expect(Object.keys(sent ?? {})).toHaveLength(3);
    expect(sent?.['loopforge.transitions']?.points).toMatchObject([
      { attributes: { from: 'issue_created', to: 'task_queued', trigger: 'issue.assigned' }, asInt: 1n },
      { attributes: { from: 'task_queued', to: 'pr_created', trigger: 'pr.opened' }, asInt: 1n },
    ]);
    expect(sent?.['loopforge.time_in_state']?.points).toMatchObject([
      { attributes: { state: 'issue_created' }, count: 1n, sum: 5_400, min: 5_400, max: 5_400 },
      { attributes: { state: 'task_queued' }, count: 1n, sum: 5 },
    ]);
    expect(sent?.['loopforge.rejections']?.points).toMatchObject([{ attributes: { code: 'gate_not_met' }, asInt: 1n }]);
  });

  test('puts a time into the bucket that it belongs to, from seconds to weeks', async () => {
    await using collector = await aCollector();
    await tell(collector.url, newsOf(QUEUED));
    const [point] = collector.received[0]?.said.metrics['loopforge.time_in_state']?.points ?? [];
    const bounds = [1, 10, 60, 300, 900, 3_600, 14_400, 28_800, 86_400, 259_200, 604_800, 1_209_600, 2_419_200];
    expect(point?.['explicitBounds']).toEqual(bounds);
    expect(point?.['bucketCounts']).toEqual(
      [...bounds, Number.POSITIVE_INFINITY].map((to) => (to === 14_400 ? 1n : 0n)),
    );
  });

  test('says whose metrics they are, and for which time: one that is over', async () => {
    await using collector = await aCollector();
    const before = BigInt(Date.now() - 1_000) * 1_000_000n;
    await tell(collector.url, newsOf(QUEUED));
    expect(collector.received[0]?.said.resource).toEqual({
      'service.name': 'loopforge',
      'vcs.owner.name': 'acme',
      'vcs.repository.name': 'widgets',
      'vcs.repository.url.full': 'https://github.com/acme/widgets',
    });
    const [point] = collector.received[0]?.said.metrics['loopforge.transitions']?.points ?? [];
    const [start, time] = [BigInt(String(point?.['start'])), BigInt(String(point?.['time']))];
    expect(start > before && start < time && time < before + 60_000_000_000n).toBe(true);
  });

  test('counts each entry once, whatever was sent before: two calls are not summed up', async () => {
    await using collector = await aCollector();
    const hook = metrics({
      ...{ endpoint: collector.url, headers: {}, timeoutMs: 5_000 },
      client: createHookClient({ allowHosts: [] }),
    });
    await Promise.all([hook.tell(newsOf(QUEUED), false), hook.tell(newsOf(QUEUED), false)]);
    await hook.tell(newsOf(QUEUED), true);
    const points = collector.received.map(({ said }) => said.metrics['loopforge.transitions']?.points);
    expect(points).toMatchObject([[{ asInt: 1n }], [{ asInt: 1n }], [{ asInt: 1n }]]);
  });

  test('of a birth has no state before it; of a step whose state before it was sealed, no time', async () => {
    await using collector = await aCollector();
    await tell(collector.url, newsOfBirth());
    const { record, ...news } = newsOf(QUEUED);
    await tell(collector.url, { ...news, record: { ...record, transitions: record.transitions.slice(1) } });
    const [birth, sealed] = collector.received.map(({ said }) => said.metrics);
    expect(birth?.['loopforge.transitions']?.points).toMatchObject([
      { attributes: { to: 'issue_created', trigger: 'issue.opened' }, asInt: 1n },
    ]);
    for (const sent of [birth, sealed]) expect(sent?.['loopforge.time_in_state']).toBeUndefined();
    expect(sealed?.['loopforge.transitions']?.points).toHaveLength(1);
  });

  test('of a record that is of no repository names none; of one on no GitHub no address', async () => {
    await using collector = await aCollector();
    const { record, ...news } = newsOf(QUEUED);
    await tell(collector.url, { ...news, record: { ...record, repo: null } });
    await tell(collector.url, { ...news, record: { ...record, genesis: { ...record.genesis, host: null } } });
    expect(collector.received.map(({ said }) => said.resource)).toEqual([
      { 'service.name': 'loopforge' },
      { 'service.name': 'loopforge', 'vcs.owner.name': 'acme', 'vcs.repository.name': 'widgets' },
    ]);
  });

  test('is nothing at all where nothing is counted', async () => {
    await using collector = await aCollector();
    const record = recordOf([aStep(), aNote({ note: 'migration' })]);
    const verdict = await tell(collector.url, { ...newsOfBirth(), record, entries: record.notes });
    expect(verdict).toMatchObject({ ok: true, upTo: 2 });
    expect(collector.received).toEqual([]);
  });
});

test.each([
  ['', '/v1/metrics'],
  ['/', '/v1/metrics'],
  ['/api/v2/otlp', '/api/v2/otlp/v1/metrics'],
  ['/otlp/?tenant=a', '/otlp/v1/metrics?tenant=a'],
])('an endpoint that ends with "%s" gets them at %s', async (end, path) => {
  await using collector = await aCollector();
  await tell(`${collector.url}${end}`, newsOf(QUEUED));
  expect(collector.received[0]?.path).toBe(path);
});

test('headers are sent, and none of them takes the place of what the body is', async () => {
  await using collector = await aCollector();
  const headers = { Authorization: 'Bearer planted-token', 'Content-Type': 'text/plain' };
  const { message } = await tell(collector.url, newsOf(QUEUED), { headers });
  expect(collector.received[0]?.headers).toMatchObject({
    authorization: 'Bearer planted-token',
    'content-type': 'application/x-protobuf',
  });
  expect(message).not.toContain('planted');
});

describe('what goes wrong is a verdict that names the host alone', () => {
  test.each([400, 401, 429, 500, 503])('an answer of %s; it is tried once', async (status) => {
    await using collector = await aCollector((response) => response.writeHead(status, { 'retry-after': '1' }).end());
    const verdict = await tell(`${collector.url}/planted-path`, newsOf(QUEUED), { headers: { a: 'planted-token' } });
    expect(verdict).toMatchObject({ ok: false, upTo: null, message: expect.stringContaining(`it answered ${status}`) });
    expect(verdict.message).not.toContain('planted');
    expect(collector.received).toHaveLength(1);
  });

  test('a redirect, which is not followed', async () => {
    await using other = await aCollector();
    await using collector = await aCollector((response) => response.writeHead(307, { location: other.url }).end());
    expect(await tell(collector.url, newsOf(QUEUED))).toMatchObject({ ok: false });
    expect(other.received).toEqual([]);
  });

  test('nobody there', async () => {
    const collector = await aCollector();
    await collector[Symbol.asyncDispose]();
    expect(await tell(collector.url, newsOf(QUEUED))).toMatchObject({ ok: false, upTo: null });
  });

  test('an address that is not public', async () => {
    const { ok, message } = await tell('https://169.254.169.254', newsOf(QUEUED));
    expect([ok, message]).toEqual([false, expect.stringMatching(/^169\.254\.169\.254 did not take .*allow-hosts/)]);
  });

  test('no answer: it takes as long as it may, and not longer', async () => {
    await using collector = await aCollector(() => {});
    const start = performance.now();
    expect(await tell(collector.url, newsOf(QUEUED), { timeoutMs: 300 })).toMatchObject({ ok: false, upTo: null });
    expect(performance.now() - start).toBeLessThan(2_500);
  });

  test('a header that is none', async () => {
    await using collector = await aCollector();
    const verdict = await tell(collector.url, newsOf(QUEUED), { headers: { 'no header': 'a\nb' } });
    expect(verdict).toMatchObject({ ok: false, upTo: null });
  });

  test('points that were refused of a request that was taken', async () => {
    // ExportMetricsServiceResponse { partial_success { rejected_data_points: 2, error_message: "no" } }
    const partly = Buffer.from([0x0a, 0x06, 0x08, 0x02, 0x12, 0x02, 0x6e, 0x6f]);
    await using collector = await aCollector((response) => response.writeHead(200).end(partly));
    const verdict = await tell(collector.url, newsOf(QUEUED));
    expect(verdict).toEqual({ upTo: 2, ok: false, message: '127.0.0.1 took the metrics, but for 2 of their points.' });
  });

  test.each([
    ['nothing refused', Buffer.from([0x0a, 0x00])],
    ['what is no answer of OTLP', Buffer.from('OK, thank you')],
    ['what is no text', Buffer.from([0xff, 0xfe, 0x08, 0x7f])],
  ])('but not an answer with %s', async (_name, body) => {
    await using collector = await aCollector((response) => response.writeHead(200).end(body));
    expect(await tell(collector.url, newsOf(QUEUED))).toMatchObject({ ok: true });
  });
});
