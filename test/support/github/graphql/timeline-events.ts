import { closingReferences, sameItem } from '../world/closing-references.ts';
import type { ItemRef } from '../world/model.ts';
import { fullName, type RepoState } from '../world/state.ts';
import type { Closer, TimelineEvent } from '../world/timeline.ts';
import { type Graph, int32, type Node, upper } from './graph.ts';

/** One event of a timeline. */
export function eventNode(graph: Graph, repo: RepoState, number: number, event: TimelineEvent): Node {
  return {
    __typename: event.kind,
    id: event.nodeId,
    createdAt: event.createdAt,
    actor: () => graph.actor(event.actor),
    ...details(graph, repo, { repo: fullName(repo), number }, event),
  };
}

function details(
  graph: Graph,
  repo: RepoState,
  on: ItemRef,
  event: TimelineEvent,
): { readonly [field: string]: unknown } {
  switch (event.kind) {
    case 'AssignedEvent':
    case 'UnassignedEvent':
      return { assignee: () => graph.actor(event.assignee) };
    case 'LabeledEvent':
    case 'UnlabeledEvent': {
      const label = repo.labels.find((one) => one.name === event.label);
      return { label: () => (label === undefined ? null : graph.label(repo, label)) };
    }
    case 'ClosedEvent': {
      const stateReason = event.stateReason === null ? null : upper(event.stateReason);
      return { stateReason, closer: () => closerNode(graph, repo, event.closer), closable: () => graph.itemAt(on) };
    }
    case 'ReopenedEvent':
      return { stateReason: 'REOPENED', closable: () => graph.itemAt(on) };
    case 'RenamedTitleEvent':
      return { previousTitle: event.previous, currentTitle: event.current };
    case 'CrossReferencedEvent':
      return {
        source: () => graph.itemAt(event.source),
        target: () => graph.itemAt(event.target),
        isCrossRepository: event.source.repo !== event.target.repo,
        willCloseTarget: () => willClose(graph, event.source, on),
        referencedAt: event.createdAt,
      };
    case 'ConnectedEvent':
    case 'DisconnectedEvent':
      return {
        source: () => graph.itemAt(event.source),
        subject: () => graph.itemAt(event.subject),
        isCrossRepository: event.source.repo !== event.subject.repo,
      };
    case 'TransferredEvent':
      return { fromRepository: () => fromRepository(graph, event.fromRepository) };
    case 'CommentDeletedEvent':
      return {
        databaseId: int32(event.databaseId),
        deletedCommentAuthor: () => graph.actor(event.deletedCommentAuthor),
      };
    case 'ReviewRequestedEvent':
    case 'ReviewRequestRemovedEvent':
      return { requestedReviewer: () => graph.actor(event.reviewer) };
    case 'ReviewDismissedEvent': {
      const review = repo.reviews.find((one) => one.databaseId === event.review);
      const previousReviewState = upper(event.previous);
      return { previousReviewState, review: () => (review === undefined ? null : graph.review(repo, review)) };
    }
    case 'MergedEvent':
      return { commit: () => graph.commit(repo, event.sha), mergeRefName: event.base };
    case 'HeadRefForcePushedEvent':
      return {
        beforeCommit: () => graph.commit(repo, event.before),
        afterCommit: () => graph.commit(repo, event.after),
      };
    default:
      return {};
  }
}

function closerNode(graph: Graph, repo: RepoState, closer: Closer | null): unknown {
  if (closer === null) return null;
  return closer.kind === 'pull' ? graph.itemAt(closer.ref) : graph.commit(repo, closer.sha);
}

function willClose(graph: Graph, source: ItemRef, target: ItemRef): boolean {
  const repo = graph.view.state.repos.get(source.repo);
  const pull = repo?.items.get(source.number);
  if (repo === undefined || pull?.kind !== 'pull') return false;
  return closingReferences(graph.view.state, repo, pull).some((ref) => sameItem(ref, target));
}

function fromRepository(graph: Graph, name: string): Node | null {
  const repo = graph.view.state.repos.get(name);
  return repo === undefined ? null : graph.repository(repo);
}
