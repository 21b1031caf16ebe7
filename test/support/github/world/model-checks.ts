import type { Instant } from './clock.ts';
/** Checks, reviews, protection: what decides about a pull request. Words are REST's, in lower case. */

export interface Workflow {
  readonly databaseId: number;
  readonly nodeId: string;
  readonly name: string;
  readonly path: string;
}

export interface WorkflowRun {
  readonly databaseId: number;
  readonly nodeId: string;
  readonly workflow: string;
  readonly suite: number;
  readonly event: string;
  readonly runNumber: number;
  readonly attempt: number;
  readonly actor: string;
  readonly triggeringActor: string;
  /** Kept by a re-run. */
  readonly createdAt: Instant;
  readonly startedAt: Instant;
  readonly updatedAt: Instant;
}

export interface CheckSuite {
  readonly databaseId: number;
  readonly nodeId: string;
  readonly app: string;
  readonly sha: string;
  readonly branch: string;
  /** `owner/name` that the branch lives in. */
  readonly headRepo: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export type CheckStatus = 'queued' | 'in_progress' | 'completed' | 'waiting' | 'requested' | 'pending';
export type Conclusion =
  | 'success'
  | 'failure'
  | 'neutral'
  | 'cancelled'
  | 'skipped'
  | 'timed_out'
  | 'action_required'
  | 'stale'
  | 'startup_failure';

export interface CheckRun {
  readonly databaseId: number;
  readonly nodeId: string;
  readonly suite: number;
  readonly name: string;
  readonly status: CheckStatus;
  readonly conclusion: Conclusion | null;
  readonly startedAt: Instant | null;
  readonly completedAt: Instant | null;
  readonly detailsUrl: string;
  /** A later attempt of the same job stands in its place. */
  readonly superseded: boolean;
}

export type StatusState = 'error' | 'failure' | 'pending' | 'success';

export interface CommitStatus {
  readonly databaseId: number;
  readonly nodeId: string;
  readonly sha: string;
  readonly context: string;
  readonly state: StatusState;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: string;
  readonly createdAt: Instant;
}

type ReviewState = 'approved' | 'changes_requested' | 'commented' | 'dismissed';

export interface Review {
  readonly databaseId: number;
  readonly nodeId: string;
  readonly pull: number;
  readonly author: string;
  readonly state: ReviewState;
  readonly body: string;
  readonly sha: string;
  readonly submittedAt: Instant;
}

export interface RequiredContext {
  readonly context: string;
  readonly appId: number | null;
}

/** What a branch demands, by classic protection (`branch`) or by a rule set. */
export interface Protection {
  readonly via: 'branch' | 'ruleset';
  readonly requiredChecks: readonly RequiredContext[];
  readonly requiredApprovals: number;
  readonly dismissStale: boolean;
  readonly codeOwners: boolean;
  /** Somebody else than who pushed last must approve; rule sets alone tell. */
  readonly lastPush: boolean;
  readonly changedAt: Instant;
}
