import {
  approves,
  asksForChanges,
  assigns,
  closesByCommit,
  closesElsewhere,
  closesIssue,
  closesPull,
  commitsArrive,
  convertsToDraft,
  createsBranch,
  entersQueue,
  fails,
  locks,
  mentionedBy,
  merges,
  opensIssue,
  opensLonePull,
  opensPull,
  othersAskForChanges,
  passes,
  passesInQueue,
  posts,
  pushes,
  reopensIssue,
  reviewerMerges,
  saysItCloses,
  skips,
  tenMinutesPass,
  twoDaysPass,
  unassigns,
} from './acts.ts';
import type { Story } from './story.ts';

const PENDING = 'task_queued pr_created ci_pending';
const PASSED = `${PENDING} ci_passed`;
const APPROVED = `${PASSED} awaiting_review approved`;
const REFUSED = 'red gate_not_met';
/** Id of the app behind workflows. */
const GITHUB_ACTIONS = 15_368;

export const STORIES_64_84: readonly Story[] = [
  {
    id: '64',
    title: 'closed as not planned, then its PR is merged on red and unapproved',
    settings: { reviews: 1 },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), fails()], 'workflow_run.completed', `${PENDING} ci_failed`],
      [closesIssue('not_planned'), 'issues.closed', 'closed', REFUSED],
      [merges(), 'pull_request.closed', REFUSED],
      [[], 'issues.labeled', '– (already_recorded)'],
    ],
    end: { standard: 'closed', strict: 'ci_failed' },
  },
  {
    id: '65',
    title: 'reopened, merged unapproved and closed again in one gap',
    settings: { reviews: 1 },
    rows: [
      [
        [opensIssue(), opensPull(), passes(), approves(), merges()],
        'pull_request.closed',
        `created ${APPROVED} merged closed`,
      ],
      [
        [reopensIssue(), opensPull(), passes(), merges()],
        'issues.closed',
        `${PASSED} awaiting_review red gate_not_met`,
        REFUSED,
      ],
    ],
    end: { standard: 'awaiting_review', strict: 'closed' },
  },
  {
    id: '66',
    title: 'closed, reopened and closed again, never taken up',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [closesIssue(), 'issues.closed', 'closed', REFUSED],
      [reopensIssue(), 'issues.reopened', 'task_queued'],
      [closesIssue(), 'issues.closed', 'closed', REFUSED],
    ],
    end: { standard: 'closed', strict: 'task_queued' },
  },
  {
    id: '67',
    title: 'closed by hand while its PR is open, then two pushes and a withdrawal',
    rows: [
      [[opensIssue(), assigns(), opensPull()], 'pull_request.opened', `created ${PENDING}`],
      [closesIssue(), 'issues.closed', REFUSED],
      [pushes(), 'pull_request.synchronize', '– (already_recorded)'],
      [pushes(), 'pull_request.synchronize', '– (already_recorded)'],
      [closesPull(), 'pull_request.closed', 'task_queued (already_recorded)', '– (already_recorded)'],
    ],
    end: { standard: 'task_queued', strict: 'ci_pending' },
  },
  {
    id: '68',
    title: 'a stranger’s PR comes and goes, then the issue is closed',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [opensPull({ author: 'codertocat', fork: true }), 'pull_request.opened', PENDING],
      [closesPull(), 'pull_request.closed', 'task_queued', '– (behind)'],
      [closesIssue(), 'issues.closed', 'closed', REFUSED],
    ],
    end: { standard: 'closed', strict: 'ci_pending' },
  },
  {
    id: '69',
    title: 'closed by a commit of a PR that still shows as open, then the merge shows',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes()], 'workflow_run.completed', PASSED],
      [commitsArrive(), 'issues.closed', 'deferred (merge_in_flight)'],
      [merges(), 'pull_request.closed', 'merged closed'],
    ],
    end: 'closed',
  },
  {
    id: '70',
    title: 'merged without a keyword, closed by hand; then somebody writes it',
    rows: [
      [[opensIssue(), assigns()], 'issues.assigned', 'created task_queued'],
      [[opensLonePull({ body: 'About #1' }), passes(), merges()], 'pull_request.closed (other item)', '–'],
      [[twoDaysPass(), closesIssue()], 'issues.closed', REFUSED],
      [
        saysItCloses(),
        'pull_request.edited',
        'pr_created (flag inferred) ci_pending ci_passed (flag late) merged (flag inferred) closed',
      ],
    ],
    end: 'closed',
  },
  {
    id: '71',
    title: 'assigned, unassigned, closed',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [assigns(), 'issues.assigned', 'task_queued'],
      [unassigns(), 'issues.unassigned', '–'],
      [closesIssue(), 'issues.closed', 'closed', REFUSED],
    ],
    end: { standard: 'closed', strict: 'task_queued' },
  },
  {
    id: '72',
    title: 'who asked for changes merges it herself',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes(), asksForChanges()], 'pull_request_review.submitted', `${PASSED} awaiting_review`],
      [reviewerMerges(), 'pull_request.closed', 'ci_passed merged closed', REFUSED],
    ],
    end: { standard: 'closed', strict: 'awaiting_review' },
  },
  {
    id: '73',
    title: 'awaiting a review of one PR, another one is approved and merged',
    settings: { reviews: 1 },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes()], 'workflow_run.completed', `${PASSED} awaiting_review`],
      [
        [opensPull(), passes(), approves(), merges()],
        'pull_request.closed',
        'pr_created ci_pending ci_passed awaiting_review approved merged closed',
        'ci_pending ci_passed awaiting_review approved merged closed',
      ],
    ],
    end: 'closed',
  },
  {
    id: '74',
    title: 'merged into a branch, then the release PR of that branch opens',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [
        [createsBranch('develop'), opensPull({ base: 'develop' }), passes(), merges()],
        'pull_request.closed',
        `${PASSED} merged`,
      ],
      [opensLonePull({ head: 'develop' }), 'pull_request.opened (other item)', '–'],
    ],
    end: 'merged',
  },
  {
    id: '75',
    title: 'merged into a side branch, then 25 other PRs mention the issue',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [
        [createsBranch('side'), opensPull({ base: 'side' }), passes(), merges()],
        'pull_request.closed',
        `${PASSED} merged`,
      ],
      [mentionedBy(25), 'pull_request.opened (other item)', '–'],
    ],
    end: 'merged',
  },
  {
    id: '76',
    title: 'the required check is skipped on the head and passes in the merge queue',
    settings: { required: ['e2e'] },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), skips({ name: 'e2e' })], 'workflow_run.completed', PENDING],
      [[entersQueue(), passesInQueue('e2e'), merges()], 'pull_request.closed', 'ci_passed merged closed'],
    ],
    end: 'closed',
  },
  {
    id: '77',
    title: 'a push answers no objection: merged without the reviewer',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes(), asksForChanges()], 'pull_request_review.submitted', `${PASSED} awaiting_review`],
      [[pushes(), passes(), merges()], 'pull_request.closed', `ci_pending ci_passed awaiting_review, ${REFUSED}`],
    ],
    end: 'awaiting_review',
  },
  {
    id: '78',
    title: 'approved and merged unseen; afterwards somebody asks for changes',
    settings: { reviews: 1 },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [
        [opensPull(), passes(), approves(), merges(), othersAskForChanges()],
        'pull_request_review.submitted',
        `${APPROVED} merged closed`,
      ],
    ],
    end: 'closed',
  },
  {
    id: '79',
    title: 'green at the merge; ten minutes later a status on the same commit turns red',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [
        [opensPull(), passes(), posts('deploy', 'success'), merges(), tenMinutesPass(), posts('deploy', 'failure')],
        'status',
        `${PASSED} merged closed`,
      ],
    ],
    end: 'closed',
  },
  {
    id: '80',
    title: 'closed by the merge of a PR of another repository',
    rows: [
      [[opensIssue(), assigns()], 'issues.assigned', 'created task_queued'],
      [closesElsewhere(), 'issues.closed', 'closed (flag elsewhere)', REFUSED],
    ],
    end: { standard: 'closed', strict: 'task_queued' },
  },
  {
    id: '81a',
    title: 'closed by a commit pushed to main, assigned',
    rows: [
      [[opensIssue(), assigns()], 'issues.assigned', 'created task_queued'],
      [closesByCommit(), 'issues.closed', REFUSED],
    ],
    end: 'task_queued',
  },
  {
    id: '81b',
    title: 'closed by a commit pushed to main, nobody assigned',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [closesByCommit(), 'issues.closed', REFUSED],
    ],
    end: 'issue_created',
  },
  {
    id: '82',
    title: 'converted to a draft while a review is awaited',
    settings: { reviews: 1 },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), passes()], 'workflow_run.completed', `${PASSED} awaiting_review`],
      [convertsToDraft(), 'pull_request.converted_to_draft', 'ci_passed', '– (behind)'],
    ],
    end: { standard: 'ci_passed', strict: 'awaiting_review' },
  },
  {
    id: '83',
    title: 'a person posts the status that a rule set wants of an app',
    settings: { pinned: { build: GITHUB_ACTIONS } },
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[opensPull(), posts('build', 'success')], 'status', PENDING],
    ],
    end: 'ci_pending',
  },
  {
    id: '84',
    title: 'the conversation is locked after the record began',
    rows: [
      [opensIssue(), 'issues.opened', 'created issue_created'],
      [[locks(), assigns()], 'issues.assigned', 'task_queued'],
    ],
    end: 'task_queued',
  },
];
