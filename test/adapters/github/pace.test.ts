import { describe, expect, test } from 'vitest';
import type { Fetch } from '../../../src/adapters/github/client/transport.ts';
import { type BulkGitHub, createGitHub, type GitHub, type GitHubOptions } from '../../../src/adapters/github/github.ts';
import { trustedCommentId, trustedNodeId, trustedSha } from '../../../src/core/values/ids.ts';
import { beginVirtualTime, type VirtualTime } from '../../simulator/virtual-time.ts';
import { scripted } from './scripted.ts';

const COMMENT = { id: trustedNodeId('IC_7'), databaseId: trustedCommentId('7'), url: 'https://ghe.test/c/7' };
const STATUS = {
  sha: trustedSha('a'.repeat(40)),
  context: 'x',
  state: 'success',
  description: '',
  targetUrl: null,
} as const;

describe('the time of a request', () => {
  test('is bounded, however slow the server is', async () => {
    const { sent, endedAt, error } = await inTime(15_000, ({ atOnce }) => atOnce.read(42));
    expect(error).toMatchObject({ code: 'github_unreachable' });
    expect(sent).toEqual([0, 15_250, 31_250, 50_250]);
    expect(endedAt).toBe(60_000);
  });

  test('is not begun again when too little is left', async () => {
    const { sent, endedAt } = await inTime(14_900, (github) => github.deleteComment(COMMENT));
    expect([sent, endedAt]).toEqual([[0], 14_900]);
  });

  test('that is given is all there is', async () => {
    const { sent, endedAt } = await inTime(5_000, (github) => github.createComment(42, 'x', { budgetMs: 700 }));
    expect([sent, endedAt]).toEqual([[0], 700]);
  });
});

describe('the pace of writes over many items', () => {
  const reads = (bulk: BulkGitHub) =>
    [1, 2, 3].map((number) => bulk.readPulls([number], { host: 'github.com', repo: 'acme/widgets', number: 1 }));
  const marks = (bulk: BulkGitHub) => [1, 2, 3].map(() => bulk.setCommitStatus(STATUS));
  const creates = (bulk: BulkGitHub) => [1, 2, 3].map((number) => bulk.createComment(number, 'x'));

  test.each([
    ['GitHub asks for a second', undefined, marks, [0, 1_000, 2_000]],
    ['and for three where people are notified', undefined, creates, [0, 3_000, 6_000]],
    ['reads do not wait', undefined, reads, [0, 0, 0]],
    ['it can be given', 200, marks, [0, 200, 400]],
    ['also for what notifies', 200, creates, [0, 200, 400]],
    ['and be none', 0, creates, [0, 0, 0]],
  ] as const)('%s', async (_name, writePaceMs, ask, expected) => {
    const work = async (github: GitHub) => Promise.allSettled(ask(await github.bulk()));
    const { sent } = await inTime(100, work, { writePaceMs });
    expect(sent.slice(0, 3)).toEqual(expected);
  });
});

/** The throttling plugin remembers, for the whole process, when the next write may go: each play begins long after. */
let year = 2100;

/** Plays something against a server that answers nothing, and that late; when each request was sent is told. */
async function inTime(
  answerMs: number,
  ask: (github: GitHub) => Promise<unknown>,
  options: Pick<GitHubOptions, 'writePaceMs'> = {},
) {
  await scripted(() => new Error('only to load the code for many items')).github.bulk();
  const time = beginVirtualTime(`${++year}-01-01T00:00:00Z`);
  try {
    const sent: number[] = [];
    const github = createGitHub({
      token: 'x',
      apiUrl: 'https://ghe.test/api/v3',
      graphqlUrl: 'https://ghe.test/api/graphql',
      owner: 'acme',
      repo: 'widgets',
      configPath: '',
      fetch: lateFetch(time, answerMs, () => sent.push(time.now())),
      patience: { sleep: time.sleep, tell: () => {} },
      ...options,
    });
    const error = await time.run(ask(github).catch((thrown: unknown) => thrown));
    return { sent, error, endedAt: time.now() };
  } finally {
    time.end();
  }
}

function lateFetch(time: VirtualTime, answerMs: number, told: () => void): Fetch {
  return (_url, { signal }) => {
    told();
    const { promise, reject } = Promise.withResolvers<never>();
    const end = () => reject(new Error('too late'));
    if (signal?.aborted === true) end();
    signal?.addEventListener('abort', end);
    time.after(answerMs, end);
    return promise;
  };
}
