import { describe, expect, it } from 'vitest';
import type { AnswerError } from '../../../src/codec/github/github-answer.ts';
import { Answer } from '../../../src/codec/github/github-answer.ts';
import { issueReading, isWhole } from '../../../src/codec/github/github-facts-issue.ts';
import { settle } from '../../../src/codec/github/github-facts-links.ts';
import { fullPull } from '../../../src/codec/github/github-facts-pull.ts';
import { UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { closedBy, list, view } from '../github-issue-view.ts';
import type { Raw } from '../github-raw.ts';
import { rawLightPull, rawPull } from '../github-raw.ts';

const HOME = { number: 42, repo: 'acme/widgets', host: 'github.com' };

function pullsOf(issue: Raw = {}, repo: Raw = {}, errors: readonly AnswerError[] = []) {
  const { pulls } = view(issue, repo, errors).candidates;
  return pulls === UNAVAILABLE
    ? pulls
    : [...pulls.values()].map(({ facts }) => [facts.number, facts.link, facts.complete]);
}

describe('candidates', () => {
  it('are references, the closer and branches, each once with its strongest link', () => {
    const branch = (name: string, ...pulls: Raw[]) => ({ name, associatedPullRequests: list(...pulls) });
    const pulls = pullsOf(
      {
        pulls: list(rawPull(43)),
        others: list(rawLightPull(43), rawLightPull(44)),
        closed: closedBy(rawLightPull(45)),
      },
      { branches: list(branch('42-a', rawLightPull(44), rawLightPull(46)), branch('142-b', rawLightPull(47))) },
    );
    expect(pulls).toEqual([
      [43, 'reference', true],
      [44, 'reference', false],
      [45, 'reference', false],
      [46, 'branch', false],
    ]);
  });

  it('of other repositories are left out, with a word', () => {
    const foreign = rawLightPull(9, {
      repository: { nameWithOwner: 'acme/gadgets' },
      url: 'https://github.com/acme/gadgets/pull/9',
    });
    const issue = view({ others: list(foreign, rawLightPull(44)) });
    expect(issueReading(issue, issue.candidates).notices.join()).toContain('acme/gadgets/pull/9');
    expect(pullsOf({ others: list(foreign, rawLightPull(44)) })).toEqual([[44, 'reference', false]]);
  });

  it('are unavailable when they could not be read', () => {
    const error = (path: (string | number)[]) => [{ type: 'FORBIDDEN', message: 'no', path }];
    const others = ['repository', 'item', 'others'];
    expect(pullsOf({ others: null }, {}, error(others))).toBe(UNAVAILABLE);
    expect(pullsOf({ others: list(null) })).toBe(UNAVAILABLE);
    expect(pullsOf({ others: list(null, rawLightPull(44)) })).toEqual([[44, 'reference', false]]);
    const closer = ['repository', 'item', 'closed', 'nodes', 0, 'closer'];
    expect(pullsOf({ closed: closedBy(null) }, {}, error(closer))).toBe(UNAVAILABLE);
    expect(pullsOf({}, { branches: null }, error(['repository', 'branches']))).toBe(UNAVAILABLE);
    expect(pullsOf({ others: list(rawLightPull(44)) }, { branches: null }, error(['repository', 'branches']))).toEqual([
      [44, 'reference', false],
    ]);
  });

  it('that only mention the issue wait for their body, open ones first, if their base hides the keyword', () => {
    const mention = (number: number, pullState: string, fields: Raw = {}, willCloseTarget = false) => ({
      willCloseTarget,
      source: { ...rawLightPull(number, { pullState, baseRefName: 'release', ...fields }) },
    });
    const mentions = list(
      mention(50, 'MERGED'),
      mention(51, 'MERGED'),
      mention(52, 'OPEN'),
      mention(53, 'CLOSED'),
      mention(54, 'OPEN', { baseRefName: 'main' }),
      mention(55, 'OPEN', { baseRefName: 'main' }, true),
      mention(56, 'OPEN', { repository: { nameWithOwner: 'acme/gadgets' } }),
      mention(44, 'OPEN'),
      { willCloseTarget: false, source: { __typename: 'Issue' } },
      null,
    );
    expect(view({ mentions, others: list(rawLightPull(44)) }).candidates.undecided).toEqual([52, 55, 51, 50]);
  });
});

describe('settle', () => {
  const pull = (fields: Raw) => fullPull(new Answer(rawPull(50, fields)), 'none', 'main');
  const mentioned = () =>
    view({ mentions: list({ willCloseTarget: false, source: rawLightPull(50, { baseRefName: 'release' }) }) })
      .candidates;
  const settled = (fields: Raw) => settle(mentioned(), HOME, new Map([[50, pull(fields)]]));

  it.each([
    [{ body: 'Closes #42' }, [[50, 'keyword']]],
    [{ body: 'Part of #42' }, []],
    [{ body: null }, []],
    [{ headRefName: '42-part' }, [[50, 'branch']]],
    [{ headRefName: '42-part', isCrossRepository: true }, []],
    [{ headRefName: '42-part', body: 'Closes #42' }, [[50, 'keyword']]],
  ])('decides %j by the body, else by the branch', (fields, expected) => {
    const { pulls, undecided } = settled(fields);
    expect(undecided).toEqual([]);
    expect(pulls === UNAVAILABLE ? pulls : [...pulls.values()].map(({ facts }) => [facts.number, facts.link])).toEqual(
      expected,
    );
  });

  it('fills a light candidate and keeps its link', () => {
    const light = view({ others: list(rawLightPull(50)) }).candidates;
    const { pulls } = settle(light, HOME, new Map([[50, pull({ body: 'No words.' })]]));
    expect(pulls === UNAVAILABLE ? pulls : pulls.get(50)?.facts).toMatchObject({ link: 'reference', complete: true });
  });

  it('leaves unavailable candidates as they are', () => {
    const blind = view({ others: list(null) }).candidates;
    expect(settle(blind, HOME, new Map([[50, pull({ body: 'Closes #42' })]])).pulls).toBe(UNAVAILABLE);
  });
});

describe('isWhole', () => {
  const whole = (issue: Raw) => {
    const seen = view(issue);
    return isWhole(seen, seen.candidates);
  };
  it('wants every linked pull request and, for an open issue, one that decides', () => {
    const merged = { pullState: 'MERGED', mergedAt: '2026-11-03T08:00:00Z' };
    expect(whole({ others: list(rawLightPull(44)) })).toBe(true);
    expect(whole({ others: { totalCount: 9, nodes: [rawLightPull(44)] } })).toBe(false);
    expect(whole({ others: list(rawLightPull(44, { pullState: 'CLOSED' })) })).toBe(false);
    expect(whole({ others: list(rawLightPull(44, merged)) })).toBe(true);
    const reopened = { filteredCount: 1, nodes: [{ createdAt: '2026-11-04T08:00:00Z', actor: null }] };
    expect(whole({ others: list(rawLightPull(44, merged)), reopened })).toBe(false);
    expect(whole({ issueState: 'CLOSED', others: list() })).toBe(true);
  });
});
