import {
  approves,
  asksForChanges,
  closesIssue,
  closesPull,
  comments,
  createsBranch,
  dismisses,
  fails,
  labels,
  merges,
  opensIssue,
  opensLonePull,
  opensPull,
  passes,
  pushes,
  reopensIssue,
  reopensPull,
  starts,
} from './acts.ts';
import type { Story } from './story.ts';

const PENDING = 'task_queued pr_created ci_pending';
const PASSED = `${PENDING} ci_passed`;
const APPROVED = `${PASSED} awaiting_review approved`;

export const STORIES_47_63: readonly Story[] = [
  {
    id: '47',
    title: 'approval@a1 recorded; push, CI and re-approval all missed',
    settings: { reviews: 1 },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes(), approves()], 'pull_request_review.submitted', APPROVED],
      [
        [pushes(), passes(), approves()],
        'schedule sweep',
        'ci_pending ci_passed awaiting_review approved',
        '(note reproved)',
      ],
      [merges(), 'pull_request.closed', 'merged closed'],
    ],
    end: 'closed',
  },
  {
    id: '48',
    title: 'approval withdrawn, no review required',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes(), approves()], 'pull_request_review.submitted', APPROVED],
      [dismisses(), 'pull_request_review.dismissed', 'ci_passed', 'red gate_lost'],
      [merges(), 'pull_request.closed', 'merged closed', 'red gate_not_met'],
    ],
    end: { standard: 'closed', strict: 'approved' },
  },
  {
    id: '49',
    title: 'merged over changes requested, no rule',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes(), asksForChanges()], 'pull_request_review.submitted', `${PASSED} awaiting_review`],
      [merges(), 'pull_request.closed', 'red gate_not_met'],
      [comments(), 'issue_comment.created', '– (already_recorded)'],
    ],
    end: 'awaiting_review',
  },
  {
    id: '50',
    title: 'merged while an optional slow check runs (no required)',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), starts({ name: 'slow', workflow: 'slow' }), passes()], 'workflow_run.completed', PENDING],
      [merges(), 'pull_request.closed', 'red gate_not_met'],
      [passes({ name: 'slow', workflow: 'slow' }), 'workflow_run.completed', 'ci_passed merged closed'],
    ],
    end: 'closed',
  },
  {
    id: '51',
    title: 'revert: issue reopened, revert PR has no issue',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes(), merges()], 'pull_request.closed', `${PASSED} merged closed`],
      [reopensIssue(), 'issues.reopened', 'task_queued', 'red illegal_transition'],
      [
        [opensLonePull({ body: 'Reverts #2' }), passes(), merges()],
        'pull_request.closed (revert, other item)',
        '–',
        '– (already_recorded)',
      ],
    ],
    end: { standard: 'task_queued', strict: 'closed' },
  },
  {
    id: '52',
    title: 'PR closed and another one opened in one gap',
    settings: { reviews: 1 },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes(), approves()], 'pull_request_review.submitted', APPROVED],
      [[closesPull(), opensPull()], 'pull_request.opened', 'pr_created ci_pending', 'red gate_lost'],
    ],
    end: { standard: 'ci_pending', strict: 'approved' },
  },
  {
    id: '53',
    title: 'closed+reopened in one gap (recorded merged)',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [
        [createsBranch('next'), opensPull({ base: 'next' }), passes(), merges()],
        'pull_request.closed',
        `${PASSED} merged`,
      ],
      [[closesIssue(), reopensIssue()], 'issues.reopened', 'task_queued', 'red gate_lost'],
    ],
    end: { standard: 'task_queued', strict: 'merged' },
  },
  {
    id: '54',
    title: 'CI ok, failing rerun after approval',
    settings: { reviews: 1 },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes(), approves()], 'review', APPROVED],
      [fails(), 'workflow_run', 'ci_pending ci_failed', 'red gate_lost'],
      [passes(), 'workflow_run', 'ci_pending ci_passed awaiting_review approved', '–'],
    ],
    end: 'approved',
  },
  {
    id: '55',
    title: 'approved and auto-merged in one gap (approval kept in trail?)',
    settings: { reviews: 1 },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [opensPull(), 'pull_request.opened', PENDING],
      [[starts(), approves()], 'review', '–'],
      [[passes(), merges()], 'workflow_run.completed', 'ci_passed awaiting_review approved merged closed'],
    ],
    end: 'closed',
  },
  {
    id: '56',
    title: 'approved@a1 recorded; red push merged by admin in one gap',
    settings: { reviews: 1, dismissStale: false },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes(), approves()], 'review', APPROVED],
      [
        [pushes(), fails(), merges()],
        'pull_request.closed',
        'ci_pending ci_failed, red gate_not_met',
        'red gate_not_met',
      ],
      [[], 'issues.closed', '– (already_recorded)'],
    ],
    end: { standard: 'ci_failed', strict: 'approved' },
  },
  {
    id: '57',
    title: 'ci_passed recorded; same head turns red, merged in one gap',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes()], 'workflow_run', PASSED],
      [[fails(), merges()], 'pull_request.closed', 'ci_pending ci_failed, red gate_not_met', 'red gate_not_met'],
    ],
    end: { standard: 'ci_failed', strict: 'ci_passed' },
  },
  {
    id: '58',
    title: 'bot (dependabot) PR, no issue, green, auto-merged',
    settings: { noIssue: true },
    rows: [
      [[opensLonePull({ author: 'dependabot' }), starts()], 'workflow_run.requested', `created ${PENDING}`],
      [[passes(), merges()], 'workflow_run.completed', 'ci_passed merged closed'],
    ],
    end: 'closed',
  },
  {
    id: '59',
    title: 'PR-only item, reopened',
    settings: { noIssue: true },
    rows: [
      [[opensLonePull(), passes()], 'pull_request.opened', `created ${PASSED}`],
      [closesPull(), 'pull_request.closed', 'closed', 'red gate_not_met'],
      [reopensPull(), 'pull_request.reopened', PASSED, '–'],
      [merges(), 'pull_request.closed', 'merged closed'],
    ],
    end: 'closed',
  },
  {
    id: '60',
    title: 'push after green CI, merged before any check of the new head appeared; its CI then fails',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes()], 'workflow_run.completed', PASSED],
      [pushes(), 'pull_request.synchronize', 'ci_pending', 'red gate_lost'],
      [merges(), 'pull_request.closed', 'ci_passed (flag no_checks) merged closed', 'red gate_not_met'],
      [fails(), 'workflow_run.completed', 'red gate_lost', '– (already_recorded)'],
      [labels('bug'), 'any later event', '– (already_recorded)'],
    ],
    end: { standard: 'closed', strict: 'ci_passed' },
  },
  {
    id: '61',
    title: 'the same, and its CI then passes',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes()], 'workflow_run.completed', PASSED],
      [pushes(), 'pull_request.synchronize', 'ci_pending', 'red gate_lost'],
      [merges(), 'pull_request.closed', 'ci_passed (flag no_checks) merged closed', 'red gate_not_met'],
      [passes(), 'workflow_run.completed', '(note late_evidence)', '(note reproved) merged (flag late) closed'],
    ],
    end: 'closed',
  },
  {
    id: '62',
    title: "LoopForge is a job of the repository's only workflow file, beside `build`",
    settings: { ownWorkflow: 'ci' },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      // LoopForge's own job is still running, then red, and neither holds up nor fails the gate.
      [[opensPull(), starts({ name: 'loopforge' }), starts()], 'pull_request.opened', PENDING],
      [[fails({ name: 'loopforge' }), passes()], 'pull_request.labeled', 'ci_passed'],
    ],
    end: 'ci_passed',
  },
  {
    id: '63',
    title: '`auto_merge: true`, changes requested, merged',
    settings: { autoMerge: true },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes(), asksForChanges()], 'pull_request_review.submitted', `${PASSED} awaiting_review`],
      [merges(), 'pull_request.closed', 'red gate_not_met'],
    ],
    end: 'awaiting_review',
  },
];
