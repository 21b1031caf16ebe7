import { describe, expect, test } from 'vitest';
import type { PagedItem } from '../../../../src/core/ports/reading.ts';
import { type Raw, rawComment, rawData, rawRepo } from '../../../codec/github-raw.ts';
import { type Scripted, type Sent, scripted } from '../scripted.ts';

const NO_COMMENTS = { totalCount: 0, nodes: [] };
const BAD_GATEWAY: Scripted = { status: 502, body: { message: 'Bad Gateway' } };

function item(number: number, minute: number, fields: Raw = {}): Raw {
  return {
    __typename: 'Issue',
    id: `I_${number}`,
    number,
    url: `https://github.com/acme/widgets/issues/${number}`,
    createdAt: `2026-11-19T08:${String(minute).padStart(2, '0')}:00Z`,
    old: NO_COMMENTS,
    recent: NO_COMMENTS,
    transfers: { pageInfo: { hasPreviousPage: false }, nodes: [] },
    ...fields,
  };
}

function page(nodes: readonly unknown[], next: string | null = null, more: Raw = {}): Scripted {
  const items = { pageInfo: { hasNextPage: next !== null, endCursor: next }, nodes };
  return { body: { data: rawData(rawRepo({ items })), ...more } };
}

const NOTHING = page([]);
const isPulls = ({ name }: Sent) => name === 'ListPulls';

async function listed(answer: (request: Sent, count: number) => Scripted | Error) {
  const script = scripted(answer);
  const items: PagedItem[] = [];
  const list = async (): Promise<void> => {
    for await (const each of (await script.github.bulk()).listItems()) items.push(each);
  };
  return { ...script, items, list, numbers: () => items.map(({ number }) => number) };
}

describe('the list of all items', () => {
  test('has issues and pull requests by the time of their creation, and of one second by their numbers', async () => {
    const { list, numbers } = await listed((request) => {
      if (isPulls(request)) return page([item(2, 1), item(5, 9), item(7, 30)]);
      return request.variables['after'] === null
        ? page([item(1, 0), item(3, 1)], 'c1')
        : page([item(6, 9), item(9, 40)]);
    });
    await list();
    expect(numbers()).toEqual([1, 2, 3, 5, 6, 7, 9]);
  });

  test('asks for the config file and the viewer once, and for 48 items at a time', async () => {
    const { list, sent, items } = await listed((request) =>
      isPulls(request) || request.variables['after'] !== null ? NOTHING : page([item(1, 0)], 'c1'),
    );
    await list();
    expect(sent.map(({ name, variables: { begin, count, after } }) => [name, begin, count, after])).toEqual([
      ['ListIssues', true, 48, null],
      ['ListPulls', false, 48, null],
      ['ListIssues', false, 48, 'c1'],
    ]);
    expect(items[0]?.seen?.viewer.login).toBe('github-actions');
  });

  test('shows comments that may be records, and where an issue came from', async () => {
    const transfers = { pageInfo: { hasPreviousPage: false }, nodes: [{ fromRepository: { id: 'R_old' } }] };
    const comments = { totalCount: 2, nodes: [rawComment(7), rawComment(8, { body: 'talk' })] };
    const { list, items } = await listed((request) =>
      isPulls(request) ? NOTHING : page([item(1, 0, { transfers, old: comments, recent: { nodes: [] } })]),
    );
    await list();
    expect(items[0]?.seen).toMatchObject({
      itemId: 'I_1',
      facts: { repo: 'acme/widgets', number: 1 },
      transferredFrom: ['R_old'],
      allTransfersSeen: true,
      allCommentsSeen: true,
      comments: [{ databaseId: '7' }],
    });
  });
});

describe('a page that is too much for GitHub', () => {
  test.each<[string, Scripted]>([
    ['and is refused', BAD_GATEWAY],
    ['and comes back in part', page([null], null, { errors: [tooMuch(['repository', 'items', 'nodes', 0])] })],
    ['and comes back empty', { body: { data: { repository: null }, errors: [tooMuch(['repository'])] } }],
  ])('%s is asked for in a smaller size', async (_, answer) => {
    const { list, sent, numbers } = await listed((request) => {
      if (isPulls(request)) return NOTHING;
      return Number(request.variables['count']) > 5 ? answer : page([item(1, 0)]);
    });
    await list();
    expect(numbers()).toEqual([1]);
    expect([...new Set(sent.map(({ variables }) => variables['count']))]).toEqual([48, 12, 3]);
  });

  test('makes the pages small, until many were answered', async () => {
    const { list, sent } = await listed((request, count) => {
      if (isPulls(request)) return NOTHING;
      if (count < 5) return BAD_GATEWAY;
      const at = Number(request.variables['after'] ?? 0);
      return page([item(at + 1, at)], at < 30 ? String(at + 1) : null);
    });
    await list();
    const sizes = sent.filter((request) => !isPulls(request)).map(({ variables }) => variables['count']);
    expect(sizes.slice(4)).toEqual([...Array(9).fill(12), ...Array(22).fill(48)]);
  });

  test('is an error where a single item is', async () => {
    const { list, sent } = await listed(() => BAD_GATEWAY);
    await expect(list()).rejects.toMatchObject({ code: 'github_unreachable' });
    expect([...new Set(sent.map(({ variables }) => variables['count']))]).toEqual([48, 12, 3, 1]);
  });
});

describe('holes', () => {
  test('in an item are that item’s: it is to be read alone', async () => {
    const { list, items } = await listed((request) =>
      isPulls(request) ? NOTHING : page([item(1, 0, { old: null }), item(2, 1)]),
    );
    await list();
    expect(items.map(({ number, seen }) => [number, seen === null])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  test('in place of an item end the list, once all others were given', async () => {
    const { list, numbers } = await listed((request) =>
      isPulls(request) ? page([item(4, 4)]) : page([null, item(2, 1)]),
    );
    await expect(list()).rejects.toMatchObject({ code: 'github_unreachable' });
    expect(numbers()).toEqual([2, 4]);
  });

  test('in place of the repository are an error for all', async () => {
    const error = { type: 'NOT_FOUND', message: 'no', path: ['repository'] };
    const { list } = await listed(() => ({ body: { data: { repository: null }, errors: [error] } }));
    await expect(list()).rejects.toMatchObject({ code: 'not_found', everywhere: true });
  });
});

function tooMuch(path: readonly (string | number)[]) {
  return { type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.', path };
}
