import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalize } from '../../src/core/encoding/canonical.ts';
import { taggedHash } from '../../src/core/encoding/hash.ts';
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
