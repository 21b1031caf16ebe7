import type { CheckFact, Facts, PullFacts } from '../core/facts.ts';
import type { ItemResult } from '../core/outcome.ts';
import type { CommentFact, GitHubItems, Random, Reading } from '../core/ports.ts';
import { renderSummary } from '../report/summary.ts';
import { composeComment, composeRecord, type RenderView } from '../usecase/compose-record.ts';
import { resultOf } from '../usecase/item-result.ts';
import { type Ask, lookAt } from '../usecase/look.ts';

/**
 * Runs what a run will do once for an item that does not exist. The first time that code runs it is compiled, which
 * takes longer than the work itself; done while the first answer of GitHub is on its way, it takes no time at all. Asks
 * nobody, writes nothing, and nothing of it is kept.
 * @returns what would have come of it
 */
export async function rehearse(ask: Ask, render: RenderView, random: Random): Promise<ItemResult> {
  const reading = madeUp(ask.context.repository);
  const first = await lookAt(NOBODY, ask, reading);
  const { record, appended } = composeRecord(first, ask.context.run, random);
  const { body } = composeComment(record, first, render);
  const second = await lookAt(NOBODY, ask, { ...reading, comments: [commentWith(body)] });
  const result = resultOf(second, { record, appended, comment: null });
  renderSummary(result, { repoUrl: reading.facts.url });
  return result;
}

const asksNobody = (): never => {
  throw new Error('a rehearsal asks nobody');
};

const NOBODY: GitHubItems = {
  find: asksNobody,
  read: asksNobody,
  readPull: asksNobody,
  readAllComments: asksNobody,
  readEdits: asksNobody,
  createComment: asksNobody,
  editComment: asksNobody,
  deleteComment: asksNobody,
};

const AT = '2026-01-01T00:00:00Z';
const SHA = '0'.repeat(40);
const SOMEBODY = { id: '1', login: 'somebody', type: 'User' } as const;

/** An issue with a pull request whose only check failed: so that about everything has something to look at. */
function madeUp(repo: string): Reading {
  return {
    at: AT,
    host: 'github.com',
    repoId: 'R',
    itemId: 'I',
    facts: factsOf(repo),
    config: null,
    viewer: { login: 'somebody', id: '1' },
    comments: [],
    allCommentsSeen: true,
    transferredFrom: [],
    locked: false,
    notices: [],
  };
}

function factsOf(repo: string): Facts {
  return {
    repo,
    number: 1,
    url: `https://github.com/${repo}/issues/1`,
    issue: {
      state: 'open',
      stateReason: null,
      title: '',
      assignees: ['somebody'],
      labels: [],
      assignedAt: AT,
      assignedBy: SOMEBODY,
      closerPull: null,
    },
    createdAt: AT,
    author: SOMEBODY,
    reopenings: 0,
    reopenedAt: null,
    reopenedBy: null,
    closedAt: null,
    closedBy: null,
    pulls: [PULL],
  };
}

const CHECK: CheckFact = {
  kind: 'run',
  name: 'build',
  app: 'github-actions',
  appId: '15368',
  workflow: '.github/workflows/ci.yml',
  event: 'pull_request',
  conclusion: 'FAILURE',
  createdAt: AT,
  startedAt: AT,
  completedAt: AT,
};

const PULL: PullFacts = {
  number: 2,
  url: 'https://github.com/acme/widgets/pull/2',
  link: 'reference',
  complete: true,
  state: 'open',
  draft: false,
  author: SOMEBODY,
  base: 'main',
  stacked: false,
  fromFork: false,
  headSha: SHA,
  headRef: 'topic',
  createdAt: AT,
  closedAt: null,
  mergedAt: null,
  mergedBy: null,
  autoMerge: false,
  reviewDecision: null,
  reviews: [{ author: SOMEBODY, state: 'commented', submittedAt: AT, sha: SHA }],
  reviewRequests: 0,
  requiredChecks: [],
  checks: [CHECK],
};

function commentWith(body: string): CommentFact {
  return {
    id: 'IC',
    databaseId: '1',
    url: 'https://github.com/acme/widgets/issues/1#issuecomment-1',
    body,
    createdAt: AT,
    lastEditedAt: null,
    author: SOMEBODY,
    editor: null,
    viewerDidAuthor: true,
    viewerCanUpdate: true,
    revisions: 1,
  };
}
