import type { Instant } from './clock.ts';
import type { CloseReason, ItemRef } from './model.ts';

/** What closed an issue: a merged pull request, a commit on the default branch, or (null) a hand. */
export type Closer =
  | { readonly kind: 'pull'; readonly ref: ItemRef }
  | { readonly kind: 'commit'; readonly sha: string };

/** Events by their GraphQL type name, with what each carries besides time and actor. */
export type EventBody =
  | { readonly kind: 'AssignedEvent' | 'UnassignedEvent'; readonly assignee: string }
  | { readonly kind: 'LabeledEvent' | 'UnlabeledEvent'; readonly label: string }
  | { readonly kind: 'ClosedEvent'; readonly stateReason: CloseReason | null; readonly closer: Closer | null }
  | { readonly kind: 'ReopenedEvent' }
  | { readonly kind: 'RenamedTitleEvent'; readonly previous: string; readonly current: string }
  | { readonly kind: 'CrossReferencedEvent'; readonly source: ItemRef; readonly target: ItemRef }
  | { readonly kind: 'ConnectedEvent' | 'DisconnectedEvent'; readonly source: ItemRef; readonly subject: ItemRef }
  | { readonly kind: 'TransferredEvent'; readonly fromRepository: string }
  | { readonly kind: 'CommentDeletedEvent'; readonly deletedCommentAuthor: string }
  | { readonly kind: 'ReviewRequestedEvent' | 'ReviewRequestRemovedEvent'; readonly reviewer: string }
  | { readonly kind: 'ReviewDismissedEvent'; readonly review: number; readonly previous: string }
  | { readonly kind: 'MergedEvent'; readonly sha: string; readonly base: string }
  | { readonly kind: 'HeadRefForcePushedEvent'; readonly before: string; readonly after: string }
  | {
      readonly kind:
        | 'LockedEvent'
        | 'UnlockedEvent'
        | 'ReadyForReviewEvent'
        | 'ConvertToDraftEvent'
        | 'AddedToMergeQueueEvent'
        | 'RemovedFromMergeQueueEvent'
        | 'AutoMergeEnabledEvent'
        | 'AutoMergeDisabledEvent';
    };

export type EventKind = EventBody['kind'];

export type TimelineEvent = EventBody & {
  readonly databaseId: number;
  readonly nodeId: string;
  readonly createdAt: Instant;
  readonly actor: string | null;
};
