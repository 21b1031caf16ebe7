function i(e){return e.endsWith("[bot]")?e.slice(0,-5):e}function _(e){if(e===null)return null;let t=e.text("__typename");return{id:e.idOrNull("databaseId")??"0",login:i(e.text("login")),type:t==="User"||t==="Bot"?t:"Unknown"}}var S="rateLimit { cost remaining resetAt } viewer { login databaseId }",l=`fragment Repo on Repository {
  id nameWithOwner defaultBranchRef { name }
  config: object(expression: $config) { ... on Blob { text isTruncated } }
}`,n=`fragment Who on Actor { __typename login
  ... on User { databaseId } ... on Bot { databaseId } ... on Mannequin { databaseId } ... on Organization { databaseId }
}`,v=`fragment Held on Reaction { content
  reactable { reactionGroups { content reactors(last: 100) { edges { reactedAt node { ...Who } } } } } }`,u=`fragment Comment on IssueComment {
  id fullDatabaseId url body createdAt lastEditedAt viewerDidAuthor viewerCanUpdate includesCreatedEdit
  author { ...Who } editor { ...Who } userContentEdits(first: 1) { totalCount }
}`,d=`fragment PullLight on PullRequest {
  number url pullState: state isDraft isCrossRepository headRefOid headRefName baseRefName createdAt closedAt mergedAt
  repository { nameWithOwner } author { ...Who } mergedBy { ...Who } autoMergeRequest { enabledAt }
  lastEditedAt editor { ...Who }
  baseRef { associatedPullRequests(first: 1, states: [OPEN]) { totalCount } }
}`,c=`fragment Checks on StatusCheckRollupContextConnection {
  pageInfo { hasNextPage endCursor }
  nodes { ...Check }
}
fragment Check on StatusCheckRollupContext { __typename
  ... on CheckRun { ...CheckRunFields }
  ... on StatusContext { context state createdAt creator { ...Who } }
}
fragment CheckRunFields on CheckRun { name status conclusion startedAt completedAt
  checkSuite { createdAt app { slug databaseId } workflowRun { createdAt event workflow { resourcePath } } }
}`,m=`refUpdateRule { requiredStatusCheckContexts requiredApprovingReviewCount requiresCodeOwnerReviews }
    rules(first: 100) { pageInfo { hasNextPage } nodes { repositoryRuleset { updatedAt } parameters { __typename
      ... on RequiredStatusChecksParameters { requiredStatusChecks { context integrationId } }
      ... on PullRequestParameters { requiredApprovingReviewCount requireCodeOwnerReview requireLastPushApproval
        dismissStaleReviewsOnPush } } } }`,E=`reviewDecision
  reviewRequests(first: 100) { totalCount nodes { asCodeOwner requestedReviewer { __typename
    ... on Actor { login } ... on Team { combinedSlug } } } }
  latestOpinionatedReviews(first: 100, writersOnly: true) { pageInfo { hasNextPage } nodes { ...Review } }
  opinions: reviews(last: 100, states: [APPROVED, CHANGES_REQUESTED, DISMISSED]) { pageInfo { hasPreviousPage } nodes { id ...Review } }
  dismissals: timelineItems(last: 100, itemTypes: [REVIEW_DISMISSED_EVENT]) { pageInfo { hasPreviousPage }
    nodes { ... on ReviewDismissedEvent { createdAt previousReviewState review { id } } } }`,R="fragment Review on PullRequestReview { state submittedAt author { ...Who } commit { oid } }",p=`mergeable mergeCommit { oid }
  autoMergeEvents: timelineItems(last: 1, itemTypes: [AUTO_MERGE_ENABLED_EVENT, AUTO_SQUASH_ENABLED_EVENT, AUTO_REBASE_ENABLED_EVENT, AUTO_MERGE_DISABLED_EVENT]) { nodes { __typename
    ... on AutoMergeEnabledEvent { createdAt } ... on AutoSquashEnabledEvent { createdAt } ... on AutoRebaseEnabledEvent { createdAt } } }
  queueEvents: timelineItems(last: 2, itemTypes: [ADDED_TO_MERGE_QUEUE_EVENT, REMOVED_FROM_MERGE_QUEUE_EVENT]) { nodes { __typename
    ... on AddedToMergeQueueEvent { createdAt } ... on RemovedFromMergeQueueEvent { createdAt } } }`,g=`fragment PullFull on PullRequest { ...PullLight body
  baseRef { ${m} }
  ${p}
  ${E}
  closing: closingIssuesReferences(first: 100) { totalCount nodes { number url repository { nameWithOwner } } }
  commits(last: 1) { nodes { commit { oid statusCheckRollup { contexts(first: 100) { ...Checks } } } } }
}`,o=`old: comments(first: 10) { totalCount nodes { ...Comment } }
  recent: comments(first: 10, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { ...Comment } }`,r=`reopened: timelineItems(last: 100, itemTypes: [REOPENED_EVENT]) { pageInfo { hasPreviousPage }
    nodes { ... on ReopenedEvent { createdAt actor { ...Who } } } }`,f=`closer { __typename ... on PullRequest { ...PullLight }
      ... on Commit { oid url repository { nameWithOwner }
        associatedPullRequests(first: 50) { totalCount nodes { ...PullName } } } }`,a=`fragment Assignment on AssignedEvent { createdAt actor { ...Who } }
fragment Mention on CrossReferencedEvent { createdAt willCloseTarget source { __typename
  ... on PullRequest { number url pullState: state baseRefName mergedAt lastEditedAt repository { nameWithOwner } } } }`,A="fragment PullName on PullRequest { number url repository { nameWithOwner } }",s="pageInfo { hasPreviousPage startCursor }",C=e=>`fragment IssueFull on Issue {
  id number title url issueState: state stateReason createdAt closedAt locked repository { nameWithOwner }
  author { ...Who } assignees: ${e}(first: 50) { totalCount nodes { ...Who } } labels(first: 100) { totalCount nodes { name } }
  ${o}
  ${r}
  closed: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { ...Who }
    ${f} } } }
  assigned: timelineItems(last: 20, itemTypes: [ASSIGNED_EVENT]) { ${s} nodes { ...Assignment } }
  transfers: timelineItems(last: 100, itemTypes: [TRANSFERRED_EVENT]) { pageInfo { hasPreviousPage } nodes { ... on TransferredEvent { fromRepository { id } } } }
  mentions: timelineItems(last: 100, itemTypes: [CROSS_REFERENCED_EVENT]) { ${s} nodes { ...Mention } }
  linkedBranches(first: 10) { totalCount nodes { ref { name associatedPullRequests(first: 10, states: [OPEN, MERGED]) { totalCount nodes { ...PullName } } } } }
  linked: closedByPullRequestsReferences(first: 100, includeClosedPrs: true, orderByState: true) { totalCount nodes { ...PullName } }
  others: closedByPullRequestsReferences(first: 10, includeClosedPrs: true, orderByState: true) { nodes { ...PullLight } }
}`,h=`fragment PullItem on PullRequest { ...PullFull id title locked
  ${o}
  ${r}
  closed: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { ...Who } } } }
  closingIssuesReferences(first: 3) { nodes { ...IssueFull } }
}`,P=[n,d,c,R,g].join(`
`),T=[n,a].join(`
`);function N(e){return[l,u,P,A,a,C(e),h].join(`
`)}export{i as a,_ as b,S as c,n as d,v as e,u as f,c as g,P as h,T as i,N as j};
