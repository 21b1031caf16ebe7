import { LAW_FILE } from '../../../core/model.ts';

/** Repository, viewer and config file: part of every reading. `rateLimit` is for the log. */
export const READING_FIELDS = 'rateLimit { cost remaining resetAt } viewer { login databaseId }';

export const REPO_FRAGMENT = `fragment Repo on Repository {
  id nameWithOwner defaultBranchRef { name }
  config: object(expression: $config) { ... on Blob { text isTruncated } }
  lawFile: object(expression: "HEAD:${LAW_FILE}") { __typename }
}`;

export const ACTOR_FRAGMENT = `fragment Who on Actor { __typename login
  ... on User { databaseId } ... on Bot { databaseId } ... on Mannequin { databaseId } ... on Organization { databaseId }
}`;

/** Who else holds a lock in the same place. Locks are new: of very many reactions the last ones are enough. */
export const LOCKS_FRAGMENT = `fragment Held on Reaction { content
  reactable { reactionGroups { content reactors(last: 100) { edges { reactedAt node { ...Who } } } } } }`;

export const COMMENT_FRAGMENT = `fragment Comment on IssueComment {
  id fullDatabaseId url body createdAt lastEditedAt viewerDidAuthor viewerCanUpdate includesCreatedEdit
  author { ...Who } editor { ...Who } userContentEdits(first: 1) { totalCount }
}`;

/** What choosing among pull requests needs, at one connection each. */
const PULL_LIGHT = `fragment PullLight on PullRequest {
  number url pullState: state isDraft isCrossRepository headRefOid headRefName baseRefName createdAt closedAt mergedAt
  repository { nameWithOwner } author { ...Who } mergedBy { ...Who } autoMergeRequest { enabledAt }
  lastEditedAt editor { ...Who }
  baseRef { associatedPullRequests(first: 1, states: [OPEN]) { totalCount } }
}`;

export const CHECKS_FRAGMENT = `fragment Checks on StatusCheckRollupContextConnection {
  pageInfo { hasNextPage endCursor }
  nodes { ...Check }
}
fragment Check on StatusCheckRollupContext { __typename
  ... on CheckRun { ...CheckRunFields }
  ... on StatusContext { context state createdAt creator { ...Who } }
}
fragment CheckRunFields on CheckRun { name status conclusion startedAt completedAt
  checkSuite { createdAt app { slug databaseId } workflowRun { createdAt event workflow { resourcePath } } }
}`;

/** What the base branch demands, of checks and of reviews. */
const RULES = `refUpdateRule { requiredStatusCheckContexts requiredApprovingReviewCount requiresCodeOwnerReviews }
    rules(first: 100) { pageInfo { hasNextPage } nodes { repositoryRuleset { updatedAt } parameters { __typename
      ... on RequiredStatusChecksParameters { requiredStatusChecks { context integrationId } }
      ... on PullRequestParameters { requiredApprovingReviewCount requireCodeOwnerReview requireLastPushApproval
        dismissStaleReviewsOnPush } } } }`;

/** Opinions as they stand, as they were given, and as they are asked for. */
const REVIEWS = `reviewDecision
  reviewRequests(first: 100) { totalCount nodes { asCodeOwner requestedReviewer { __typename
    ... on Actor { login } ... on Team { combinedSlug } } } }
  latestOpinionatedReviews(first: 100, writersOnly: true) { pageInfo { hasNextPage } nodes { ...Review } }
  opinions: reviews(last: 100, states: [APPROVED, CHANGES_REQUESTED, DISMISSED]) { pageInfo { hasPreviousPage } nodes { id ...Review } }
  dismissals: timelineItems(last: 100, itemTypes: [REVIEW_DISMISSED_EVENT]) { pageInfo { hasPreviousPage }
    nodes { ... on ReviewDismissedEvent { createdAt previousReviewState review { id } } } }`;

const REVIEW = 'fragment Review on PullRequestReview { state submittedAt author { ...Who } commit { oid } }';

/** The last word on auto-merge, and on the queue: a merge may take the pull request out of it. */
const MERGING = `mergeable mergeCommit { oid }
  autoMergeEvents: timelineItems(last: 1, itemTypes: [AUTO_MERGE_ENABLED_EVENT, AUTO_SQUASH_ENABLED_EVENT, AUTO_REBASE_ENABLED_EVENT, AUTO_MERGE_DISABLED_EVENT]) { nodes { __typename
    ... on AutoMergeEnabledEvent { createdAt } ... on AutoSquashEnabledEvent { createdAt } ... on AutoRebaseEnabledEvent { createdAt } } }
  queueEvents: timelineItems(last: 2, itemTypes: [ADDED_TO_MERGE_QUEUE_EVENT, REMOVED_FROM_MERGE_QUEUE_EVENT]) { nodes { __typename
    ... on AddedToMergeQueueEvent { createdAt } ... on RemovedFromMergeQueueEvent { createdAt } } }`;

