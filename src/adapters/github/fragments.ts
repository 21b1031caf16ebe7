/** Repository, viewer and config file: part of every reading. `rateLimit` is for the log. */
export const HEAD = 'rateLimit { cost remaining resetAt } viewer { login databaseId }';

export const REPO = `fragment Repo on Repository {
  id nameWithOwner defaultBranchRef { name }
  config: object(expression: $config) { ... on Blob { text isTruncated } }
}`;

export const WHO = `fragment Who on Actor { __typename login
  ... on User { databaseId } ... on Bot { databaseId } ... on Mannequin { databaseId } ... on Organization { databaseId }
}`;

export const COMMENT = `fragment Comment on IssueComment {
  id fullDatabaseId url body createdAt lastEditedAt viewerDidAuthor viewerCanUpdate includesCreatedEdit
  author { ...Who } editor { ...Who } userContentEdits(first: 1) { totalCount }
}`;

/** What choosing among pull requests needs, at one connection each. */
const PULL_LIGHT = `fragment PullLight on PullRequest {
  number url pullState: state isDraft isCrossRepository headRefOid headRefName baseRefName createdAt closedAt mergedAt
  repository { nameWithOwner } author { ...Who } mergedBy { ...Who } autoMergeRequest { enabledAt }
  baseRef { associatedPullRequests(first: 1, states: [OPEN]) { totalCount } }
}`;

export const CHECKS = `fragment Checks on StatusCheckRollupContextConnection {
  pageInfo { hasNextPage endCursor }
  nodes { __typename
    ... on CheckRun { name status conclusion startedAt completedAt
      checkSuite { createdAt app { slug databaseId } workflowRun { createdAt event workflow { resourcePath } } } }
    ... on StatusContext { context state createdAt }
  }
}`;

const PULL_FULL = `fragment PullFull on PullRequest { ...PullLight body mergeCommit { oid } reviewDecision
  baseRef { refUpdateRule { requiredStatusCheckContexts }
    rules(first: 100) { pageInfo { hasNextPage } nodes { type parameters { ... on RequiredStatusChecksParameters {
      requiredStatusChecks { context integrationId } } } } } }
  reviewRequests(first: 1) { totalCount }
  latestOpinionatedReviews(first: 100, writersOnly: true) { pageInfo { hasNextPage }
    nodes { state submittedAt author { ...Who } commit { oid } } }
  commits(last: 1) { nodes { commit { oid statusCheckRollup { contexts(first: 100) { ...Checks } } } } }
}`;

/** The item's own part; `reopened` counts the cycles exactly, however long the timeline is. */
const COMMENTS = `old: comments(first: 10) { totalCount nodes { ...Comment } }
  recent: comments(first: 10, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { ...Comment } }`;

const REOPENED = `reopened: timelineItems(last: 1, itemTypes: [REOPENED_EVENT]) { filteredCount
    nodes { ... on ReopenedEvent { createdAt actor { ...Who } } } }`;

/** `assignees` lacks bots; servers that do not know `assignedActors` have nothing better. */
const issueFull = (assignees: string) => `fragment IssueFull on Issue {
  id number title url issueState: state stateReason createdAt closedAt locked repository { nameWithOwner }
  author { ...Who } assignees: ${assignees}(first: 10) { nodes { ...Who } } labels(first: 100) { nodes { name } }
  ${COMMENTS}
  ${REOPENED}
  closed: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { ...Who }
    closer { __typename ... on PullRequest { ...PullLight }
      ... on Commit { associatedPullRequests(first: 1) { nodes { ...PullLight } } } } } } }
  assigned: timelineItems(last: 20, itemTypes: [ASSIGNED_EVENT]) { nodes { ... on AssignedEvent { createdAt actor { ...Who } } } }
  transfers: timelineItems(last: 5, itemTypes: [TRANSFERRED_EVENT]) { nodes { ... on TransferredEvent { fromRepository { id } } } }
  mentions: timelineItems(last: 20, itemTypes: [CROSS_REFERENCED_EVENT]) { nodes { ... on CrossReferencedEvent { willCloseTarget
    source { __typename ... on PullRequest { number pullState: state baseRefName repository { nameWithOwner } } } } } }
}`;

const PULL_ITEM = `fragment PullItem on PullRequest { ...PullFull id title locked
  ${COMMENTS}
  ${REOPENED}
  closed: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { ...Who } } } }
  closing: closingIssuesReferences(first: 50) { nodes { number repository { nameWithOwner } } }
  closingIssuesReferences(first: 3) { nodes { ...IssueFull
    others: closedByPullRequestsReferences(first: 10, includeClosedPrs: true, orderByState: true) { totalCount nodes { ...PullLight } } } }
}`;

/** The fragments behind `PullFull`. */
export const PULL_PARTS = [WHO, PULL_LIGHT, CHECKS, PULL_FULL].join('\n');

/** The fragments behind `IssueFull` and `PullItem`. */
export function itemParts(assignees: string): string {
  return [REPO, COMMENT, PULL_PARTS, issueFull(assignees), PULL_ITEM].join('\n');
}
