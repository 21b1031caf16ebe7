import { describe, expect, it } from 'vitest';
import { trustedCommentId, trustedNodeId, trustedSha } from '../../../../src/core/values/ids.ts';
import { rawData, rawIssue, rawRepo } from '../../../codec/github-raw.ts';
import { type Scripted, scripted } from '../scripted.ts';

const FINE: Scripted = { body: { data: rawData(rawRepo({ item: rawIssue() })) } };
const MADE: Scripted = {
  status: 201,
  body: { id: 7, node_id: 'IC_7', html_url: 'https://ghe.test/acme/widgets/issues/42#issuecomment-7' },
};
const ref = { id: trustedNodeId('IC_7'), databaseId: trustedCommentId('7'), url: 'https://ghe.test/c/7' };

function refusal(status: number, message: string, headers: Scripted['headers'] = {}): Scripted {
  return { status, headers, body: { message } };
}

function errors(...list: { type?: string; message: string; path?: (string | number)[] }[]): Scripted {
  return { body: { data: null, errors: list } };
}

describe('a read', () => {
  it('asks the given server once, as loopforge, and takes the time from its clock', async () => {
    const { github, sent, log } = scripted(() => FINE);
    const reading = await github.read(42);
    expect(reading.at).toBe('2026-11-22T08:00:00Z');
    expect(sent).toHaveLength(1);
    expect(sent[0]?.headers['user-agent']).toMatch(/^loopforge\/1\.2\.3 /);
    expect(sent[0]?.headers['authorization']).toBe('token ghs_secret');
    expect(sent[0]?.variables).toEqual({
      owner: 'acme',
      name: 'widgets',
      number: 42,
      config: 'HEAD:.github/loopforge.yml',
    });
    expect(log.join('\n')).toMatch(/POST \/api\/graphql → 200/);
    expect(log.join('\n')).not.toContain('ghs_secret');
  });

  it.each<[string, Scripted | Error]>([
    ['a reset', new Error('read ECONNRESET')],
    ['a 502', refusal(502, 'Bad Gateway')],
    ['an HTML page from a gateway', { status: 503, headers: { 'content-type': 'text/html' }, body: '<html>' }],
    ['JSON that broke off', { body: '{"data": {"repo' }],
    ['a query that timed out', errors({ message: 'Something went wrong while executing your query.' })],
  ])('is repeated after %s', async (_name, failure) => {
    const { github, sent } = scripted((_request, count) => (count < 3 ? failure : FINE));
    expect((await github.read(42)).facts.number).toBe(42);
    expect(sent).toHaveLength(3);
  });

  it('is repeated a bounded number of times', async () => {
    const cause = new Error('read ECONNRESET');
    const { github, sent } = scripted(() => cause);
    const error = await github.read(42).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'github_unreachable', cause: { cause } });
    expect(error.message).toContain('ECONNRESET');
    expect(sent).toHaveLength(4);
  });

  it('has an error that no page of a proxy makes long', async () => {
    const page = `<html>${'ü'.repeat(50_000)}</html>`;
    const { github } = scripted(() => ({ status: 502, headers: { 'content-type': 'text/html' }, body: page }));
    const { message } = await github.read(42).catch((thrown) => thrown);
    expect(message).toMatch(/^Could not read GitHub \(query Item\): <html>ü+…\. Try again\.$/);
    expect(new TextEncoder().encode(message).length).toBeLessThan(2_100);
  });

  it('takes what is there when the server could not finish', async () => {
    const data = rawData(rawRepo({ item: rawIssue({ linked: null }) }));
    const error = {
      message: 'Something went wrong while executing your query.',
      path: ['repository', 'item', 'others'],
    };
    const { github } = scripted(() => ({ body: { data, errors: [error] } }));
    expect(typeof (await github.read(42)).facts.pulls).toBe('symbol');
  });

  it.each<[string, Scripted, string, string]>([
    ['401', refusal(401, 'Bad credentials'), 'permission_missing', 'token'],
    ['403', refusal(403, 'Resource not accessible by integration'), 'permission_missing', 'issues: read'],
    ['404', refusal(404, 'Not Found'), 'not_found', 'Check the name'],
    [
      'primary limit',
      refusal(403, 'API rate limit exceeded', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795334400' }),
      'rate_limited',
      's. Try',
    ],
    ['secondary limit', refusal(403, 'You have exceeded a secondary rate limit.'), 'rate_limited', ''],
    ['retry-after', refusal(429, 'Slow down', { 'retry-after': '60' }), 'rate_limited', '60 s'],
    ['limit inside 200', errors({ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }), 'rate_limited', ''],
    [
      'secondary limit inside 200',
      errors({ message: 'You have exceeded a secondary rate limit.' }),
      'rate_limited',
      '',
    ],
    [
      'scopes',
      errors({ type: 'INSUFFICIENT_SCOPES', message: 'Your token has not been granted' }),
      'permission_missing',
      'token',
    ],
    [
      'an old server',
      errors({ message: "Field 'rules' doesn't exist on type 'Ref'" }),
      'github_unreachable',
      'too old',
    ],
    ['no data', { body: {} }, 'github_unreachable', 'no data'],
    ['no clock', { ...FINE, headers: { date: 'never' } }, 'github_unreachable', 'Date'],
  ])('that meets %s is one clear error, at once', async (_name, reply, code, words) => {
    const { github, sent } = scripted(() => reply);
    await expect(github.atOnce.read(42)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    expect(sent).toHaveLength(1);
  });

  it.each(['undefinedField', null])(
    'asks a server without assignedActors once more, and only once (%s)',
    async (code) => {
      const message = code === null ? 'Cannot query field "assignedActors" on type "Issue".' : "Field doesn't exist";
      const extensions = code === null ? {} : { code, fieldName: 'assignedActors' };
      let asked = 0;
      const { github, sent } = scripted(() => {
        asked += 1;
        return asked === 1 ? { body: { errors: [{ message, extensions }] } } : FINE;
      });
      await github.read(42);
      await github.read(42);
      expect(sent).toHaveLength(3);
    },
  );
});

