import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXPORT_FORMATS } from '../../src/codec/export/format.ts';
import { useBuiltEntry } from '../cli/use-built-cli.ts';
import { run } from '../nodes/nodes.ts';
import { type GitHubApart, startApart } from '../support/github/apart.ts';
import { GITHUB_TOKEN } from '../support/github/identity.ts';

const ITEMS = 500;
const ENTRIES = 20;
/** What the issue of exports promises of 10,000 items; `npm run bench -- export` measures it. */
const MOST_REQUESTS = ITEMS / 25 + 10;
const MOST_KB = 200 * 1024;

const PROBE = new URL('../../bench/peak-memory.mjs', import.meta.url).href;

describe('an export of many items from GitHub', () => {
  const entry = useBuiltEntry();
  let github: GitHubApart;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loopforge-export-'));
    github = await startApart({ items: ITEMS, entries: ENTRIES, pullEvery: 4, sealedEvery: 30 });
  }, 120_000);
  afterAll(async () => {
    await github[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  async function exported(format: string, name: string) {
    const path = join(folder, name);
    const env = {
      GITHUB_API_URL: github.apiUrl,
      GITHUB_GRAPHQL_URL: github.graphqlUrl,
      GITHUB_TOKEN,
      NODE_OPTIONS: `--import=${PROBE}`,
    };
    const args = [entry(), 'export', 'acme/widgets', '--format', format, '--output-file', path];
    const { exitCode, stdout, stderr } = await run(process.execPath, args, folder, env);
    expect(exitCode, stderr).toBe(0);
    const bytes = await readFile(path);
    return {
      text: bytes.toString(),
      hash: createHash('sha256').update(bytes).digest('hex'),
      peakKb: Number(/^peak-memory (\d+)$/m.exec(stdout)?.[1]),
      requests: (await github.requests()).length,
    };
  }

  test.each(EXPORT_FORMATS)(
    '%s: few requests, little memory, the same bytes twice',
    async (format) => {
      const one = await exported(format, `one.${format}`);
      const other = await exported(format, `other.${format}`);
      expect(other.hash).toBe(one.hash);
      for (const { requests, peakKb } of [one, other]) {
        expect(requests).toBeLessThanOrEqual(MOST_REQUESTS);
        expect(peakKb).toBeLessThan(MOST_KB);
      }
      const lines = one.text.split('\n').length - 1;
      if (format === 'json') expect(lines).toBe(ITEMS);
      if (format === 'ndjson') expect(lines).toBe(ITEMS * ENTRIES);
    },
    120_000,
  );
});
