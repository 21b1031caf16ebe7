import { describe, expect, it } from 'vitest';
import { Answer, type AnswerError } from '../../../../src/codec/github/answer/answer.ts';
import { ownLink } from '../../../../src/codec/github/facts/links.ts';
import { mentionFacts, undecidedOf } from '../../../../src/codec/github/facts/mentions.ts';
import { fullPull } from '../../../../src/codec/github/facts/pull.ts';
import { UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import { AT, closedBy, list, view } from '../../github-issue-view.ts';
import { events, type Raw, rawLightPull, rawLinks, rawPull } from '../../github-raw.ts';

const HOME = { number: 42, repo: 'acme/widgets', host: 'github.com' };
const FOREIGN = rawLightPull(9, {
  repository: { nameWithOwner: 'acme/gadgets' },
  url: 'https://github.com/acme/gadgets/pull/9',
});

function linksOf(issue: Raw = {}, errors: readonly AnswerError[] = []) {
  const { links, views } = view(issue, {}, errors).candidates;
  return links === UNAVAILABLE
    ? links
    : [...links].map(([number, link]) => [number, link, views.get(number)?.facts.complete ?? null]);
}

const hole = (type: string, ...path: (string | number)[]): AnswerError => ({
  type,
  message: 'no',
  path: ['repository', 'item', ...path],
});

describe('candidates', () => {
  it('are references, the closer and branches, each once with its strongest link', () => {
    const branch = (name: string, ...pulls: Raw[]) => ({ name, associatedPullRequests: list(...pulls) });
    const linked = {
      ...rawLinks(rawLightPull(43), rawLightPull(44)),
      pulls: list(rawPull(43)),
      closed: closedBy(rawLightPull(45)),
      linkedBranches: list({ ref: branch('fix', rawLightPull(44), rawLightPull(48)) }, { ref: null }),
    };
    expect(linksOf(linked)).toEqual([
      [43, 'reference', true],
      [44, 'reference', false],
      [45, 'reference', false],
      [48, 'branch', null],
    ]);
  });

  it('come from the commit that closed the issue too', () => {
    const commit = {
      __typename: 'Commit',
      oid: 'c'.repeat(40),
      url: 'https://github.com/acme/widgets/commit/c',
      repository: { nameWithOwner: 'acme/widgets' },
      associatedPullRequests: list(FOREIGN, rawLightPull(44), rawLightPull(45)),
    };
    expect(
      linksOf({ ...rawLinks(rawLightPull(44)), issueState: 'CLOSED', closedAt: AT, closed: closedBy(commit) }),
    ).toEqual([
      [44, 'reference', false],
      [45, 'commit', null],
    ]);
  });

  it('of other repositories are left out, with a word', () => {
    const issue = rawLinks(FOREIGN, rawLightPull(44));
    expect(view(issue).candidates.notices.join()).toContain('acme/gadgets/pull/9');
    expect(linksOf(issue)).toEqual([[44, 'reference', false]]);
  });

  it('that are hidden from the token twice are of another repository, if it sees ours', () => {
    const twice = [hole('FORBIDDEN', 'linked', 'nodes', 0), hole('FORBIDDEN', 'others', 'nodes', 0)];
    expect(linksOf(rawLinks(null, rawLightPull(44)), twice)).toEqual([[44, 'reference', false]]);
    expect(linksOf(rawLinks(null), twice)).toBe(UNAVAILABLE);
    expect(linksOf(rawLinks(null, rawLightPull(44)), twice.slice(0, 1))).toBe(UNAVAILABLE);
    expect(linksOf(rawLinks(null, rawLightPull(44)))).toBe(UNAVAILABLE);
  });

  it('are known by their numbers where only what they are like has a hole', () => {
    const issue = { ...rawLinks(rawLightPull(43), rawLightPull(44)), others: list(null, rawLightPull(44)) };
    expect(linksOf(issue, [hole('FORBIDDEN', 'others', 'nodes', 0)])).toEqual([
      [43, 'reference', null],
      [44, 'reference', false],
    ]);
    expect(linksOf({ ...issue, ...rawLinks(rawLightPull(43)), linked: list(null) })).toEqual([
      [43, 'reference', false],
    ]);
  });

  it.each<[string, Raw, AnswerError[]]>([
    ['their list', { linked: null }, [hole('FORBIDDEN', 'linked')]],
    ['their list, without an error', { linked: null }, []],
    ['the end of their list', { linked: { totalCount: 2, nodes: [rawLightPull(43)] } }, []],
    ['the closer', { closed: closedBy(null) }, [hole('FORBIDDEN', 'closed', 'nodes', 0, 'closer')]],
    ['the last close', { closed: null }, []],
    ['the linked branches', { linkedBranches: null }, [hole('X', 'linkedBranches')]],
    ['what came from a branch', { linkedBranches: list({ ref: { name: 'x', associatedPullRequests: null } }) }, []],
  ])('are unavailable without %s', (_what, issue, errors) => {
    expect(linksOf(issue, errors)).toBe(UNAVAILABLE);
  });
});

describe('mentions', () => {
  const mention = (number: number, pullState: string, fields: Raw = {}, willCloseTarget = false) => ({
    createdAt: '2026-11-02T08:00:00Z',
    willCloseTarget,
    source: rawLightPull(number, {
      pullState,
      mergedAt: pullState === 'MERGED' ? `2026-11-03T08:00:${number}Z` : null,
      baseRefName: 'release',
      ...fields,
    }),
  });
  const all = events(
    mention(50, 'MERGED'),
    mention(51, 'MERGED'),
    mention(52, 'OPEN'),
    mention(53, 'CLOSED'),
    mention(54, 'OPEN', { baseRefName: 'main' }),
    mention(55, 'OPEN', { baseRefName: 'main' }, true),
    mention(56, 'OPEN', { repository: { nameWithOwner: 'acme/gadgets' } }),
    mention(57, 'MERGED', { baseRefName: 'main' }),
    mention(58, 'MERGED', { baseRefName: 'main', lastEditedAt: '2026-11-04T08:00:00Z' }),
    { createdAt: '2026-11-02T08:00:00Z', willCloseTarget: false, source: { __typename: 'Issue' } },
  );
  const found = (mentions: Raw | null) => view({ mentions }).mentions;

  it('wait for their descriptions, open ones first, if those may hold a keyword that made no reference', () => {
    const page = found(all);
    expect(page === UNAVAILABLE ? page : undecidedOf(page.mentions)).toEqual([52, 55, 58, 51, 50]);
  });

  it('that were merged are kept for messages, newest first', () => {
    const page = found(all);
    const facts = page === UNAVAILABLE ? [] : mentionFacts(page.mentions, new Set([58]));
    expect(facts.map(({ number }) => number)).toEqual([57, 51, 50]);
  });

  it('are unavailable where one of them is missing', () => {
    expect(found(events(null))).toBe(UNAVAILABLE);
    expect(found(null)).toBe(UNAVAILABLE);
  });
});

describe('ownLink', () => {
  const link = (fields: Raw) => ownLink(fullPull(new Answer(rawPull(50, fields)), 'none', 'main'), HOME);
  const closing = (repo: string) => list({ number: 42, url: 'https://x', repository: { nameWithOwner: repo } });

  it.each<[Raw, string | null]>([
    [{ body: 'Closes #42' }, 'keyword'],
    [{ body: 'Part of #42' }, null],
    [{ body: null }, null],
    [{ closing: closing('acme/widgets') }, 'reference'],
    [{ closing: closing('acme/gadgets') }, null],
    [{ headRefName: '42-part' }, null],
    [{ body: 'This does not close #42' }, null],
  ])('of %j is %s', (fields, expected) => {
    expect(link(fields)).toBe(expected);
  });

  it('is unavailable where what GitHub links is not known and the description does not say it', () => {
    expect(link({ closing: null })).toBe(UNAVAILABLE);
    expect(link({ closing: null, body: 'Fixes #42' })).toBe('keyword');
  });
});