describe('a write', () => {
  it('creates a comment', async () => {
    const { github, sent } = scripted(() => MADE);
    expect(await github.createComment(42, 'text')).toEqual({
      id: 'IC_7',
      databaseId: '7',
      url: 'https://ghe.test/acme/widgets/issues/42#issuecomment-7',
    });
    expect(sent.map(({ name, variables }) => [name, variables])).toEqual([
      ['POST /api/v3/repos/acme/widgets/issues/42/comments', { body: 'text' }],
    ]);
  });

  it.each([new Error('socket hang up'), refusal(502, 'Bad Gateway'), { status: 201, body: '{"id":' }])(
    'that creates is never repeated (%#)',
    async (failure) => {
      const { github, sent } = scripted(() => failure);
      await expect(github.createComment(42, 'text')).rejects.toMatchObject({ code: 'github_unreachable' });
      expect(sent).toHaveLength(1);
    },
  );

  it('that edits is not repeated either', async () => {
    const { github, sent } = scripted(() => refusal(502, 'Bad Gateway'));
    await expect(github.editComment(ref, 'text')).rejects.toMatchObject({ code: 'github_unreachable' });
    expect(sent.map(({ name }) => name)).toEqual(['PATCH /api/v3/repos/acme/widgets/issues/comments/7']);
  });

  it.each<[string, Scripted, number]>([
    ['retry-after', refusal(403, 'wait', { 'retry-after': '7' }), 7_000],
    [
      'a reset time, by the clock of the answer',
      refusal(403, 'no', {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Date.parse('2026-11-22T08:00:30Z') / 1000),
      }),
      31_000,
    ],
    ['a reset time in the past', refusal(403, 'no', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }), 1_000],
    ['nothing', refusal(403, 'You have exceeded a secondary rate limit'), 60_000],
  ])('that is refused says how long to wait: %s', async (_name, reply, waitMs) => {
    const { github } = scripted(() => reply);
    await expect(github.editComment(ref, 'text')).rejects.toMatchObject({ code: 'rate_limited', waitMs });
  });

  it('names the permission that GitHub would accept, or ours', async () => {
    const denied = 'Resource not accessible by integration';
    const told = scripted(() =>
      refusal(403, denied, { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' }),
    );
    await expect(told.github.createComment(42, 'x')).rejects.toMatchObject({
      code: 'permission_missing',
      message: expect.stringContaining('`issues: write` or `pull-requests: write`.'),
    });
    const untold = scripted(() => refusal(403, denied));
    await expect(untold.github.createComment(42, 'x')).rejects.toThrow('`issues: write` or `pull-requests: write`');
  });

  it('tells a refusal from an unreachable server', async () => {
    const locked = scripted(() => refusal(403, 'Unable to create comment because issue is locked.'));
    await expect(locked.github.createComment(42, 'x')).rejects.toMatchObject({
      code: 'permission_missing',
      message: expect.stringContaining('locked'),
    });
    const long = scripted(() => refusal(422, 'body is too long'));
    await expect(long.github.editComment(ref, 'x')).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('too long'),
    });
  });
});

describe('setStateLabel', () => {
  const path = '/api/v3/repos/acme/widgets/issues/42/labels';
  it('adds the new label and removes our others, and nothing else', async () => {
    const { github, sent } = scripted(() => ({ body: [] }));
    await github.setStateLabel(42, { prefix: 'loop: ', state: 'merged', current: ['bug', 'loop: approved', 'loopy'] });
    expect(sent.map(({ name, variables }) => [name, variables])).toEqual([
      [`POST ${path}`, { labels: ['loop: merged'] }],
      [`DELETE ${path}/loop%3A%20approved`, {}],
    ]);
  });

  it('asks for nothing when all is well, and does not mind a label that is gone', async () => {
    const { github, sent } = scripted(() => refusal(404, 'Label does not exist'));
    await github.setStateLabel(42, { prefix: 'loop:', state: 'merged', current: ['loop:merged'] });
    expect(sent).toEqual([]);
    await github.setStateLabel(42, { prefix: 'loop:', state: 'merged', current: ['loop:merged', 'loop:approved'] });
    expect(sent).toHaveLength(1);
  });
});

describe('setCommitStatus', () => {
  it('sets a status and cuts the description', async () => {
    const { github, sent } = scripted(() => ({ status: 201, body: {} }));
    const status = {
      sha: trustedSha('a'.repeat(40)),
      context: 'loopforge',
      state: 'failure',
      targetUrl: null,
    } as const;
    await github.setCommitStatus({ ...status, description: 'é'.repeat(200) });
    await github.setCommitStatus({ ...status, description: 'short', targetUrl: 'https://ghe.test/run' });
    expect(sent.map(({ variables }) => variables)).toEqual([
      { context: 'loopforge', state: 'failure', description: `${'é'.repeat(139)}…` },
      { context: 'loopforge', state: 'failure', description: 'short', target_url: 'https://ghe.test/run' },
    ]);
    expect(sent[0]?.name).toBe(`POST /api/v3/repos/acme/widgets/statuses/${'a'.repeat(40)}`);
  });
});
