import { describe, expect, it } from 'vitest';
import { issueReading } from '../../../../src/codec/github/facts/issue.ts';
import { itemOf, repoOf } from '../../../../src/codec/github/facts/item.ts';
import { AT, closedBy, data, list, view } from '../../github-issue-view.ts';
import { events, type Raw, rawLightPull, rawRepo, who } from '../../github-raw.ts';

describe('an issue', () => {
  it('is read with its history', () => {
    const issue = view({
      issueState: 'CLOSED',
      stateReason: 'NOT_PLANNED',
      closedAt: '2026-11-06T08:00:00Z',
      assignees: list(who('octocat'), who('copilot-swe-agent', 3, 'Bot')),
      labels: list({ name: 'bug' }),
      reopened: events(
        { createdAt: '2026-11-03T08:00:00Z', actor: who('hubot') },
        { createdAt: '2026-11-04T08:00:00Z', actor: who('octocat') },
      ),
      assigned: events(
        { createdAt: '2026-11-02T08:00:00Z', actor: who('early') },
        { createdAt: '2026-11-05T08:00:00Z', actor: who('monalisa', 9) },
        { createdAt: '2026-11-05T09:00:00Z', actor: who('late') },
      ),
      closed: closedBy(null),
      transfers: events({ fromRepository: { id: 'R_old' } }, { fromRepository: null }),
      locked: true,
    });
    const reading = issueReading(issue, { pulls: [], mentions: [], allMentions: true, notices: [] });
    expect(reading).toMatchObject({
      at: AT,
      host: 'github.com',
      repoId: 'R_1',
      itemId: 'I_42',
      config: null,
      viewer: { login: 'github-actions', id: '41898282' },
      comments: [],
      allCommentsSeen: true,
      transferredFrom: ['R_old'],
      allTransfersSeen: false,
      notices: [],
    });
    expect(reading.facts).toEqual({
      repo: 'acme/widgets',
      number: 42,
      url: 'https://github.com/acme/widgets/issues/42',
      createdAt: '2026-11-01T08:00:00Z',
      author: { id: '583231', login: 'octocat', type: 'User' },
      reopenings: 2,
      reopenedAt: '2026-11-04T08:00:00Z',
      reopenedBy: { id: '1', login: 'octocat', type: 'User' },
      closedAt: '2026-11-06T08:00:00Z',
      closedBy: { id: '1', login: 'octocat', type: 'User' },
      locked: true,
      morePulls: false,
      issue: {
        state: 'closed',
        stateReason: 'not_planned',
        title: 'A widget is missing',
        assignees: ['octocat', 'copilot-swe-agent'],
        labels: ['bug'],
        assignedAt: '2026-11-05T08:00:00Z',
        assignedBy: { id: '9', login: 'monalisa', type: 'User' },
        closer: { kind: 'hand' },
        mentions: [],
      },
      pulls: [],
    });
  });

  it('that is open again shows no close', () => {
    const { facts } = view({ closed: closedBy(null), reopened: events({ createdAt: AT, actor: null }) });
    expect([facts.closedAt, facts.closedBy, facts.reopenings, facts.reopenedAt]).toEqual([null, null, 1, AT]);
  });

  it('says what closed it', () => {
    const closer = (raw: Raw | null) =>
      view({ issueState: 'CLOSED', closedAt: AT, closed: closedBy(raw) }).facts.issue.closer;
    const elsewhere = (owner: string) => ({
      repository: { nameWithOwner: `${owner}/gadgets` },
      url: `https://github.com/${owner}/gadgets/pull/5`,
      pullState: 'MERGED',
    });
    const commit = (name: string, ...pulls: Raw[]) => ({
      __typename: 'Commit',
      oid: 'c'.repeat(40),
      url: `https://github.com/${name}/commit/c`,
      repository: { nameWithOwner: name },
      associatedPullRequests: list(...pulls),
    });
    expect(closer(rawLightPull(43))).toEqual({ kind: 'pull_request', number: 43 });
    expect(closer(rawLightPull(5, elsewhere('Acme')))).toEqual({
      kind: 'elsewhere',
      what: 'pull_request',
      url: 'https://github.com/Acme/gadgets/pull/5',
      sameOwner: true,
      merged: true,
    });
    expect(closer(rawLightPull(5, elsewhere('octo')))).toMatchObject({ kind: 'elsewhere', sameOwner: false });
    expect(closer(commit('acme/widgets', rawLightPull(5, elsewhere('acme')), rawLightPull(44)))).toEqual({
      kind: 'commit',
      sha: 'c'.repeat(40),
      url: 'https://github.com/acme/widgets/commit/c',
      pulls: [44],
    });
    expect(closer(commit('acme/gadgets'))).toMatchObject({ kind: 'elsewhere', what: 'commit', sameOwner: true });
    expect(closer({ __typename: 'ProjectV2' })).toEqual({ kind: 'hand' });
    expect(closer(null)).toEqual({ kind: 'hand' });
    expect(view({ closed: closedBy(rawLightPull(43)) }).facts.issue.closer).toBeNull();
  });

  it('whose essentials are missing is an error, not a guess', () => {
    expect(() =>
      view({ labels: null }, {}, [{ type: null, message: 'timeout', path: ['repository', 'item', 'labels'] }]),
    ).toThrow(expect.objectContaining({ code: 'github_unreachable' }));
  });
});

describe('the repository', () => {
  it('brings the config file', () => {
    const repo = (config: Raw | null) => repoOf(data(rawRepo({ config })), AT, 'acme/widgets').config;
    expect(repo({ text: 'track: all\n', isTruncated: false })).toBe('track: all\n');
    expect(repo(null)).toBeNull();
    expect(() => repo({ text: 'track', isTruncated: true })).toThrow(
      expect.objectContaining({ code: 'config_invalid' }),
    );
    expect(() => repo({})).toThrow(expect.objectContaining({ code: 'config_invalid' }));
  });

  it('does not take an unreadable config file for an absent one', () => {
    const errors = [{ type: 'FORBIDDEN', message: 'no', path: ['repository', 'config'] }];
    expect(() => repoOf(data(rawRepo(), errors), AT, 'acme/widgets')).toThrow(
      expect.objectContaining({ code: 'permission_missing', message: expect.stringContaining('contents: read') }),
    );
  });

  it.each([
    [null, 'repository', 'NOT_FOUND', 'not_found'],
    [rawRepo({ item: null }), 'item', 'NOT_FOUND', 'not_found'],
    [rawRepo({ item: null }), 'item', 'FORBIDDEN', 'permission_missing'],
    [rawRepo({ item: null }), 'item', 'SERVICE_UNAVAILABLE', 'github_unreachable'],
  ])('%#: missing because of %s', (repo, place, type, code) => {
    const path = place === 'item' ? ['repository', 'item'] : ['repository'];
    const answer = data(repo, [{ type, message: 'why', path }]);
    const read = () => repoOf(answer, AT, 'acme/widgets') && itemOf(answer, AT, 42, 'acme/widgets');
    expect(read).toThrow(expect.objectContaining({ code }));
  });
});
