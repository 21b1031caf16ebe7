import {
  approves,
  assigns,
  closesIssue,
  closesPull,
  comments,
  createsBranch,
  entersQueue,
  fails,
  fiveYearsPass,
  labels,
  merges,
  opensIssue,
  opensLonePull,
  opensPull,
  passes,
  passesInQueue,
  passesOnOldHead,
  pushes,
  saysItCloses,
  starts,
  unassigns,
  unlinks,
} from './acts.ts';
import type { Story } from './story.ts';

const PENDING = 'task_queued pr_created ci_pending';
const PASSED = `${PENDING} ci_passed`;
const APPROVED = `${PASSED} awaiting_review approved`;

export const STORIES_32_46: readonly Story[] = [
  {
    id: '32',
    title: 'PR without an issue, merged',
    settings: { noIssue: true },
    rows: [
      [opensLonePull(), 'pull_request.opened', `created ${PENDING}`],
      [passes(), 'workflow_run.completed', 'ci_passed'],
      [merges(), 'pull_request.closed', 'merged closed'],
    ],
    end: 'closed',
  },
  {
    id: '33',
    title: 'PR without an issue, closed unmerged',
    settings: { noIssue: true },
    rows: [
      [[opensLonePull(), passes()], 'pull_request.opened', `created ${PASSED}`],
      [closesPull(), 'pull_request.closed', 'closed', 'red gate_not_met'],
    ],
    end: { standard: 'closed', strict: 'ci_passed' },
  },
  {
    id: '34',
    title: 'unassign, label noise, edits',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [assigns(), 'issues.assigned', 'task_queued'],
      [unassigns(), 'issues.unassigned', '–'],
      [labels('bug'), 'issues.labeled', '–'],
      [labels('ui'), 'issues.labeled', '–'],
      [labels('good first issue'), 'issues.labeled', '–'],
      [labels('help wanted'), 'issues.labeled', '–'],
      [labels('p3'), 'issues.labeled', '–'],
    ],
    end: 'task_queued',
  },
  {
    id: '35',
    title: 'push after approval, no check has appeared yet',
    settings: { reviews: 1 },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes(), approves()], 'pull_request_review.submitted', APPROVED],
      [pushes(), 'pull_request.synchronize', 'ci_pending', 'red gate_lost'],
    ],
    end: { standard: 'ci_pending', strict: 'approved' },
  },
  {
    id: '36',
    title: 'merge queue',
    settings: { reviews: 1, required: ['ci'] },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes({ name: 'ci' }), approves()], 'pull_request_review.submitted', APPROVED],
      [entersQueue(), 'pull_request.enqueued', '–'],
      [passesInQueue('ci'), 'merge_group.checks_requested', '–'],
      [merges(), 'pull_request.closed', 'merged closed'],
    ],
    end: 'closed',
  },
  {
    id: '37',
    title: 'merged into a non-default branch, issue closed by hand later',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[createsBranch('next'), opensPull({ base: 'next' }), passes()], 'workflow_run.completed', PASSED],
      [merges(), 'pull_request.closed', 'merged'],
      [closesIssue(), 'issues.closed', 'closed'],
    ],
    end: 'closed',
  },
  {
    id: '38',
    title: 'closing reference removed while open, put back',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes()], 'workflow_run.completed', PASSED],
      [unlinks(), 'pull_request.edited', 'task_queued', 'red gate_lost'],
      [saysItCloses(), 'pull_request.edited', 'pr_created ci_pending ci_passed', '–'],
    ],
    end: 'ci_passed',
  },
  {
    id: '39',
    title: 'merged to non-default, then unlinked',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [
        [createsBranch('next'), opensLonePull({ base: 'next', links: [1] }), passes()],
        'workflow_run.completed',
        PASSED,
      ],
      [merges(), 'pull_request.closed', 'merged'],
      [[unlinks(), labels('bug')], 'issues.labeled', '–'],
    ],
    end: 'merged',
  },
  {
    id: '40',
    title: 'stale workflow_run for an old SHA after a push',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), starts()], 'pull_request.opened', PENDING],
      [pushes(), 'pull_request.synchronize', '–'],
      [passesOnOldHead(), 'workflow_run.completed (old sha, success)', '–'],
    ],
    end: 'ci_pending',
  },
  {
    id: '41',
    title: 'cleanup workflow on pull_request:closed still running',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes()], 'workflow_run.completed', PASSED],
      [[merges(), starts({ name: 'cleanup', workflow: 'cleanup' })], 'pull_request.closed', 'merged closed'],
      [[], 'issues.closed', '–'],
      [passes({ name: 'cleanup', workflow: 'cleanup' }), 'workflow_run.completed', '–'],
    ],
    end: 'closed',
  },
  {
    id: '41b',
    title: 'cleanup workflow still running, green CI never seen before',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [
        [opensPull(), passes(), merges(), starts({ name: 'cleanup', workflow: 'cleanup' })],
        'pull_request.closed',
        `${PASSED} merged closed`,
      ],
      [[], 'issues.closed', '–'],
      [passes({ name: 'cleanup', workflow: 'cleanup' }), 'workflow_run.completed', '–'],
    ],
    end: 'closed',
  },
  {
    id: '42',
    title: 'own earlier red LoopForge job stands on the head',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), fails({ name: 'loopforge', workflow: 'loopforge' }), passes()], 'workflow_run.completed', PASSED],
      [merges(), 'pull_request.closed', 'merged closed'],
    ],
    end: 'closed',
  },
  {
    id: '43',
    title: 'two workflows with a job of the same name, one red',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [
        [opensPull(), fails({ workflow: 'linux' }), passes({ workflow: 'windows' })],
        'workflow_run.completed',
        `${PENDING} ci_failed`,
      ],
      [merges(), 'pull_request.closed', 'red gate_not_met'],
    ],
    end: 'ci_failed',
  },
  {
    id: '44',
    title: 'asserted ci_passed (outside CI) against facts, then a label',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [opensPull(), 'pull_request.opened', PENDING],
      [[], 'assert ci_passed', 'red gate_not_met'],
      [labels('bug'), 'issues.labeled', '–'],
      [labels('ui'), 'issues.labeled', '–'],
    ],
    end: 'ci_pending',
  },
  {
    id: '45',
    title: 'asserted task_queued by an agent, then a label',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[], 'assert task_queued', 'task_queued'],
      [labels('bug'), 'issues.labeled', '–'],
    ],
    end: 'task_queued',
  },
  {
    id: '46',
    title: 'five-year-old closed issue gets a comment',
    rows: [
      [
        [opensIssue(), opensPull(), passes(), merges(), fiveYearsPass(), comments()],
        'issue_comment.created',
        'ignored (not_tracked)',
      ],
      [comments(), 'issue_comment.created', 'ignored (not_tracked)'],
    ],
    end: null,
  },
  {
    id: '46b',
    title: 'five-year-old closed issue, no PR, gets a comment',
    rows: [
      [[opensIssue(), closesIssue(), fiveYearsPass(), comments()], 'issue_comment.created', 'ignored (not_tracked)'],
      [comments(), 'issue_comment.created', 'ignored (not_tracked)'],
    ],
    end: null,
  },
];
