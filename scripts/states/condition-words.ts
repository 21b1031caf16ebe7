/** Every condition of the built-in lifecycles, on one line, in words. */
export const CONDITION_WORDS: ReadonlyMap<string, string> = new Map([
  ['true', 'always: every item is at least here'],
  [
    "issue.assignees[0] || pull_request.active || issue.state_reason == 'reopened' || (record.state && record.state != 'issue_created')",
    'somebody is assigned; or the pull request is open or merged; or the issue was reopened; or the record has gone beyond `issue_created` before',
  ],
  ['pull_request.active', 'the pull request is open or merged'],
  [
    "pull_request.active && checks.state != 'success' && checks.state != 'failure'",
    'the pull request is open or merged, and its checks have no verdict: they run or wait, or none has reported',
  ],
  [
    'pull_request.active && checks.ok',
    'the pull request is open or merged, and its checks have passed; without any check only under `ci: none`, or once it is merged',
  ],
  [
    "pull_request.active && checks.state == 'success'",
    'the pull request is open or merged, and its checks have passed',
  ],
  [
    "pull_request.active && checks.state == 'failure'",
    'the pull request is open or merged, and a check that counts has failed',
  ],
  [
    "pull_request.active && !pull_request.draft && checks.ok && (review.decision == 'review_required' || review.decision == 'changes_requested' || review.requested > 0)",
    'as `ci_passed`, and the pull request is no draft, and a review is required, or was asked of somebody, or somebody asks for changes',
  ],
  [
    "pull_request.active && !pull_request.draft && checks.state == 'success' && (review.decision == 'review_required' || review.decision == 'changes_requested' || review.requested > 0)",
    'as `ci_passed`, and the pull request is no draft, and a review is required, or was asked of somebody, or somebody asks for changes',
  ],
  [
    "pull_request.active && checks.ok && review.decision == 'approved'",
    'as `ci_passed`, and the pull request is approved',
  ],
  [
    "pull_request.active && checks.state == 'success' && review.decision == 'approved' && review.current",
    'as `ci_passed`, and the pull request is approved, with enough approvals of the current commit',
  ],
  ['pull_request.merged', 'the pull request is merged'],
  [
    "issue.state == 'closed' || (!issue.number && (pull_request.closed || pull_request.merged))",
    'the issue is closed; of a pull request that is an item of its own: it is closed or merged',
  ],
  [
    "!pull_request.merged && (issue.closed_elsewhere || (issue.closed_by != 'commit' && issue.closed_by != 'elsewhere' && (issue.set_aside || !issue.taken_up)))",
    'the issue has no merged pull request, and either a merged pull request of another repository of the same owner closed it; or neither a commit nor anything of another repository did, and it was closed as not planned or as a duplicate, or is not taken up',
  ],
  [
    "!pull_request.merged && (issue.closed_elsewhere || (issue.closed_by != 'commit' && issue.closed_by != 'elsewhere' && (issue.set_aside || issue.merged_before || !issue.taken_up || (issue.close_accepted && issue.closed_by == 'hand'))))",
    'as from `issue_created`; or, too, something was merged before the issue was reopened, or it was closed by hand under `unmerged-close: accept`',
  ],
  [
    "!pull_request.merged && (issue.set_aside || (!issue.number && pull_request.closed) || issue.closed_elsewhere || (issue.closed_by == 'hand' && !issue.taken_up))",
    'the pull request is not merged, and the issue was closed as not planned or as a duplicate; or by a merged pull request of another repository of the same owner; or by hand and is not taken up. A pull request that is an item of its own: it was closed',
  ],
  [
    'pull_request.active && record.pr_number && record.pr_number != pull_request.number',
    "another pull request than the recorded one is the item's now",
  ],
  [
    '!pull_request.active',
    'the item has no open or merged pull request: it was closed unmerged, or is no longer linked',
  ],
  [
    "!review.decision || (record.auto_merge && review.decision != 'changes_requested')",
    'no review is required and nobody has given one that counts; or the record has the flag `auto_merge` and nobody asks for changes',
  ],
  ["pull_request.draft && review.decision != 'approved'", 'the pull request was made a draft, and is not approved'],
  ['!review.decision && review.requested == 0', 'no review is required, none counts, and none is asked for any more'],
  ['!review.decision', 'no review is required and none counts; one may still be asked for as a favour'],
  ['pull_request.open', 'another pull request for the same issue is open'],
  [
    "record.reopened || (issue.state_reason == 'reopened' && !pull_request.merged)",
    'the issue was reopened since the last step; or it is a reopened one, and its pull request is not merged',
  ],
  [
    "issue.state == 'open' || (!issue.number && pull_request.open) || record.reopened",
    'the issue is open again; of a pull request that is an item of its own: it is open again; or either was reopened since the last step',
  ],
]);
