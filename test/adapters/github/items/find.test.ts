import { describe, expect, it } from 'vitest';
import { UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import type { Found, Reading } from '../../../../src/core/ports/reading.ts';
import { trustedSha } from '../../../../src/core/values/ids.ts';
import {
  events,
  type Raw,
  rawCheckRun,
  rawComment,
  rawCommits,
  rawData,
  rawIssue,
  rawLightPull,
  rawLinks,
  rawPull,
  rawRepo,
} from '../../../codec/github-raw.ts';
import { type Scripted, type Sent, scripted } from '../scripted.ts';

const SHA = 'a'.repeat(40);
const list = (...nodes: readonly unknown[]) => ({ totalCount: nodes.length, nodes });
const data = (repo: Raw): Scripted => ({ body: { data: rawData(rawRepo(repo)) } });
const MISSING: Scripted = {
  body: {
    data: rawData(rawRepo({ item: null })),
    errors: [{ type: 'NOT_FOUND', message: 'none', path: ['repository', 'item'] }],
  },
};

/** A repository of a few items; a number that is not there is answered as GitHub does. */
function world(items: { readonly [number: number]: Raw }, extra: (request: Sent) => Scripted | null = () => null) {
  return scripted((request) => {
    const special = extra(request);
    if (special !== null) return special;
    if (request.name === 'Item') {
      const item = items[Number(request.variables['number'])];
      return item === undefined ? MISSING : data({ item });
    }
    if (request.name === 'Pulls') {
      const { owner: _owner, name: _name, ...numbers } = request.variables;
      const pulls = Object.entries(numbers).map(([key, number]) => [
        key.replace('n', 'p'),
        items[Number(number)] ?? null,
      ]);
      const errors = pulls.flatMap(([place, pull]) =>
        pull === null ? [{ type: 'NOT_FOUND', message: 'none', path: ['repository', place] }] : [],
      );
      return { body: { data: rawData(rawRepo(Object.fromEntries(pulls))), errors } };
    }
    return new Error(`unexpected ${request.name}`);
  });
}

function pulls(reading: Reading | undefined) {
  const list = reading?.facts.pulls;
  return list === undefined || list === UNAVAILABLE
    ? list
    : list.map((pull) => [pull.number, pull.link, pull.complete]);
}

const numbers = (found: Found) => found.readings.map(({ facts }) => facts.number);

describe('find by number', () => {
  it('reads an issue in one request', async () => {
    const { github, sent } = world({ 42: rawIssue({ ...rawLinks(rawLightPull(43)), pulls: list(rawPull(43)) }) });
    const found = await github.find({ kind: 'item', number: 42 });
    expect(pulls(found.readings[0])).toEqual([[43, 'reference', true]]);
    expect([found.more, found.unlinkedPull, sent.length]).toEqual([[], null, 1]);
  });

  it('reads the issue of a pull request in one request, whichever kind of number was given', async () => {
    const issue = rawIssue(rawLinks(rawLightPull(43), rawLightPull(44)));
    const items = { 43: rawPull(43, { closingIssuesReferences: list(issue), closing: list(issue) }) };
    for (const kind of ['item', 'pull_request'] as const) {
      const { github, sent } = world(items);
      const found = await github.find({ kind, number: 43 });
      expect(pulls(found.readings[0])).toEqual([
        [43, 'reference', true],
        [44, 'reference', false],
      ]);
      expect(sent).toHaveLength(1);
    }
  });

  it('leaves issues that the answer shows too little of to be read by number', async () => {
    const cut = rawIssue({ number: 50, ...rawLinks(rawLightPull(43)), labels: null });
    const closing = list(rawIssue(), { ...rawIssue(), number: 60 }, cut);
    const issue = rawIssue(rawLinks(rawLightPull(43)));
    const { github, sent } = world({ 43: rawPull(43, { closingIssuesReferences: list(issue, cut), closing }) });
    const found = await github.find({ kind: 'pull_request', number: 43 });
    expect([numbers(found), found.more, sent.length]).toEqual([[42], [60, 50], 1]);
  });

  it('finds the issue that only a keyword names, in two requests', async () => {
    const pull = rawPull(43, { body: 'Closes #42', baseRefName: 'release' });
    const source = rawLightPull(43, { baseRefName: 'release' });
    const mention = { createdAt: '2026-11-02T08:00:00Z', willCloseTarget: false, source };
    const { github, sent } = world({ 43: pull, 42: rawIssue({ mentions: events(mention) }) });
    const found = await github.find({ kind: 'pull_request', number: 43 });
    expect(pulls(found.readings[0])).toEqual([[43, 'keyword', true]]);
    expect(sent.map(({ name }) => name)).toEqual(['Item', 'Item']);
  });

  it('finds the pull request that only its keyword links, in two requests', async () => {
    const mention = (number: number) => ({
      createdAt: '2026-11-02T08:00:00Z',
      willCloseTarget: false,
      source: rawLightPull(number, { baseRefName: 'release' }),
    });
    const { github, sent } = world({
      42: rawIssue({ mentions: events(mention(43), mention(44)) }),
      43: rawPull(43, { body: 'Closes #42', baseRefName: 'release' }),
      44: rawPull(44, { body: 'See #42', baseRefName: 'release' }),
    });
    expect(pulls(await github.read(42))).toEqual([[43, 'keyword', true]]);
    expect(sent.map(({ name }) => name)).toEqual(['Item', 'Pulls']);
  });

  it("takes the number in a branch name for a hint that the issue's own branches confirm or not", async () => {
    const pull = rawPull(43, { headRefName: '42-widget' });
    const ref = { name: '42-widget', associatedPullRequests: list(pull) };
    const linked = world({ 43: pull, 42: rawIssue({ linkedBranches: list({ ref }) }) });
    const found = await linked.github.find({ kind: 'pull_request', number: 43 });
    expect([pulls(found.readings[0]), linked.sent.length]).toEqual([[[43, 'branch', true]], 2]);
    const coincidence = world({ 43: pull, 42: rawIssue() });
    const alone = await coincidence.github.find({ kind: 'pull_request', number: 43 });
    expect([alone.readings, alone.unlinkedPull?.facts.number]).toEqual([[], 43]);
  });

  it('takes keywords and branch names that lead to no issue for no link', async () => {
    const pull = rawPull(43, { body: 'Fixes #44, fixes #999', headRefName: '998-x', baseRefName: 'release' });
    const { github } = world({ 43: pull, 44: rawPull(44) });
    const found = await github.find({ kind: 'pull_request', number: 43 });
    expect([found.readings, found.more]).toEqual([[], []]);
    expect(found.unlinkedPull?.facts).toMatchObject({ number: 43, issue: null });
  });

  it('says what is not there', async () => {
    const { github } = world({ 42: rawIssue() });
    await expect(github.find({ kind: 'pull_request', number: 42 })).rejects.toMatchObject({ code: 'not_found' });
    await expect(github.find({ kind: 'item', number: 1 })).rejects.toMatchObject({ code: 'not_found' });
    expect(await github.readPulls([999], { host: 'github.com', repo: 'acme/widgets', number: 42 })).toEqual([]);
  });
});

describe('find by commit', () => {
  const commit =
    (first: Raw | null, all: Raw[], byBranch: Raw[] = []) =>
    (request: Sent) =>
      request.name === 'Commit'
        ? data({
            commit: { __typename: 'Commit', first: list(...(first === null ? [] : [first])), all: events(...all) },
            byBranch: events(...byBranch),
          })
        : null;
  const candidate = (number: number, headRefOid = SHA, repo = 'acme/widgets') => ({
    number,
    headRefOid,
    mergeCommit: null,
    repository: { nameWithOwner: repo },
  });
  const target = { kind: 'commit', sha: trustedSha(SHA), branch: 'topic' } as const;
  const linked = (number: number) => {
    const issue = rawIssue(rawLinks(rawLightPull(number)));
    return rawPull(number, { closingIssuesReferences: list(issue), closing: list(issue) });
  };

  it('needs one request where the answer holds the pull request', async () => {
    const { github, sent } = world({}, commit(linked(43), [candidate(43)], [candidate(43)]));
    expect(numbers(await github.find(target))).toEqual([42]);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.variables).toMatchObject({ sha: SHA, branch: 'topic', hasBranch: true });
  });

  it("finds a fork's pull request by branch and hash together, in two requests", async () => {
    const byBranch = [candidate(50, 'b'.repeat(40)), candidate(43)];
    const { github, sent } = world({ 43: linked(43) }, commit(null, [], byBranch));
    expect(numbers(await github.find(target))).toEqual([42]);
    expect(sent.map(({ name, variables }) => [name, variables['number']])).toEqual([
      ['Commit', undefined],
      ['Item', 43],
    ]);
  });

  it('prefers the pull requests whose head or merge it is, and falls back to one that contains it', async () => {
    const old = candidate(43, 'b'.repeat(40));
    const merged = { ...candidate(44, 'c'.repeat(40)), mergeCommit: { oid: SHA } };
    const exact = world({ 44: linked(44) }, commit(linked(43), [old, merged]));
    await exact.github.find(target);
    expect(exact.sent.map(({ variables }) => variables['number'])).toEqual([undefined, 44]);
    const containing = world({}, commit(linked(43), [old]));
    expect(numbers(await containing.github.find(target))).toEqual([42]);
  });

  it('ignores pull requests of other repositories, and finds nothing where nothing is', async () => {
    const foreign = rawPull(9, { repository: { nameWithOwner: 'acme/gadgets' } });
    const { github } = world({}, commit(foreign, [candidate(9, SHA, 'acme/gadgets')]));
    expect(await github.find({ ...target, branch: null })).toEqual({ readings: [], more: [], unlinkedPull: null });
  });

  it('names one issue once', async () => {
    const { github } = world({ 44: linked(44) }, commit(linked(43), [candidate(43), candidate(44)]));
    expect(numbers(await github.find(target))).toEqual([42]);
  });
});

