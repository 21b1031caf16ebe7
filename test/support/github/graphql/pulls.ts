import { isFork } from '../rest/render-pull.ts';
import { closingReferences } from '../world/closing-references.ts';
import type { ItemRef, Pull } from '../world/model.ts';
import type { Review } from '../world/model-checks.ts';
import { latestOpinionatedReviews, reviewDecision } from '../world/review-decision.ts';
import type { RepoState } from '../world/state.ts';
import { connection, type PageArgs } from './connection.ts';
import { type Graph, guarded, type Node, type Shown, upper } from './graph.ts';
import { itemFields } from './items.ts';

export function pullNode(graph: Graph, repo: RepoState, pull: Pull): Shown {
  return guarded(graph, repo, 'pull_requests', () => ({
    __typename: 'PullRequest',
    ...itemFields(graph, repo, pull),
    ...stateFields(graph, repo, pull),
    ...branchFields(graph, repo, pull),
    ...reviewFields(graph, repo, pull),
    closingIssuesReferences: (args: PageArgs & { readonly userLinkedOnly: boolean }) => {
      const refs = args.userLinkedOnly ? pull.links : closingReferences(graph.view.state, repo, pull);
      const key = (ref: ItemRef) => `${ref.repo}#${ref.number}`;
      return connection('closingIssuesReferences', refs, args, key, (ref) => graph.itemAt(ref));
    },
    commits: (args: PageArgs) =>
      connection(
        'commits',
        pull.commits,
        args,
        (sha) => sha,
        (sha) => ({
          __typename: 'PullRequestCommit',
          id: `PURC_${sha.slice(0, 16)}`,
          commit: () => graph.commit(repo, sha),
          pullRequest: () => graph.pull(repo, pull),
        }),
      ),
    statusCheckRollup: () => graph.rollup(repo, pull.headSha),
  }));
}

function stateFields(graph: Graph, repo: RepoState, pull: Pull) {
  const { autoMerge, queue } = pull;
  return {
    state: upper(pull.state),
    isDraft: pull.draft,
    // GitHub finds out while somebody asks, for open ones only.
    mergeable: pull.state !== 'open' ? 'UNKNOWN' : pull.conflict ? 'CONFLICTING' : 'MERGEABLE',
    lastEditedAt: pull.bodyEdit?.at ?? null,
    editor: () => graph.actor(pull.bodyEdit?.by ?? null),
    merged: pull.state === 'merged',
    mergedAt: pull.mergedAt,
    mergedBy: () => graph.actor(pull.mergedBy),
    mergeCommit: () => (pull.mergeCommitSha === null ? null : graph.commit(repo, pull.mergeCommitSha)),
    isInMergeQueue: queue !== null,
    mergeQueueEntry: () =>
      queue === null
        ? null
        : {
            __typename: 'MergeQueueEntry',
            id: queue.nodeId,
            state: 'AWAITING_CHECKS',
            position: 1,
            enqueuedAt: queue.enqueuedAt,
            enqueuer: graph.actor(queue.enqueuer),
            headCommit: () => graph.commit(repo, queue.headSha),
            baseCommit: () => graph.commit(repo, queue.baseSha),
          },
    autoMergeRequest: () =>
      autoMerge === null
        ? null
        : {
            __typename: 'AutoMergeRequest',
            enabledAt: autoMerge.enabledAt,
            enabledBy: graph.actor(autoMerge.enabledBy),
            mergeMethod: upper(autoMerge.method),
          },
  };
}

function branchFields(graph: Graph, repo: RepoState, pull: Pull) {
  const fork = isFork(repo, pull);
  return {
    baseRefName: pull.base,
    baseRefOid: pull.baseSha,
    baseRef: () => graph.ref(repo, pull.base),
    baseRepository: () => graph.repository(repo),
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    headRef: () => (fork ? null : graph.ref(repo, pull.headRef)),
    isCrossRepository: fork,
    headRepositoryOwner: () => graph.actor(pull.headRepo.split('/')[0] ?? null),
  };
}

interface ReviewArgs extends PageArgs {
  readonly writersOnly?: boolean;
  readonly states?: readonly string[] | null;
  readonly author?: string | null;
}

function reviewFields(graph: Graph, repo: RepoState, pull: Pull) {
  const list = (name: string, reviews: readonly Review[], args: PageArgs) =>
    connection(
      name,
      reviews,
      args,
      (review) => review.nodeId,
      (review) => graph.review(repo, review),
    );
  return {
    reviewDecision: () => {
      const decision = reviewDecision(repo, pull);
      return decision === null ? null : upper(decision);
    },
    latestOpinionatedReviews: (args: ReviewArgs) => {
      const latest = latestOpinionatedReviews(repo, pull.number, { writersOnly: args.writersOnly === true });
      return list('latestOpinionatedReviews', latest, args);
    },
    reviews: (args: ReviewArgs) => {
      const all = repo.reviews.filter(
        (review) =>
          review.pull === pull.number &&
          (args.states == null || args.states.includes(upper(review.state))) &&
          (args.author == null || args.author === review.author),
      );
      return list('reviews', all, args);
    },
    reviewRequests: (args: PageArgs) =>
      connection(
        'reviewRequests',
        pull.requestedReviewers,
        args,
        (login) => login,
        (login) => ({
          __typename: 'ReviewRequest',
          id: `RR_${pull.number}_${login}`,
          asCodeOwner: false,
          requestedReviewer: () => graph.actor(login),
        }),
      ),
  };
}

export function reviewNode(graph: Graph, repo: RepoState, review: Review): Node {
  const pull = repo.items.get(review.pull);
  return {
    __typename: 'PullRequestReview',
    id: review.nodeId,
    databaseId: review.databaseId,
    fullDatabaseId: String(review.databaseId),
    state: upper(review.state),
    body: review.body,
    author: () => graph.actor(review.author),
    createdAt: review.submittedAt,
    submittedAt: review.submittedAt,
    commit: () => graph.commit(repo, review.sha),
    pullRequest: () => (pull?.kind === 'pull' ? graph.pull(repo, pull) : null),
  };
}
