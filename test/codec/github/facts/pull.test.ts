import { describe, expect, it } from 'vitest';
import { Answer, type AnswerError } from '../../../../src/codec/github/answer/answer.ts';
import { fullPull, lightPull } from '../../../../src/codec/github/facts/pull.ts';
import { UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import { type Raw, rawCheckRun, rawCommits, rawLightPull, rawPull, who } from '../../github-raw.ts';

function full(fields: Raw = {}, errors: readonly AnswerError[] = []) {
  return fullPull(new Answer(rawPull(43, fields), errors), 'reference', 'main');
}

function forbidden(...path: (string | number)[]): readonly AnswerError[] {
  return [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration', path }];
}

const ROLLUP = ['commits', 'nodes', 0, 'commit', 'statusCheckRollup'] as const;

describe('fullPull', () => {
  it('reads the plain fields', () => {
    const { facts, body } = full({
      pullState: 'MERGED',
      mergedAt: '2026-11-05T08:00:00Z',
      closedAt: '2026-11-05T08:00:00Z',
      mergedBy: who('hubot', 2, 'Bot'),
      autoMergeRequest: { enabledAt: '2026-11-04T08:00:00Z' },
      reviewDecision: 'REVIEW_REQUIRED',
      reviewRequests: {
        totalCount: 2,
        nodes: [
          { asCodeOwner: false, requestedReviewer: { __typename: 'User', login: 'octocat' } },
          { asCodeOwner: true, requestedReviewer: null },
        ],
      },
    });
    expect(facts).toMatchObject({
      number: 43,
      link: 'reference',
      complete: true,
      state: 'merged',
      mergedAt: '2026-11-05T08:00:00Z',
      mergedBy: { id: '2', login: 'hubot', type: 'Bot' },
      autoMerge: true,
      reviewDecision: 'review_required',
      reviewRequests: [
        { name: 'octocat', codeOwner: false },
        { name: null, codeOwner: true },
      ],
      reviews: [],
      requiredChecks: [],
      checks: [],
      stacked: false,
    });
    expect(body).toBe('No words.');
  });

  it('reads reviews and leaves pending ones out', () => {
    const review = (state: string) => ({ state, submittedAt: '2026-11-03T08:00:00Z', author: null, commit: null });
    const nodes = [
      { ...review('APPROVED'), author: who('octocat'), commit: { oid: 'b'.repeat(40) } },
      review('PENDING'),
      review('DISMISSED'),
    ];
    const reviews = { pageInfo: { hasNextPage: false }, nodes };
    expect(full({ latestOpinionatedReviews: reviews }).facts.reviews).toEqual([
      {
        author: { id: '1', login: 'octocat', type: 'User' },
        state: 'approved',
        submittedAt: '2026-11-03T08:00:00Z',
        sha: 'b'.repeat(40),
      },
      { author: null, state: 'dismissed', submittedAt: '2026-11-03T08:00:00Z', sha: null },
    ]);
    const cut = { pageInfo: { hasNextPage: true }, nodes };
    expect(full({ latestOpinionatedReviews: cut }).facts.reviews).toBe(UNAVAILABLE);
    expect(full({ latestOpinionatedReviews: { ...reviews, nodes: [null] } }).facts.reviews).toBe(UNAVAILABLE);
  });

  it('joins what protection and rulesets require', () => {
    const rule = (context: string, integrationId: number | null) => ({
      repositoryRuleset: { updatedAt: '2026-11-01T08:00:00Z' },
      parameters: { __typename: 'RequiredStatusChecksParameters', requiredStatusChecks: [{ context, integrationId }] },
    });
    const other = { repositoryRuleset: { updatedAt: '2026-10-01T08:00:00Z' } };
    const baseRef = {
      associatedPullRequests: { totalCount: 0 },
      refUpdateRule: { requiredStatusCheckContexts: ['ci'], requiresCodeOwnerReviews: false },
      rules: {
        pageInfo: { hasNextPage: false },
        nodes: [
          rule('ci', null),
          rule('ci', 15368),
          { ...other, parameters: null },
          { ...other, parameters: { __typename: 'UpdateParameters' } },
        ],
      },
    };
    expect(full({ baseRef }).facts.requiredChecks).toEqual([
      { name: 'ci', appId: null },
      { name: 'ci', appId: '15368' },
    ]);
    expect(full({ baseRef }).facts).toMatchObject({
      reviewRule: null,
      rulesChangedAt: '2026-11-01T08:00:00Z',
      classicProtection: true,
    });
    expect(full({ baseRef: null }).facts).toMatchObject({ requiredChecks: UNAVAILABLE, reviewRule: UNAVAILABLE });
    const broken = full({ baseRef: { ...baseRef, refUpdateRule: null } }, forbidden('baseRef', 'refUpdateRule'));
    expect(broken.facts.requiredChecks).toBe(UNAVAILABLE);
    expect(broken.notices).toHaveLength(1);
  });

  it('does not take an unread fact for a missing one', () => {
    const { facts, notices } = full({ reviewDecision: null, reviewRequests: null, latestOpinionatedReviews: null }, [
      ...forbidden('reviewDecision'),
      ...forbidden('reviewRequests'),
      ...forbidden('latestOpinionatedReviews'),
    ]);
    expect([facts.reviewDecision, facts.reviewRequests, facts.reviews]).toEqual([
      UNAVAILABLE,
      UNAVAILABLE,
      UNAVAILABLE,
    ]);
    expect(notices.join()).toContain('pull-requests: read');
  });

  it('takes a base for stacked only if it is not the default branch', () => {
    const baseRef = { associatedPullRequests: { totalCount: 1 } };
    expect(full({ baseRef, baseRefName: 'part-1' }).facts.stacked).toBe(true);
    expect(full({ baseRef, baseRefName: 'main' }).facts.stacked).toBe(false);
  });
});

describe('lightPull', () => {
  it('leaves everything unavailable that it did not read', () => {
    const { facts } = lightPull(
      new Answer(rawLightPull(44, { isDraft: true, isCrossRepository: true })),
      'branch',
      'main',
    );
    expect(facts).toMatchObject({
      number: 44,
      link: 'branch',
      complete: false,
      draft: true,
      fromFork: true,
      checks: UNAVAILABLE,
      reviews: UNAVAILABLE,
      reviewDecision: UNAVAILABLE,
      reviewRequests: UNAVAILABLE,
      requiredChecks: UNAVAILABLE,
    });
  });
});

describe('checks', () => {
  it('reads check runs of Actions, of other apps, and commit statuses', () => {
    const other = rawCheckRun('lint', {
      status: 'IN_PROGRESS',
      conclusion: null,
      completedAt: null,
      checkSuite: { createdAt: '2026-11-02T09:00:00Z', app: { slug: 'linter', databaseId: 7 }, workflowRun: null },
    });
    const status = {
      __typename: 'StatusContext',
      context: 'deploy',
      state: 'PENDING',
      createdAt: '2026-11-02T09:30:00Z',
    };
    const { facts, nextChecks } = full({ commits: rawCommits([rawCheckRun('build'), other, status], 'c1') });
    expect(nextChecks).toBe('c1');
    expect(facts.checks).toEqual([
      {
        kind: 'run',
        name: 'build',
        app: 'github-actions',
        appId: '15368',
        workflow: '.github/workflows/ci.yml',
        event: 'pull_request',
        creator: null,
        status: 'COMPLETED',
        conclusion: 'SUCCESS',
        createdAt: '2026-11-02T08:00:05Z',
        startedAt: '2026-11-02T08:01:00Z',
        completedAt: '2026-11-02T08:05:00Z',
      },
      {
        kind: 'run',
        name: 'lint',
        app: 'linter',
        appId: '7',
        workflow: null,
        event: null,
        creator: null,
        status: 'IN_PROGRESS',
        conclusion: null,
        createdAt: '2026-11-02T09:00:00Z',
        startedAt: '2026-11-02T08:01:00Z',
        completedAt: null,
      },
      {
        kind: 'status',
        name: 'deploy',
        app: null,
        appId: UNAVAILABLE,
        workflow: null,
        event: null,
        creator: null,
        status: null,
        conclusion: 'PENDING',
        createdAt: '2026-11-02T09:30:00Z',
        startedAt: '2026-11-02T09:30:00Z',
        completedAt: null,
      },
    ]);
  });

  it('makes only the workflow unavailable when only that may not be read', () => {
    const suite = { createdAt: '2026-11-02T08:00:10Z', app: { slug: 'github-actions', databaseId: 15368 } };
    const run = rawCheckRun('build', { checkSuite: { ...suite, workflowRun: null } });
    const path = [...ROLLUP, 'contexts', 'nodes', 0, 'checkSuite', 'workflowRun'];
    const { facts, notices } = full({ commits: rawCommits([run]) }, forbidden(...path));
    expect(facts.checks).toMatchObject([{ name: 'build', workflow: UNAVAILABLE, createdAt: '2026-11-02T08:00:10Z' }]);
    expect(notices).toEqual([]);
  });

  it('makes all checks unavailable for a hole, an error or another commit', () => {
    const none = { nodes: [{ commit: { oid: 'a'.repeat(40), statusCheckRollup: null } }] };
    expect(full({ commits: none }).facts.checks).toEqual([]);
    const denied = full({ commits: none }, forbidden(...ROLLUP));
    expect(denied.facts.checks).toBe(UNAVAILABLE);
    expect(denied.notices.join()).toContain('checks: read');
    expect(full({ commits: rawCommits([rawCheckRun('build'), null]) }).facts.checks).toBe(UNAVAILABLE);
    expect(full({ commits: rawCommits([rawCheckRun('build')], null, 'b'.repeat(40)) }).facts.checks).toBe(UNAVAILABLE);
  });

  it('keeps the name of a workflow that has no file', () => {
    const workflow = { resourcePath: '/acme/widgets/actions/workflows/pages/pages-build-deployment' };
    const createdAt = '2026-11-02T08:00:00Z';
    const checkSuite = { createdAt, app: null, workflowRun: { createdAt, event: 'dynamic', workflow } };
    const { facts } = full({ commits: rawCommits([rawCheckRun('deploy', { checkSuite })]) });
    expect(facts.checks).toMatchObject([{ workflow: 'dynamic/pages/pages-build-deployment', app: null, createdAt }]);
  });
});
