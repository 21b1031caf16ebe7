import { describe, expect, it } from 'vitest';
import type { SweepItem } from '../../../../src/core/ports/sweep.ts';
import { type Raw, rawComment, rawData, rawIssue, rawRepo } from '../../../codec/github-raw.ts';
import { type Scripted, type Sent, scripted } from '../scripted.ts';

const WEEK = 7 * 24 * 3_600_000;
/** A week before the moment of the first answer, by GitHub's clock. */
const SINCE = '2026-11-15T08:00:00Z';
const NONE = { totalCount: 0, nodes: [] };

function issue(number: number, fields: Raw = {}): Raw {
  return {
    number,
    issueState: 'OPEN',
    createdAt: '2026-11-19T08:00:00Z',
    updatedAt: '2026-11-20T08:00:00Z',
    locked: false,
    closedAt: null,
    old: NONE,
    recent: NONE,
    assignees: { totalCount: 0 },
    pulls: { totalCount: 0 },
    ...fields,
  };
}

function pull(number: number, fields: Raw = {}): Raw {
  const { issueState: _issue, pulls: _pulls, ...rest } = issue(number);
  return { ...rest, pullState: 'OPEN', closing: { totalCount: 0 }, ...fields };
}

function page(nodes: readonly unknown[], next: string | null = null): Scripted {
  const items = { pageInfo: { hasNextPage: next !== null, endCursor: next }, nodes };
  return { body: { data: rawData(rawRepo({ items })) } };
}

async function sweep(pulls: boolean, answer: (request: Sent) => Scripted) {
  const { github, sent } = scripted(answer);
  const items: SweepItem[] = [];
  for await (const item of (await github.bulk()).listSweepItems({ closedWithinMs: WEEK, pulls })) items.push(item);
  return { items, sent };
}

const open = ({ variables }: Sent) => String(variables['states']) === 'OPEN';

describe('listSweepItems', () => {
  it('goes through all open issues, page by page, and those closed since', async () => {
    const closed = { issueState: 'CLOSED', closedAt: '2026-11-18T08:00:00Z' };
    const { items, sent } = await sweep(false, (request) => {
      if (!open(request)) return page([issue(3, closed), issue(4, { ...closed, closedAt: '2026-01-01T08:00:00Z' })]);
      return request.variables['after'] === null
        ? page([issue(1)], 'c1')
        : page([issue(2, { updatedAt: '2020-01-01T00:00:00Z' })]);
    });
    expect(items.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(
      sent.map(({ name, variables }) => [name, variables['states'], variables['since'], variables['after']]),
    ).toEqual([
      ['SweepIssues', ['OPEN'], undefined, null],
      ['SweepIssues', ['OPEN'], undefined, 'c1'],
      ['SweepIssues', ['CLOSED'], SINCE, null],
    ]);
  });

  it('says what is known of each', async () => {
    const talk = rawComment(1, { body: 'talk' });
    const { items } = await sweep(false, (request) =>
      open(request)
        ? page([
            issue(1, { old: { totalCount: 1, nodes: [rawComment(7)] }, recent: { nodes: [rawComment(7)] } }),
            issue(2, { old: { totalCount: 9, nodes: [talk] }, assignees: { totalCount: 1 } }),
            issue(3, { pulls: { totalCount: 2 } }),
          ])
        : page([]),
    );
    expect(
      items.map((item) => [item.hasRecordComment, item.allCommentsSeen, item.hasAssignee, item.hasOpenPull]),
    ).toEqual([
      [true, true, false, false],
      [false, false, true, false],
      [false, true, false, true],
    ]);
  });

  it('ends the closed pull requests at the first that was not touched since', async () => {
    const closed = { pullState: 'MERGED', closedAt: '2026-11-18T08:00:00Z' };
    const { items } = await sweep(true, (request) => {
      if (request.name === 'SweepIssues') return page([]);
      if (open(request)) return page([pull(1), pull(2, { closing: { totalCount: 1 } })]);
      return page([pull(3, closed), pull(4, { ...closed, updatedAt: '2026-01-01T00:00:00Z' })], 'more');
    });
    expect(items.map(({ kind, number, hasOpenPull, closesIssue }) => [kind, number, hasOpenPull, closesIssue])).toEqual(
      [
        ['pull_request', 1, true, false],
        ['pull_request', 2, true, true],
        ['pull_request', 3, false, false],
      ],
    );
  });
});

describe('the bulk client', () => {
  const FINE: Scripted = { body: { data: rawData(rawRepo({ item: rawIssue() })) } };

  it('waits a rate limit out', async () => {
    const limit: Scripted = {
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
      body: { message: 'API rate limit exceeded' },
    };
    const { github, sent, log, slept } = scripted((_request, count) => (count === 1 ? limit : FINE));
    const bulk = await github.bulk();
    for (let count = 0; count < 4; count += 1) await bulk.read(42);
    expect(sent).toHaveLength(5);
    expect(log.join('\n')).not.toContain('waiting');
    expect(slept).toEqual([1_000]);
  });

  it('does not wait for ever', async () => {
    const limit: Scripted = {
      status: 403,
      headers: { 'retry-after': '3600' },
      body: { message: 'You have exceeded a secondary rate limit' },
    };
    const { github, sent } = scripted(() => limit);
    await expect((await github.bulk()).read(42)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(sent).toHaveLength(1);
  });

  it('knows a limit inside a good answer', async () => {
    const reply = {
      body: { data: null, errors: [{ type: 'RATE_LIMITED', message: 'limit' }] },
      headers: { 'x-ratelimit-reset': '9999999999' },
    };
    const { github } = scripted(() => reply);
    await expect((await github.bulk()).read(42)).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('does not repeat what creates', async () => {
    const { github, sent } = scripted(() => ({ status: 502, body: { message: 'Bad Gateway' } }));
    await expect((await github.bulk()).createComment(42, 'x')).rejects.toMatchObject({ code: 'github_unreachable' });
    expect(sent).toHaveLength(1);
  });
});
