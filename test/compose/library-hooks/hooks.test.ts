import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { auditLog, metrics, slack, webhook } from '../../../src/hooks.ts';
import type { Hook } from '../../../src/usecase/library/hooks.ts';
import { aService } from '../../library/sample-service.ts';
import { aCollector } from '../../support/otlp/collector.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Posted {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Somebody who is told by POST, and answers with these statuses, one after the other. */
async function aReceiver(...statuses: readonly number[]): Promise<{ readonly url: string; readonly posted: Posted[] }> {
  const posted: Posted[] = [];
  const server = createServer(async (request, response) => {
    posted.push({ headers: request.headers, body: await text(request) });
    response.writeHead(statuses[posted.length - 1] ?? 200).end('ok');
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it has no port');
  return { url: `http://127.0.0.1:${address.port}/planted-path`, posted };
}

/** What two steps with this hook come to. */
async function twoSteps(
  hook: Hook,
): Promise<{ readonly record: LoopRecord | null; readonly told: readonly unknown[] }> {
  const service = aService();
  service.addHook(hook, { timeoutMs: 30_000 });
  const { record_id } = await service.create({ ref: 'TICKET-42', repo: 'acme/widgets' });
  const first = await service.transition(record_id, 'task_queued', {
    trigger: 'assigned',
    metadata: { by: 'octocat' },
  });
  const second = await service.transition(record_id, 'pr_created', { trigger: 'pr.opened' });
  return { record: await service.get(record_id), told: [...first.hooks, ...second.hooks] };
}

const TOLD = { ok: true, message: null };

describe('auditLog', () => {
  test('writes each step into a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loopforge-audit-'));
    closing.push(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'logs', 'audit.ndjson');
    const { record, told } = await twoSteps(auditLog({ path }));
    expect(told).toEqual([TOLD, TOLD]);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { entry: 'transition', ref: 'TICKET-42', repo: 'acme/widgets', host: null, seq: 2, metadata: { by: 'octocat' } },
      { entry: 'transition', seq: 3, hash: record?.head.hash, prev_hash: record?.transitions[1]?.hash },
    ]);
  });

  test('gives each line to a function', async () => {
    const lines: string[] = [];
    await twoSteps(auditLog({ log: (line) => lines.push(line) }));
    expect(lines.map((line) => JSON.parse(line).to_state)).toEqual(['task_queued', 'pr_created']);
  });

  test('that cannot be written is told in the result', async () => {
    const { told, record } = await twoSteps(auditLog({ path: tmpdir() }));
    const failed = { ok: false, message: expect.stringMatching(/^audit-log: The audit log could not be written: /) };
    expect(told).toEqual([failed, failed]);
    expect(record?.state).toBe('pr_created');
  });

  test.each([[{}], [{ path: '' }], [{ path: 7 }], [{ log: 'stdout' }]])('refuses %j', (options) => {
    expect(() => auditLog(options as never)).toThrow(expect.objectContaining({ code: 'input_invalid' }));
  });
});

test('metrics sends counts of each step, and what the service knows of the repository', async () => {
  await using collector = await aCollector();
  const { told } = await twoSteps(metrics({ endpoint: collector.url, headers: { 'X-Key': 'planted-token' } }));
  expect(told).toEqual([TOLD, TOLD]);
  expect(collector.received).toMatchObject([{ headers: { 'x-key': 'planted-token' } }, {}]);
  const [first, second] = collector.received.map(({ said }) => said);
  expect(first?.resource).toEqual({
    'service.name': 'loopforge',
    'vcs.owner.name': 'acme',
    'vcs.repository.name': 'widgets',
  });
  expect(second?.metrics['loopforge.transitions']?.points).toMatchObject([
    { attributes: { from: 'task_queued', to: 'pr_created', trigger: 'pr.opened' } },
  ]);
  expect(second?.metrics['loopforge.time_in_state']?.points).toMatchObject([
    { sum: 60, attributes: { state: 'task_queued' } },
  ]);
});

describe('webhook', () => {
  test('sends each step, signed; names only as what proves them', async () => {
    const { url, posted } = await aReceiver();
    const { record, told } = await twoSteps(webhook({ url, secrets: [SECRET] }));
    expect(told).toEqual([TOLD, TOLD]);
    const receiver = new Webhook(SECRET);
    const events = posted.map(({ headers, body }) => receiver.verify(body, headers as Record<string, string>));
    expect(events).toMatchObject([{ id: record?.transitions[1]?.hash }, { id: record?.transitions[2]?.hash }]);
    expect(posted[0]?.body).not.toContain('octocat');
  });

  test('sends names in clear where that is asked for', async () => {
    const { url, posted } = await aReceiver();
    await twoSteps(webhook({ url, secrets: [SECRET], names: 'clear' }));
    expect(posted[0]?.body).toContain('octocat');
  });

  test('tells nothing more to whoever answered 410, and says so in every result', async () => {
    const { url, posted } = await aReceiver(410);
    const { told } = await twoSteps(webhook({ url, secrets: [SECRET] }));
    const over = { ok: false, message: expect.stringMatching(/^webhook: 127\.0\.0\.1 .*410/) };
    expect(told).toEqual([over, over]);
    expect(JSON.stringify(told)).not.toContain('planted');
    expect(posted).toHaveLength(1);
  });

  test('with a secret that is none fails each time, and undoes nothing', async () => {
    const { url, posted } = await aReceiver();
    const { record, told } = await twoSteps(webhook({ url, secrets: ['planted-secret'] }));
    expect(told).toMatchObject([{ ok: false }, { ok: false }]);
    expect(JSON.stringify(told)).not.toContain('planted');
    expect([record?.state, posted]).toEqual(['pr_created', []]);
  });
});

test('slack posts a message for the states that are asked for', async () => {
  const { url, posted } = await aReceiver();
  const { told } = await twoSteps(slack({ url, on: ['pr_created'] }));
  expect(told).toEqual([TOLD, TOLD]);
  expect(posted).toHaveLength(1);
  expect(posted[0]?.body).toContain('TICKET-42');
});

test.each<[string, () => unknown]>([
  ['metrics', () => metrics({ endpoint: 'http://planted.example.com' })],
  ['metrics', () => metrics({ endpoint: undefined as never })],
  ['webhook', () => webhook({ url: 'https://planted:planted@example.com', secrets: [SECRET] })],
  ['webhook', () => webhook({ url: 'https://example.com', secrets: [] })],
  ['webhook', () => webhook({ url: 'https://example.com', secrets: SECRET as never })],
  ['slack', () => slack({ url: 'file:///planted' })],
  ['slack, of a time that is none', () => slack({ url: 'https://example.com/planted', answerTimeoutMs: Number.NaN })],
  ['metrics, of a time that is over', () => metrics({ endpoint: 'https://example.com', answerTimeoutMs: 0 })],
  [
    'webhook, of hosts that are no list',
    () => webhook({ url: 'https://example.com', secrets: ['planted'], allowHosts: 'planted' as never }),
  ],
])('%s refuses what cannot work at once, and repeats nothing of it', (_name, make) => {
  expect(make).toThrow(
    expect.objectContaining({ code: 'input_invalid', message: expect.not.stringContaining('planted') }),
  );
});
