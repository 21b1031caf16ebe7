/** The ten states of the built-in lifecycles, in the order of progress. */
export const LoopState = {
  ISSUE_CREATED: 'issue_created',
  TASK_QUEUED: 'task_queued',
  PR_CREATED: 'pr_created',
  CI_PENDING: 'ci_pending',
  CI_PASSED: 'ci_passed',
  CI_FAILED: 'ci_failed',
  AWAITING_REVIEW: 'awaiting_review',
  APPROVED: 'approved',
  MERGED: 'merged',
  CLOSED: 'closed',
} as const;

export type LoopState = (typeof LoopState)[keyof typeof LoopState];
