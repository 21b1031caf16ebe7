import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readContext, readEventFile } from '../../../src/action/inputs/context.ts';

const BASE = { GITHUB_REPOSITORY: 'acme/widgets', GITHUB_EVENT_NAME: 'issues' };

describe('context', () => {
  test('is read from what the runner sets', () => {
    expect(
      readContext({
        ...BASE,
        GITHUB_API_URL: 'https://ghes.example/api/v3/',
        GITHUB_GRAPHQL_URL: 'https://ghes.example/api/graphql',
        GITHUB_SERVER_URL: 'https://ghes.example',
        GITHUB_ACTOR: 'octocat',
        GITHUB_REF: 'refs/heads/main',
        GITHUB_SHA: 'abc',
        GITHUB_RUN_ID: '9',
        GITHUB_RUN_ATTEMPT: '2',
        GITHUB_JOB: 'track',
        GITHUB_WORKFLOW_REF: 'acme/widgets/.github/workflows/loopforge.yml@refs/heads/feat@2',
      }),
    ).toEqual({
      owner: 'acme',
      repo: 'widgets',
      eventName: 'issues',
      endpoints: {
        rest: 'https://ghes.example/api/v3',
        graphql: 'https://ghes.example/api/graphql',
        server: 'https://ghes.example',
      },
      context: {
        run: { id: '9', attempt: 2, url: 'https://ghes.example/acme/widgets/actions/runs/9/attempts/2' },
        actor: 'octocat',
        ref: 'refs/heads/main',
        sha: 'abc',
        repository: 'acme/widgets',
        workflowPath: '.github/workflows/loopforge.yml',
        workflowRef: 'refs/heads/feat@2',
        job: 'track',
      },
    });
  });

  test('where a URL is missing it follows from the others', () => {
    expect(readContext(BASE).endpoints).toEqual({
      rest: 'https://api.github.com',
      graphql: 'https://api.github.com/graphql',
      server: 'https://github.com',
    });
    expect(readContext({ ...BASE, GITHUB_API_URL: 'https://ghes.example/api/v3' }).endpoints.graphql).toBe(
      'https://ghes.example/api/graphql',
    );
  });

  test('outside a workflow there is no run, no workflow file and no job', () => {
    expect(readContext(BASE).context).toMatchObject({ run: null, workflowPath: null, job: null });
  });

  test.each([
    [{ GITHUB_REPOSITORY: '' }, 'GITHUB_REPOSITORY'],
    [{ GITHUB_REPOSITORY: 'acme' }, 'GITHUB_REPOSITORY'],
    [{ GITHUB_REPOSITORY: 'a/b/c' }, 'GITHUB_REPOSITORY'],
    [{ GITHUB_EVENT_NAME: '' }, 'GITHUB_EVENT_NAME'],
    [{ GITHUB_API_URL: 'not a url' }, 'GITHUB_API_URL'],
    [{ GITHUB_GRAPHQL_URL: 'file:///etc/passwd' }, 'GITHUB_GRAPHQL_URL'],
  ])('%j is refused by name', (change, name) => {
    expect(() => readContext({ ...BASE, ...change })).toThrow(
      expect.objectContaining({ code: 'event_invalid', message: expect.stringContaining(name) }),
    );
  });
});

describe('event file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loopforge-context-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is parsed', () => {
    writeFileSync(join(folder, 'event.json'), '{"action":"opened"}');
    expect(readEventFile({ GITHUB_EVENT_PATH: join(folder, 'event.json') })).toEqual({ action: 'opened' });
  });

  test.each([
    ['broken.json', '{"action":', 'it is not JSON'],
    ['empty.json', '', 'it is not JSON'],
  ])('%s is an error that says why', (name, text, why) => {
    writeFileSync(join(folder, name), text);
    expect(() => readEventFile({ GITHUB_EVENT_PATH: join(folder, name) })).toThrow(
      expect.objectContaining({ code: 'event_invalid', message: expect.stringContaining(why) }),
    );
  });

  test('one that is missing, or was never named, is an error', () => {
    expect(() => readEventFile({ GITHUB_EVENT_PATH: join(folder, 'none.json') })).toThrow(/could not be read/);
    expect(() => readEventFile({})).toThrow(/GITHUB_EVENT_PATH cannot be used: it is not set/);
  });
});
