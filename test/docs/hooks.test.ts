import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dispatch } from '../../src/adapters/hook/dispatch.ts';
import { createHookClient } from '../../src/adapters/hook/http/client.ts';
import { metrics } from '../../src/adapters/hook/metrics.ts';
import { canonicalize } from '../../src/core/encoding/canonical.ts';
import { taggedHash } from '../../src/core/encoding/hash.ts';
import type { DispatchEvent } from '../../src/core/ports/hooks.ts';
import { newsOf } from '../adapters/hook/news.ts';
import { aRejection, aStep } from '../core/sample-drafts.ts';
import { aCollector } from '../support/otlp/collector.ts';
import { blocksIn } from './blocks.ts';
import { deliver } from './receivers.ts';

const PAGE = 'docs/hooks.md';
const page = readFileSync(PAGE, 'utf8');

describe('docs/hooks.md on webhooks', () => {
  const received: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: (await request.toArray()).join('') });
    response.writeHead(204).end();
  });
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    await deliver(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  const shown = JSON.parse(blocksIn('json').find((block) => block.page === PAGE)?.text ?? '');

  test('shows what is sent', () => {
    expect(received).toHaveLength(2);
    expect(JSON.parse(received[1]?.body ?? '')).toEqual(shown);
  });

  test('names every header that is sent and says something', () => {
    const named = [...page.matchAll(/^\| `((?:content-type|webhook-)[\w-]*)` \|/gm)].map(([, name = '']) => name);
    const plain = ['host', 'connection', 'content-length', 'accept-encoding', 'user-agent'];
    const sent = Object.keys(received[1]?.headers ?? {}).filter((name) => !plain.includes(name));
    expect(named.toSorted()).toEqual(sent.toSorted());
    expect(page).toContain(`| \`content-type\` | \`${received[1]?.headers['content-type']}\` |`);
    expect(received[1]?.headers['webhook-id']).toBe(shown.id);
  });

  test('tells how the hash of an entry is computed of what is sent', () => {
    const without = ['entry', 'record_id', 'ref', 'repo', 'host', 'hash'];
    expect(page).toContain(
      `take ${without
        .slice(0, -1)
        .map((name) => `\`${name}\``)
        .join(', ')} and \`hash\` out`,
    );
    const rest = Object.fromEntries(Object.entries(shown.data).filter(([name]) => !without.includes(name)));
    expect(taggedHash('entry', canonicalize(rest))).toBe(shown.id);
  });
});

const NEWS = newsOf(
  aStep({ from: 'issue_created', to: 'task_queued' }),
  aRejection({ from: 'task_queued', to: 'merged' }),
);

/** The names in the first column of the table below a heading. */
function namesBelow(heading: string): readonly string[] {
  const part = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = part.split('\n').filter((line) => line.startsWith('| `'));
  return rows.flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}

test('docs/hooks.md names all that a dispatched event brings, and its workflow asks for nothing else', async () => {
  const events: DispatchEvent[] = [];
  const send = async (event: DispatchEvent) => void events.push(event);
  expect(await dispatch({ type: 'loopforge', send }).tell(NEWS, false)).toMatchObject({ ok: true });
  expect(events.map(({ type }) => type)).toEqual(['loopforge']);
  const sent = Object.keys(events[0]?.payload ?? {});
  expect(
    namesBelow('Dispatch')
      .filter((name) => !name.startsWith('github.'))
      .toSorted(),
  ).toEqual(sent.toSorted());
  const asked = [...page.matchAll(/github\.event\.client_payload\.(\w+)/g)].map(([, name = '']) => name);
  expect(asked.length).toBeGreaterThan(3);
  expect(sent).toEqual(expect.arrayContaining(asked));
});

test('docs/hooks.md names every metric with its unit and its attributes', async () => {
  await using collector = await aCollector();
  const client = createHookClient({ allowHosts: [], env: {} });
  await metrics({ endpoint: collector.url, headers: {}, client, timeoutMs: 20_000 }).tell(NEWS, false);
  const sent = collector.received[0]?.said.metrics ?? {};
  expect(namesBelow('Metrics')).toEqual(Object.keys(sent));
  for (const [name, { unit, points }] of Object.entries(sent)) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
    expect(row).toContain(`| \`${unit}\` |`);
    for (const key of Object.keys(points[0]?.attributes ?? {})) expect(row).toContain(`\`${key}\``);
  }
  for (const key of Object.keys(collector.received[0]?.said.resource ?? {})) expect(page).toContain(`\`${key}\``);
});
