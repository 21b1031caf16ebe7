import { describe, expect, test } from 'vitest';
import type { FakeOptions } from '../support/github/server/inside.ts';
import { openStage, type Stage } from './stage.ts';
import { expectTold } from './told.ts';

const SERVER = 'https://github.example.com';

/** A GitHub Enterprise Server: the runner names its hosts, and its API stands under `/api`. */
const enterprise = (options: Partial<FakeOptions> = {}): Promise<Stage> =>
  openStage({ fake: { basePath: '/api/v3', serverUrl: SERVER, ...options } });

const env = { GITHUB_SERVER_URL: SERVER };

describe('GitHub Enterprise Server', () => {
  test('is asked where the runner says, and every link leads there', async () => {
    const stage = await enterprise();
    const { world } = stage;
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    const event = JSON.stringify(stage.payload('pull_request', 'opened', { pull })).replaceAll(
      'https://github.com',
      SERVER,
    );
    expect(stage.fake.graphqlUrl).toMatch(/\/api\/graphql$/);
    expectTold(await stage.deliver('pull_request', event, { env }), 'created task_queued pr_created ci_pending');
    world.check(pull, { conclusion: 'success' });
    const step = await stage.event('workflow_run', 'completed', { pull }, { env });
    expectTold(step, 'ci_passed');
    const record = stage.record(issue);
    expect(record).toMatchObject({
      ref: `${SERVER}/acme/widgets/issues/${issue}`,
      pr_url: `${SERVER}/acme/widgets/pull/${pull}`,
      genesis: { host: 'github.example.com' },
    });
    expect(record.transitions.at(-1)?.run?.url).toMatch(`${SERVER}/acme/widgets/actions/runs/`);
    const { body } = stage.comment(issue);
    expect(body).toContain(`${SERVER}/acme/widgets/actions/runs/9002`);
    expect(body).not.toContain('https://github.com');
    expect(step.outputs['comment-url']).toMatch(`${SERVER}/acme/widgets/issues/${issue}#issuecomment-`);
    expect(step.summary).toContain(SERVER);
  });

  test('of an older version, whose GraphQL lacks the newest fields, is asked again without them', async () => {
    const stage = await enterprise({ graphql: 'older' });
    const issue = stage.world.openIssue({ assignees: ['hubot'] });
    const step = await stage.event('issues', 'opened', { number: issue }, { env });
    expectTold(step, 'created task_queued');
    expect(stage.requests()).toEqual([
      'GraphQL Item',
      'GraphQL Item',
      'POST /issues/1/reactions',
      'GraphQL Item',
      'POST /issues/1/comments',
      expect.stringMatching(/^DELETE \/issues\/1\/reactions\//),
    ]);
    expect(stage.record(issue).state).toBe('task_queued');
  });
});
