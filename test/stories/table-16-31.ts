import {
  approves,
  assigns,
  closesIssue,
  closesPull,
  comments,
  createsBranch,
  fails,
  labels,
  linksBranch,
  merges,
  opensIssue,
  opensLonePull,
  opensPull,
  passes,
  readies,
  reopensIssue,
  starts,
} from './acts.ts';
import type { Story } from './story.ts';

const PASSED = 'task_queued pr_created ci_pending ci_passed';
const FAILED = 'task_queued pr_created ci_pending ci_failed';

export const STORIES_16_31: readonly Story[] = [
  {
    id: '16',
    title: 'draft PR, CI green, ready, merged',
    settings: { reviews: 1 },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull({ draft: true }), passes()], 'workflow_run.completed', PASSED],
      [readies(), 'pull_request.ready_for_review', 'awaiting_review'],
      [approves(), 'pull_request_review.submitted', 'approved'],
      [merges(), 'pull_request.closed', 'merged closed'],
    ],
    end: 'closed',
  },
  {
    id: '17',
    title: 'PR opened before the issue is assigned',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [opensPull(), 'pull_request.opened', 'task_queued pr_created ci_pending'],
      [assigns(), 'issues.assigned', '–'],
    ],
    end: 'ci_pending',
  },
  {
    id: '18',
    title: 'only issues.closed arrives',
    settings: { reviews: 1 },
    rows: [
      [
        [opensIssue(), opensPull(), passes(), approves(), merges()],
        'issues.closed',
        'created task_queued pr_created ci_pending ci_passed awaiting_review approved merged closed',
      ],
    ],
    end: 'closed',
  },
  {
    id: '19',
    title: 'admin merges red CI, then five more events',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), fails()], 'workflow_run.completed', FAILED],
      [merges(), 'pull_request.closed', 'red gate_not_met'],
      [[], 'issues.closed', '– (already_recorded)'],
      [labels('bug'), 'issues.labeled', '– (already_recorded)'],
      [comments(), 'issue_comment.created', '– (already_recorded)'],
      [[], 'schedule sweep', '– (already_recorded)'],
    ],
    end: 'ci_failed',
  },
  {
    id: '20',
    title: 'merged on red, then the failed job is re-run green',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), fails()], 'workflow_run.completed', FAILED],
      [merges(), 'pull_request.closed', 'red gate_not_met'],
      [passes(), 'workflow_run.completed', 'ci_pending ci_passed merged closed'],
    ],
    end: 'closed',
  },
  {
    id: '21',
    title: 'merged on red, issue then re-closed as not planned',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), fails()], 'workflow_run.completed', FAILED],
      [merges(), 'pull_request.closed', 'red gate_not_met'],
      [closesIssue('not_planned'), 'issues.closed', '– (already_recorded)'],
    ],
    end: 'ci_failed',
  },
  {
    id: '22',
    title: 'question answered, closed as completed, no PR',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [closesIssue(), 'issues.closed', 'closed', 'red gate_not_met'],
      [comments(), 'issue_comment.created', '–', '– (already_recorded)'],
      [[], 'schedule sweep', '–', '– (already_recorded)'],
    ],
    end: { standard: 'closed', strict: 'issue_created' },
  },
  {
    id: '23',
    title: 'assigned, closed as completed by hand, no PR',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [assigns(), 'issues.assigned', 'task_queued'],
      [closesIssue(), 'issues.closed', 'red gate_not_met'],
      [comments(), 'issue_comment.created', '– (already_recorded)'],
    ],
    end: 'task_queued',
  },
  {
    id: '24',
    title: 'closed as duplicate while a PR is open',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [opensPull(), 'pull_request.opened', 'task_queued pr_created ci_pending'],
      [closesIssue('duplicate'), 'issues.closed', 'closed', 'red gate_not_met'],
    ],
    end: { standard: 'closed', strict: 'ci_pending' },
  },
  {
    id: '25',
    title: 'reopened after merge, second PR, merged',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes(), merges()], 'pull_request.closed', `${PASSED} merged closed`],
      [reopensIssue(), 'issues.reopened', 'task_queued', 'red illegal_transition'],
      [[opensPull(), passes()], 'workflow_run.completed', 'pr_created ci_pending ci_passed', '– (already_recorded)'],
      [merges(), 'pull_request.closed', 'merged closed', '(note merge_judged)'],
    ],
    end: 'closed',
  },
  {
    id: '26',
    title: 'reopened after merge by mistake, closed again by hand',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes(), merges()], 'pull_request.closed', `${PASSED} merged closed`],
      [reopensIssue(), 'issues.reopened', 'task_queued', 'red illegal_transition'],
      [closesIssue(), 'issues.closed', 'closed', '– (already_recorded)'],
      [comments(), 'issue_comment.created', '–', '– (already_recorded)'],
    ],
    end: 'closed',
  },
  {
    id: '27',
    title: 'second PR after the first was merged (part of)',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      // The first says "Part of #1", so its merge does not close the issue; its branch is listed at the issue.
      [
        [linksBranch('first-half'), opensLonePull({ headRef: 'first-half', body: 'Part of #1' }), passes(), merges()],
        'pull_request.closed',
        `${PASSED} merged`,
      ],
      [opensPull(), 'pull_request.opened', 'pr_created ci_pending', 'red gate_lost'],
      [[passes(), merges()], 'pull_request.closed', 'ci_passed merged closed', 'closed (note merge_judged)'],
    ],
    end: 'closed',
  },
  {
    id: '28',
    title: 'backport PR still open when the main PR closes the issue',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [
        [createsBranch('release'), opensPull({ base: 'release' })],
        'pull_request.opened',
        'task_queued pr_created ci_pending',
      ],
      [
        [opensPull(), passes(), merges()],
        'pull_request.closed',
        'pr_created ci_pending ci_passed merged closed',
        'ci_passed merged closed',
      ],
      [[], 'issues.closed', '–'],
    ],
    end: 'closed',
  },
  {
    id: '29',
    title: 'two open PRs, outsider fork PR red, ours green',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [
        [opensPull({ author: 'codertocat', fork: true }), opensPull()],
        'pull_request.opened',
        'task_queued pr_created ci_pending',
      ],
      [[fails({ pull: 2 }), passes({ pull: 3 })], 'workflow_run.completed', 'ci_passed'],
      [merges(3), 'pull_request.closed', 'merged closed'],
      [[], 'issues.closed', '–'],
    ],
    end: 'closed',
  },
  {
    id: '30',
    title: 'PR closed unmerged, issue was never assigned',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes()], 'workflow_run.completed', PASSED],
      [closesPull(), 'pull_request.closed', 'task_queued', 'red gate_lost'],
      [labels('bug'), 'issues.labeled', '–', '– (already_recorded)'],
    ],
    end: { standard: 'task_queued', strict: 'ci_passed' },
  },
  {
    id: '31',
    title: 'the same from ci_pending',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), starts()], 'workflow_run.requested', 'task_queued pr_created ci_pending'],
      [closesPull(), 'pull_request.closed', 'task_queued', '– (behind)'],
    ],
    end: { standard: 'task_queued', strict: 'ci_pending' },
  },
];