describe('further pages', () => {
  const page = (next: string | null, oid = SHA): Scripted =>
    data({ pullRequest: { commits: rawCommits([rawCheckRun('more')], next, oid) } });
  const issue = (state = 'OPEN') => ({
    42: rawIssue({
      ...rawLinks(rawLightPull(43)),
      pulls: list(rawPull(43, { pullState: state, commits: rawCommits([rawCheckRun('first')], 'c1') })),
    }),
  });
  const checks = (reading: Reading) => (reading.facts.pulls === UNAVAILABLE ? null : reading.facts.pulls[0]?.checks);

  it('of checks are read to the end', async () => {
    const { github, sent } = world(issue(), ({ name, variables }) =>
      name === 'Checks' ? page(variables['after'] === 'c1' ? 'c2' : null) : null,
    );
    expect(checks(await github.read(42))).toMatchObject([{ name: 'first' }, { name: 'more' }, { name: 'more' }]);
    expect(sent.map(({ variables }) => variables['after'])).toEqual([undefined, 'c1', 'c2']);
  });

  it.each<[string, Scripted | Error]>([
    ['cannot be read', new Error('reset')],
    ['belong to a newer head', page(null, 'b'.repeat(40))],
    ['never end', page('again')],
  ])('of checks that %s make them unavailable', async (_name, reply) => {
    const { github, sent } = scripted(({ name }) => {
      if (name !== 'Checks') return data({ item: issue()[42] });
      return reply;
    });
    const reading = await github.read(42);
    expect(checks(reading)).toBe(UNAVAILABLE);
    expect(reading.notices).toHaveLength(1);
    expect(sent.length).toBeLessThanOrEqual(10);
  });

  it('of a pull request closed unmerged are not worth a request', async () => {
    const { github, sent } = world(issue('CLOSED'));
    expect(checks(await github.read(42))).toBe(UNAVAILABLE);
    expect(sent).toHaveLength(1);
  });

  it('of comments are read to the end, oldest record first', async () => {
    const comments = (next: string | null, ...nodes: unknown[]): Scripted =>
      data({ item: { comments: { pageInfo: { hasNextPage: next !== null, endCursor: next }, nodes } } });
    const { github } = world({}, ({ variables }) =>
      variables['after'] === null
        ? comments('c1', rawComment(3, { body: 'talk' }), rawComment(9))
        : comments(null, rawComment(5)),
    );
    expect((await github.readAllComments(42)).map(({ databaseId }) => databaseId)).toEqual(['5', '9']);
    const holed = world({}, () => comments(null, rawComment(3), null));
    await expect(holed.github.readAllComments(42)).rejects.toMatchObject({ code: 'github_unreachable' });
  });
});
