import type { Instant } from './clock.ts';
/** The things a GitHub is made of, as plain readonly data. Accounts are named by login, bots without their `[bot]`. */

export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export interface Account {
  readonly type: 'User' | 'Bot' | 'Organization';
  /** As GraphQL spells it: a bot without `[bot]`. */
  readonly login: string;
  readonly databaseId: number;
  readonly nodeId: string;
}

export interface App {
  readonly slug: string;
  readonly name: string;
  readonly databaseId: number;
  readonly nodeId: string;
  /** Login of the app's bot. */
  readonly bot: string;
}

/** Names an issue or pull request anywhere. `repo` is `owner/name`. */
export interface ItemRef {
  readonly repo: string;
  readonly number: number;
}

interface ItemBase {
  readonly number: number;
  readonly databaseId: number;
  readonly nodeId: string;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly closedAt: Instant | null;
  readonly closedBy: string | null;
  readonly assignees: readonly string[];
  readonly labels: readonly string[];
  readonly locked: boolean;
}

export type CloseReason = 'completed' | 'not_planned' | 'duplicate';

export interface Issue extends ItemBase {
  readonly kind: 'issue';
  readonly state: 'open' | 'closed';
  readonly stateReason: CloseReason | 'reopened' | null;
  readonly issueType: string | null;
  /** Branch names made or linked in the issue's development box. */
  readonly linkedBranches: readonly string[];
}

export interface AutoMerge {
  readonly enabledAt: Instant;
  readonly enabledBy: string;
  readonly method: 'merge' | 'squash' | 'rebase';
}

export interface QueueEntry {
  readonly databaseId: number;
  readonly nodeId: string;
  readonly enqueuedAt: Instant;
  readonly enqueuer: string;
  readonly headRef: string;
  readonly headSha: string;
  readonly baseSha: string;
}

/** The last change of a description, which its first text is none of. */
interface BodyEdit {
  readonly at: Instant;
  readonly by: string;
}

export interface Pull extends ItemBase {
  readonly kind: 'pull';
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly base: string;
  readonly baseSha: string;
  readonly headRef: string;
  /** `owner/name` of the repository the branch lives in; another one: a fork. */
  readonly headRepo: string;
  readonly headSha: string;
  /** Oldest first; the head is the last. */
  readonly commits: readonly string[];
  /** Issues linked by hand; those named by keyword follow from the body. */
  readonly links: readonly ItemRef[];
  readonly mergedAt: Instant | null;
  readonly mergedBy: string | null;
  readonly mergeCommitSha: string | null;
  readonly autoMerge: AutoMerge | null;
  readonly queue: QueueEntry | null;
  readonly bodyEdit: BodyEdit | null;
  /** It cannot be merged into its base as it is. */
  readonly conflict: boolean;
  readonly requestedReviewers: readonly string[];
}

export type Item = Issue | Pull;

/** One body that a comment has had. */
export interface Revision {
  readonly databaseId: number;
  readonly nodeId: string;
  readonly editedAt: Instant;
  readonly editor: string;
  /** Null once somebody deleted the revision. */
  readonly body: string | null;
  readonly deletedAt: Instant | null;
  readonly deletedBy: string | null;
}

export interface Comment {
  readonly databaseId: number;
  readonly nodeId: string;
  readonly on: number;
  readonly author: string;
  /** Slug of the app whose token wrote it. */
  readonly app: string | null;
  readonly body: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Oldest first; empty while the comment was never edited. */
  readonly edits: readonly Revision[];
  /** The first of `edits` is the creation. */
  readonly includesCreatedEdit: boolean;
  readonly minimized: string | null;
  readonly pinned: boolean;
}

export const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;
export type ReactionContent = (typeof REACTIONS)[number];

export interface Reaction {
  readonly databaseId: number;
  readonly nodeId: string;
  readonly actor: string;
  /** Node id of the issue, pull request or comment. */
  readonly subject: string;
  readonly content: ReactionContent;
  readonly createdAt: Instant;
}

export interface Commit {
  readonly sha: string;
  readonly nodeId: string;
  readonly author: string;
  readonly message: string;
  readonly committedAt: Instant;
  readonly parents: readonly string[];
  /** Path → text of the whole tree. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Label {
  readonly databaseId: number;
  readonly nodeId: string;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}
