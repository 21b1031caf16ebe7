import { describe, expect, it } from 'vitest';
import { GITHUB_TOKEN } from '../../support/github/identity.ts';
import { startFakeGitHub } from '../../support/github/start.ts';

const headers = { authorization: `token ${GITHUB_TOKEN}`, 'x-github-api-version': '2022-11-28' };
const query = JSON.stringify({ query: 'query Who { viewer { login } }' });

describe('the fake on loopback', () => {
  it.each([
    ['', '', '/graphql'],
    ['/api/v3', '/api/v3', '/api/graphql'],
  ] as const)('answers REST and GraphQL under "%s"', async (basePath, api, graph) => {
    const fake = await startFakeGitHub({ basePath });
    try {
      expect(fake.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect([fake.apiUrl, fake.graphqlUrl]).toEqual([`${fake.url}${api}`, `${fake.url}${graph}`]);
      fake.world.openIssue();
      const made = await fetch(`${fake.apiUrl}/repos/acme/widgets/issues/1/comments`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ body: 'é' }),
      });
      expect(made.status).toBe(201);
      expect(await made.json()).toMatchObject({ body: 'é', url: expect.stringContaining(fake.apiUrl) });
      const viewer = await fetch(fake.graphqlUrl, { method: 'POST', headers, body: query });
      expect(await viewer.json()).toEqual({ data: { viewer: { login: 'github-actions[bot]' } } });
      expect(fake.count({ operation: 'Who' })).toBe(1);
      fake.assertClean();
    } finally {
      await fake.close();
    }
  });

  it('cuts connections for real', async () => {
    const fake = await startFakeGitHub();
    fake.faults.add({ fault: { kind: 'reset', when: 'before' } });
    const failed = await fetch(fake.graphqlUrl, { method: 'POST', headers, body: query }).catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({ cause: { code: 'ECONNRESET' } });
    await fake.close();
  });

  it('leaves nothing open', async () => {
    const fake = await startFakeGitHub();
    const slow = fetch(`${fake.apiUrl}/rate_limit`, { headers });
    await slow;
    await fake.close();
    await expect(fetch(`${fake.apiUrl}/rate_limit`, { headers })).rejects.toThrow();
  });
});
