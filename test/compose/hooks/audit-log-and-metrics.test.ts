import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NO_HOOK_ACCESS } from '../../../src/compose/github/request.ts';
import type { HookContext } from '../../../src/compose/hooks/hook-context.ts';
import { openHooks } from '../../../src/compose/hooks/open-hooks.ts';
import { RUN_DEFAULTS } from '../../../src/core/values/settings.ts';
import { newsOf } from '../../adapters/hook/news.ts';
import { aStep } from '../../core/sample-drafts.ts';
import { aCollector } from '../../support/otlp/collector.ts';

const NEWS = newsOf(aStep({ from: 'issue_created', to: 'task_queued' }));
const otlpHeaders = { authorization: 'Bearer planted-token' };

function contextWith(log: (line: string) => void): HookContext {
  const endpoints = { rest: '', graphql: '', server: '' };
  const connection = { token: '', endpoints, owner: 'acme', repo: 'widgets', configPath: '', log, debug: () => {} };
  const request = { ...connection, hooks: { ...NO_HOOK_ACCESS, otlpHeaders } };
  const sendDispatch = async (): Promise<void> => {};
  return { request, timer: { elapsed: () => 0, sleep: async () => {} }, sendDispatch };
}

test('an audit log is opened where one is asked for: the job’s own, or a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loopforge-audit-'));
  try {
    const lines: string[] = [];
    const path = join(folder, 'audit.ndjson');
    for (const auditLog of ['log', path]) {
      const [hook, ...others] = await openHooks(
        { ...RUN_DEFAULTS, auditLog },
        contextWith((line) => lines.push(line)),
      );
      expect(others).toEqual([]);
      expect(await hook?.tell(NEWS, false)).toMatchObject({ ok: true, upTo: 2 });
    }
    expect(`${lines.join('\n')}\n`).toBe(readFileSync(path, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('metrics are sent where an endpoint is named, with the headers that are a secret', async () => {
  await using collector = await aCollector();
  const settings = { ...RUN_DEFAULTS, otlpEndpoint: `${collector.url}/otlp` };
  const [hook, ...others] = await openHooks(
    settings,
    contextWith(() => {}),
  );
  expect(others).toEqual([]);
  expect(hook).toMatchObject({ name: 'metrics', sink: null });
  expect(await hook?.tell(NEWS, false)).toMatchObject({ ok: true });
  expect(collector.received).toMatchObject([{ path: '/otlp/v1/metrics', headers: otlpHeaders }]);
});

test('nothing is opened where nothing is asked for', async () => {
  expect(
    await openHooks(
      RUN_DEFAULTS,
      contextWith(() => {}),
    ),
  ).toEqual([]);
});
