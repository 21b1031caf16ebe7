import type { Comment, Item } from '../world/model.ts';
import type { Review } from '../world/model-checks.ts';
import type { RepoState } from '../world/state.ts';
import type { EventKind, TimelineEvent } from '../world/timeline.ts';
import { type PageArgs, sliced } from './connection.ts';
import { Unplayed } from './errors.ts';
import type { Graph, Node } from './graph.ts';

interface TimelineArgs extends PageArgs {
  readonly itemTypes?: readonly string[] | null;
  readonly since?: string | null;
  readonly skip?: number | null;
}

type Entry = { readonly type: string; readonly at: string; readonly id: string; readonly node: () => Node };

const EVENT_TYPES: { readonly [kind in EventKind]: string } = {
  AssignedEvent: 'ASSIGNED_EVENT',
  UnassignedEvent: 'UNASSIGNED_EVENT',
  LabeledEvent: 'LABELED_EVENT',
  UnlabeledEvent: 'UNLABELED_EVENT',
  ClosedEvent: 'CLOSED_EVENT',
  ReopenedEvent: 'REOPENED_EVENT',
  RenamedTitleEvent: 'RENAMED_TITLE_EVENT',
  CrossReferencedEvent: 'CROSS_REFERENCED_EVENT',
  ConnectedEvent: 'CONNECTED_EVENT',
  DisconnectedEvent: 'DISCONNECTED_EVENT',
  TransferredEvent: 'TRANSFERRED_EVENT',
  CommentDeletedEvent: 'COMMENT_DELETED_EVENT',
  ReviewRequestedEvent: 'REVIEW_REQUESTED_EVENT',
  ReviewRequestRemovedEvent: 'REVIEW_REQUEST_REMOVED_EVENT',
  ReviewDismissedEvent: 'REVIEW_DISMISSED_EVENT',
  MergedEvent: 'MERGED_EVENT',
  HeadRefForcePushedEvent: 'HEAD_REF_FORCE_PUSHED_EVENT',
  LockedEvent: 'LOCKED_EVENT',
  UnlockedEvent: 'UNLOCKED_EVENT',
  ReadyForReviewEvent: 'READY_FOR_REVIEW_EVENT',
  ConvertToDraftEvent: 'CONVERT_TO_DRAFT_EVENT',
  AddedToMergeQueueEvent: 'ADDED_TO_MERGE_QUEUE_EVENT',
  RemovedFromMergeQueueEvent: 'REMOVED_FROM_MERGE_QUEUE_EVENT',
  AutoMergeEnabledEvent: 'AUTO_MERGE_ENABLED_EVENT',
  AutoMergeDisabledEvent: 'AUTO_MERGE_DISABLED_EVENT',
};
const UNUSED = ['AUTO_SQUASH_ENABLED_EVENT', 'AUTO_REBASE_ENABLED_EVENT'];
const PLAYED = new Set([...Object.values(EVENT_TYPES), ...UNUSED, 'ISSUE_COMMENT', 'PULL_REQUEST_REVIEW']);

/** The `timelineItems` of an issue or pull request, oldest first. `totalCount` heeds no filter, `filteredCount` does. */
export function timelineField(graph: Graph, repo: RepoState, item: Item) {
  return (args: TimelineArgs) => {
    const strange = (args.itemTypes ?? []).filter((type) => !PLAYED.has(type));
    if (strange.length > 0) throw new Unplayed(`the fake's timelines have no ${strange.join(', ')}`);
    if (args.skip != null) throw new Unplayed('the fake does not play timelineItems(skip:)');
    const all = entries(graph, repo, item);
    const since = args.since ?? '';
    const wanted = all.filter((entry) => args.itemTypes?.includes(entry.type) !== false && entry.at >= since);
    const slice = () => sliced('timelineItems', wanted, args, (entry) => entry.id);
    return {
      totalCount: all.length,
      filteredCount: () =>
        sliced('timelineItems', wanted, { ...args, first: args.first ?? 100 }, (one) => one.id).between,
      pageCount: () => slice().items.length,
      updatedAt: all.at(-1)?.at ?? item.createdAt,
      nodes: () => slice().items.map((entry) => entry.node()),
      edges: () => slice().items.map((entry) => ({ cursor: entry.id, node: entry.node() })),
      pageInfo: () => {
        const { hasNextPage, hasPreviousPage, startCursor, endCursor } = slice();
        return { hasNextPage, hasPreviousPage, startCursor, endCursor };
      },
    };
  };
}

function entries(graph: Graph, repo: RepoState, item: Item): readonly Entry[] {
  const events = (repo.timeline.get(item.number) ?? []).map(
    (event: TimelineEvent): Entry => ({
      type: EVENT_TYPES[event.kind],
      at: event.createdAt,
      id: event.nodeId,
      node: () => graph.event(repo, item.number, event),
    }),
  );
  const comments = (repo.comments.get(item.number) ?? []).map(
    (comment: Comment): Entry => ({
      type: 'ISSUE_COMMENT',
      at: comment.createdAt,
      id: comment.nodeId,
      node: () => graph.comment(repo, comment),
    }),
  );
  const reviews = repo.reviews
    .filter((review) => review.pull === item.number)
    .map(
      (review: Review): Entry => ({
        type: 'PULL_REQUEST_REVIEW',
        at: review.submittedAt,
        id: review.nodeId,
        node: () => graph.review(repo, review),
      }),
    );
  return [...events, ...comments, ...reviews].toSorted((a, b) => a.at.localeCompare(b.at));
}