const PULL_FULL = `fragment PullFull on PullRequest { ...PullLight body labels(first: 100) { totalCount nodes { name } }
  baseRef { ${RULES} }
  ${MERGING}
  ${REVIEWS}
  closing: closingIssuesReferences(first: 100) { totalCount nodes { number url repository { nameWithOwner } } }
  commits(last: 1) { nodes { commit { oid statusCheckRollup { contexts(first: 100) { ...Checks } } } } }
}`;

/** The first comments and those that changed last, by the name of a fragment. */
export const commentsBy = (
  fragment: string,
): string => `old: comments(first: 10) { totalCount nodes { ...${fragment} } }
  recent: comments(first: 10, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { ...${fragment} } }`;

/** The repositories that an issue came from. */
export const TRANSFERS =
  'transfers: timelineItems(last: 100, itemTypes: [TRANSFERRED_EVENT]) { pageInfo { hasPreviousPage } nodes { ... on TransferredEvent { fromRepository { id } } } }';

/** Each reopening begins a cycle. They are counted one by one: what GitHub's own count of a timeline heeds is not documented. */
const REOPENED = `reopened: timelineItems(last: 100, itemTypes: [REOPENED_EVENT]) { pageInfo { hasPreviousPage }
    nodes { ... on ReopenedEvent { createdAt actor { ...Who } } } }`;

/** What closed the issue; a commit with every pull request that holds it. */
const CLOSER = `closer { __typename ... on PullRequest { ...PullLight }
      ... on Commit { oid url repository { nameWithOwner }
        associatedPullRequests(first: 50) { totalCount nodes { ...PullName } } } }`;

const ISSUE_EVENTS = `fragment Assignment on AssignedEvent { createdAt actor { ...Who } }
fragment Mention on CrossReferencedEvent { createdAt willCloseTarget source { __typename
  ... on PullRequest { number url pullState: state baseRefName mergedAt lastEditedAt repository { nameWithOwner } } } }`;

const PULL_NAME = 'fragment PullName on PullRequest { number url repository { nameWithOwner } }';

/** A list that is read from its end, page by page. */
const BACK = 'pageInfo { hasPreviousPage startCursor }';

/**
 * The issue's own part. `linked` and `linkedBranches` say which pull requests are the issue's, `others` shows the first
 * of them; the rest is read by number. `assignees` lacks bots; servers that do not know `assignedActors` have nothing
 * better.
 */
const issueFull = (assignees: string) => `fragment IssueFull on Issue {
  id number title url issueState: state stateReason createdAt closedAt locked repository { nameWithOwner }
  author { ...Who } assignees: ${assignees}(first: 50) { totalCount nodes { ...Who } } labels(first: 100) { totalCount nodes { name } }
  ${commentsBy('Comment')}
  ${REOPENED}
  closed: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { ...Who }
    ${CLOSER} } } }
  assigned: timelineItems(last: 20, itemTypes: [ASSIGNED_EVENT]) { ${BACK} nodes { ...Assignment } }
  ${TRANSFERS}
  mentions: timelineItems(last: 100, itemTypes: [CROSS_REFERENCED_EVENT]) { ${BACK} nodes { ...Mention } }
  linkedBranches(first: 10) { totalCount nodes { ref { name associatedPullRequests(first: 10, states: [OPEN, MERGED]) { totalCount nodes { ...PullName } } } } }
  linked: closedByPullRequestsReferences(first: 100, includeClosedPrs: true, orderByState: true) { totalCount nodes { ...PullName } }
  others: closedByPullRequestsReferences(first: 10, includeClosedPrs: true, orderByState: true) { nodes { ...PullLight } }
}`;

const PULL_ITEM = `fragment PullItem on PullRequest { ...PullFull id title locked
  ${commentsBy('Comment')}
  ${REOPENED}
  closed: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { ...Who } } } }
  closingIssuesReferences(first: 3) { nodes { ...IssueFull } }
}`;

/** The fragments behind `PullFull`. */
export const PULL_PARTS = [ACTOR_FRAGMENT, PULL_LIGHT, CHECKS_FRAGMENT, REVIEW, PULL_FULL].join('\n');

/** The fragments behind a page of an issue's timeline. */
export const EVENT_PARTS = [ACTOR_FRAGMENT, ISSUE_EVENTS].join('\n');

/** The fragments behind `IssueFull` and `PullItem`. */
export function itemParts(assignees: string): string {
  return [REPO_FRAGMENT, COMMENT_FRAGMENT, PULL_PARTS, PULL_NAME, ISSUE_EVENTS, issueFull(assignees), PULL_ITEM].join(
    '\n',
  );
}
