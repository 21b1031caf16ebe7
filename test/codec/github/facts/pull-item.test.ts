import { describe, expect, it } from 'vitest';
import { Answer } from '../../../../src/codec/github/answer/answer.ts';
import { repoOf } from '../../../../src/codec/github/facts/item.ts';
import { pullItemView } from '../../../../src/codec/github/facts/pull-item.ts';
import { UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import { events, type Raw, rawComment, rawData, rawIssue, rawPull, rawRepo, who } from '../../github-raw.ts';

function view(fields: Raw = {}, errors: ConstructorParameters<typeof Answer>[1] = []) {
  const answer = new Answer(rawData(rawRepo({ item: rawPull(43, fields) })), errors);
  return pullItemView(repoOf(answer, '2026-11-22T08:00:00Z', 'acme/widgets'), answer.at('repository', 'item'));
}

const list = (...nodes: readonly (Raw | null)[]) => ({ totalCount: nodes.length, nodes });
const named = (number: number, repo = 'acme/widgets') => ({
  number,
  url: `https://github.com/${repo}/issues/${number}`,
  repository: { nameWithOwner: repo },
});

describe('pullItemView', () => {
  it('tells the issues in the answer from those that are only named', () => {
    const found = view({
      closingIssuesReferences: list(
        rawIssue(),
        rawIssue({ number: 7, repository: { nameWithOwner: 'acme/gadgets' } }),
        null,
      ),
      closing: list(named(42), named(7, 'acme/gadgets'), named(60)),
      body: 'Closes #42, closes #60, fixes #61, fixes #43, resolves acme/gadgets#9',
      headRefName: '62-more',
    });
    expect(found.issues.map(({ facts }) => facts.number)).toEqual([42]);
    expect(found.further).toEqual([60]);
    expect(found.byKeyword).toEqual([61]);
    expect(found.byBranch).toBe(62);
    expect(found.self.notices.join()).toContain('another repository');
  });

  it('does not believe the branch name of a fork', () => {
    expect(view({ headRefName: '42-x', isCrossRepository: true }).byBranch).toBeNull();
  });

  it('reads the pull request as an item of its own', () => {
    const { self } = view({
      pullState: 'MERGED',
      closedAt: '2026-11-05T08:00:00Z',
      mergedAt: '2026-11-05T08:00:00Z',
      mergedBy: who('monalisa', 9),
      closed: list({ createdAt: '2026-11-05T08:00:00Z', actor: who('other') }),
      reopened: events({ createdAt: '2026-11-03T08:00:00Z', actor: who('octocat') }),
      old: list(rawComment(1)),
    });
    expect(self.itemId).toBe('PR_43');
    expect(self.comments.map(({ id }) => id)).toEqual(['IC_1']);
    expect(self.facts).toMatchObject({
      number: 43,
      issue: null,
      reopenings: 1,
      reopenedAt: '2026-11-03T08:00:00Z',
      closedAt: '2026-11-05T08:00:00Z',
      closedBy: { login: 'monalisa' },
      pulls: [{ number: 43, complete: true, state: 'merged' }],
    });
  });

  it('names who closed it without a merge', () => {
    const closed = list({ createdAt: '2026-11-05T08:00:00Z', actor: who('other') });
    expect(view({ pullState: 'CLOSED', closedAt: '2026-11-05T08:00:00Z', closed }).self.facts.closedBy?.login).toBe(
      'other',
    );
  });

  it('takes an issue that is hidden twice for one of another repository, and no other hole', () => {
    const hidden = (list: string) => ({
      type: 'FORBIDDEN',
      message: 'no',
      path: ['repository', 'item', list, 'nodes', 1],
    });
    const lists = { closing: list(named(42), null), closingIssuesReferences: list(rawIssue(), null) };
    const found = view(lists, [hidden('closing'), hidden('closingIssuesReferences')]);
    expect([found.issues.length, found.further]).toEqual([1, []]);
    expect(() => view(lists, [hidden('closing')])).toThrow(expect.objectContaining({ code: 'permission_missing' }));
    const seen = view({ ...lists, closing: list(named(42), named(60)) }, [hidden('closingIssuesReferences')]);
    expect([seen.issues.length, seen.further]).toEqual([1, [60]]);
  });

  it('names the issues of the same owner, and does not know where one is hidden', () => {
    const elsewhere = (owner: string, number: number) => named(number, `${owner}/gadgets`);
    const lists = (...issues: (Raw | null)[]) => ({
      closing: list(...issues),
      closingIssuesReferences: list(...issues),
    });
    const errors = ['closing', 'closingIssuesReferences'].map((name) => ({
      ...{ type: 'NOT_FOUND', message: 'no', path: ['repository', 'item', name, 'nodes', 0] },
    }));
    const both = lists(elsewhere('Acme', 5), elsewhere('octo', 6));
    expect(view({ closing: both.closing }).self.closesElsewhere).toEqual(['https://github.com/Acme/gadgets/issues/5']);
    expect(view({}).self.closesElsewhere).toEqual([]);
    expect(view(lists(null), errors).self.closesElsewhere).toBe(UNAVAILABLE);
  });

  it('knows all of its labels or none', () => {
    const labels = (value: unknown) => view({ labels: value }).pull.facts.labels;
    expect(labels(list({ name: 'release' }, { name: 'bug' }))).toEqual(['release', 'bug']);
    expect(labels({ totalCount: 2, nodes: [{ name: 'release' }] })).toBe(UNAVAILABLE);
    expect(labels(null)).toBe(UNAVAILABLE);
  });

  it('refuses to call a pull request an orphan when its issues may not be read', () => {
    const path = ['repository', 'item', 'closing'];
    expect(() => view({ closing: null }, [{ type: 'FORBIDDEN', message: 'no', path }])).toThrow(
      expect.objectContaining({ code: 'permission_missing' }),
    );
  });
});
