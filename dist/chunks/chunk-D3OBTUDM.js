var g="rateLimit { cost remaining resetAt } viewer { login databaseId }",r=`fragment Repo on Repository {
  id nameWithOwner defaultBranchRef { name }
  config: object(expression: $config) { ... on Blob { text isTruncated } }
}`,a=`fragment Who on Actor { __typename login
  ... on User { databaseId } ... on Bot { databaseId } ... on Mannequin { databaseId } ... on Organization { databaseId }
}`,i=`fragment Comment on IssueComment {
  id fullDatabaseId url body createdAt lastEditedAt viewerDidAuthor viewerCanUpdate includesCreatedEdit
  author { ...Who } editor { ...Who } userContentEdits(first: 1) { totalCount }
}`,l=`fragment PullLight on PullRequest {
  number url pullState: state isDraft isCrossRepository headRefOid headRefName baseRefName createdAt closedAt mergedAt
  repository { nameWithOwner } author { ...Who } mergedBy { ...Who } autoMergeRequest { enabledAt }
  baseRef { associatedPullRequests(first: 1, states: [OPEN]) { totalCount } }
}`,d=`fragment Checks on StatusCheckRollupContextConnection {
  pageInfo { hasNextPage endCursor }
  nodes { __typename
    ... on CheckRun { name status conclusion startedAt completedAt
      checkSuite { createdAt app { slug databaseId } workflowRun { createdAt event workflow { resourcePath } } } }
    ... on StatusContext { context state createdAt }
  }
}`,u=`fragment PullFull on PullRequest { ...PullLight body mergeCommit { oid } reviewDecision
  baseRef { refUpdateRule { requiredStatusCheckContexts }
    rules(first: 100) { pageInfo { hasNextPage } nodes { type parameters { ... on RequiredStatusChecksParameters {
      requiredStatusChecks { context integrationId } } } } } }
  reviewRequests(first: 1) { totalCount }
  latestOpinionatedReviews(first: 100, writersOnly: true) { pageInfo { hasNextPage }
    nodes { state submittedAt author { ...Who } commit { oid } } }
  commits(last: 1) { nodes { commit { oid statusCheckRollup { contexts(first: 100) { ...Checks } } } } }
}`,o=`old: comments(first: 10) { totalCount nodes { ...Comment } }
  recent: comments(first: 10, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { ...Comment } }`,n=`reopened: timelineItems(last: 1, itemTypes: [REOPENED_EVENT]) { filteredCount
    nodes { ... on ReopenedEvent { createdAt actor { ...Who } } } }`,c=e=>`fragment IssueFull on Issue {
  id number title url issueState: state stateReason createdAt closedAt locked repository { nameWithOwner }
  author { ...Who } assignees: ${e}(first: 10) { nodes { ...Who } } labels(first: 100) { nodes { name } }
  ${o}
  ${n}
  closed: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { ...Who }
    closer { __typename ... on PullRequest { ...PullLight }
      ... on Commit { associatedPullRequests(first: 1) { nodes { ...PullLight } } } } } } }
  assigned: timelineItems(last: 20, itemTypes: [ASSIGNED_EVENT]) { nodes { ... on AssignedEvent { createdAt actor { ...Who } } } }
  transfers: timelineItems(last: 5, itemTypes: [TRANSFERRED_EVENT]) { nodes { ... on TransferredEvent { fromRepository { id } } } }
  mentions: timelineItems(last: 20, itemTypes: [CROSS_REFERENCED_EVENT]) { nodes { ... on CrossReferencedEvent { willCloseTarget
    source { __typename ... on PullRequest { number pullState: state baseRefName repository { nameWithOwner } } } } } }
}`,m=`fragment PullItem on PullRequest { ...PullFull id title locked
  ${o}
  ${n}
  closed: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { ...Who } } } }
  closing: closingIssuesReferences(first: 50) { nodes { number repository { nameWithOwner } } }
  closingIssuesReferences(first: 3) { nodes { ...IssueFull
    others: closedByPullRequestsReferences(first: 10, includeClosedPrs: true, orderByState: true) { totalCount nodes { ...PullLight } } } }
}`,f=[a,l,d,u].join(`
`);function h(e){return[r,i,f,c(e),m].join(`
`)}function p(e){return e.endsWith("[bot]")?e.slice(0,-5):e}function R(e){let s=e.textOrNull("login");if(s===null)return null;let t=e.textOrNull("__typename");return{id:e.idOrNull("databaseId")??"0",login:p(s),type:t==="User"||t==="Bot"?t:"Unknown"}}export{g as a,a as b,i as c,d,f as e,h as f,p as g,R as h};
