import { describe, expect, it } from 'vitest';
import { createFakeGitHub } from '../../support/github/server/harness.ts';
import { at, field, REPO, rest } from './ask.ts';

const POST = `POST ${REPO}/issues/1/comments`;

function scene() {
  const fake = createFakeGitHub();
  fake.world.openIssue();
  return { fake, comments: () => fake.world.comments(1).length };
}

describe('faults', () => {
  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('answer a status %s the request was carried out', async (when, made) => {
    const { fake, comments } = scene();
    fake.faults.add({ match: { method: 'POST' }, fault: { kind: 'status', status: 502, when } });
    expect((await rest(fake, `GET ${REPO}`)).status).toBe(200);
    expect((await rest(fake, POST, { body: 'x' })).status).toBe(502);
    expect(comments()).toBe(made);
    expect((await rest(fake, POST, { body: 'x' })).status).toBe(201);
    expect(fake.requests.map((one) => [one.status, ...one.faults])).toEqual([[200], [502, 'status'], [201]]);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('cut the connection %s the request was carried out', async (when, made) => {
    const { fake, comments } = scene();
    fake.faults.add({ fault: { kind: 'reset', when } });
    await expect(rest(fake, POST, { body: 'x' })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(comments()).toBe(made);
    expect(fake.requests).toMatchObject([{ status: 0, faults: ['reset'] }]);
  });

  it('break the answer off in its middle', async () => {
    const { fake, comments } = scene();
    fake.faults.add({ match: { path: /comments$/ }, fault: { kind: 'truncate' } });
    await expect(rest(fake, POST, { body: 'x' })).rejects.toThrow(SyntaxError);
    expect(comments()).toBe(1);
  });

  it('strike the nth request that matches, and as often as told', async () => {
    const { fake } = scene();
    const fault = { kind: 'status', status: 500, when: 'before' } as const;
    fake.faults.add({ match: { graphql: 'Field', nth: 2, times: 2 }, fault });
    const statuses: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      await rest(fake, `GET ${REPO}`);
      statuses.push((await field(fake, 'id')).status);
    }
    expect(statuses).toEqual([200, 500, 500, 200]);
    expect(fake.faults.pending()).toBe(0);
  });

  it('answer a read from the past; a write is done on the present', async () => {
    const { fake, comments } = scene();
    fake.world.comment(1, 'one');
    fake.world.comment(1, 'two');
    fake.faults.add({ match: { times: 3 }, fault: { kind: 'stale', back: 1 } });
    const count = async () =>
      at(
        (await field(fake, 'issue(number: 1) { comments { totalCount } }')).body,
        'data',
        'repository',
        'issue',
        'comments',
        'totalCount',
      );
    expect(await count()).toBe(1);
    expect((await rest(fake, `GET ${REPO}/issues/1/comments`)).body).toHaveLength(1);
    expect((await rest(fake, POST, { body: 'x' })).status).toBe(201);
    expect([await count(), comments()]).toEqual([3, 3]);
  });

  it('play the limits in the form of REST and of GraphQL', async () => {
    const { fake } = scene();
    fake.faults.add({ match: { times: 2 }, fault: { kind: 'secondary-limit', retryAfter: 7 } });
    fake.faults.add({ match: { nth: 3 }, fault: { kind: 'primary-limit', resetIn: 60 } });
    const overRest = await rest(fake, POST, { body: 'x' });
    expect([overRest.status, overRest.headers['retry-after']]).toEqual([403, '7']);
    const overGraph = await field(fake, 'id');
    expect([overGraph.status, at(overGraph.body, 'errors', 0, 'type')]).toEqual([200, 'RATE_LIMITED']);
    const { headers } = await rest(fake, `GET ${REPO}`);
    expect(headers['x-ratelimit-remaining']).toBe('0');
    expect(headers['x-ratelimit-reset']).toBe(String(Date.parse('2026-11-22T08:01:00Z') / 1000));
  });

  it('leave holes in a GraphQL answer', async () => {
    const { fake } = scene();
    fake.world.openIssue();
    const path = ['repository', 'issues', 'nodes', 1];
    fake.faults.add({ fault: { kind: 'partial', path, type: 'INTERNAL' } });
    const { body } = await field(fake, 'issues(first: 5) { nodes { number } }');
    expect(at(body, 'data', 'repository', 'issues', 'nodes')).toEqual([{ number: 1 }, null]);
    expect(at(body, 'errors')).toMatchObject([{ type: 'INTERNAL', path }]);
  });

  it('take time, by whatever clock the test has', async () => {
    const waits: number[] = [];
    const fake = createFakeGitHub({ latencyMs: 60, sleep: async (ms) => void waits.push(ms) });
    fake.faults.add({ fault: { kind: 'delay', ms: 500 } });
    fake.faults.add({ fault: { kind: 'delay', ms: 700, when: 'after' } });
    await rest(fake, `GET ${REPO}`);
    expect(waits).toEqual([60, 500, 700]);
  });

  it('can be decided request by request', async () => {
    const { fake, comments } = scene();
    fake.onRequest(async ({ index, method, path, identity }) => {
      expect([method, path, identity]).toEqual(['POST', `${REPO}/issues/1/comments`, 'github-actions']);
      return index === 1 ? [{ kind: 'status', status: 503, when: 'after' }] : undefined;
    });
    const statuses: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await rest(fake, POST, { body: 'x' })).status);
    expect([statuses, comments()]).toEqual([[201, 503, 201], 3]);
  });
});

describe('the log', () => {
  it('tells who asked for what, and counts', async () => {
    const { fake } = scene();
    await rest(fake, POST, { body: 'x' });
    await field(fake, 'id');
    expect(fake.requests).toMatchObject([
      { index: 0, method: 'POST', operation: null, identity: 'github-actions', status: 201, body: { body: 'x' } },
      { index: 1, method: 'POST', path: '/graphql', operation: 'Field', status: 200 },
    ]);
    expect([fake.count(), fake.count({ operation: 'Field' }), fake.count({ path: /comments/ })]).toEqual([2, 1, 1]);
  });
});
