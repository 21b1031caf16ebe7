import{createRequire as bannerCreateRequire}from'node:module';const require=bannerCreateRequire(import.meta.url);
var a="rateLimit { cost remaining resetAt } viewer { login databaseId }",C=`fragment Repo on Repository {
  id nameWithOwner defaultBranchRef { name }
  config: object(expression: $config) { ... on Blob { text isTruncated } }
}`,o=`fragment Who on Actor { __typename login
  ... on User { databaseId } ... on Bot { databaseId } ... on Mannequin { databaseId } ... on Organization { databaseId }
}`,i=`fragment Comment on IssueComment {
  id fullDatabaseId url body createdAt lastEditedAt viewerDidAuthor viewerCanUpdate includesCreatedEdit
  author { ...Who } editor { ...Who } userContentEdits(first: 1) { totalCount }
}`,y=`fragment PullLight on PullRequest {
  number url pullState: state isDraft isCrossRepository headRefOid headRefName baseRefName createdAt closedAt mergedAt
  repository { nameWithOwner } author { ...Who } mergedBy { ...Who } autoMergeRequest { enabledAt }
  baseRef { associatedPullRequests(first: 1, states: [OPEN]) { totalCount } }
}`,l=`fragment Checks on StatusCheckRollupContextConnection {
  pageInfo { hasNextPage endCursor }
  nodes { __typename
    ... on CheckRun { name status conclusion startedAt completedAt
      checkSuite { createdAt app { slug databaseId } workflowRun { createdAt event workflow { resourcePath } } } }
    ... on StatusContext { context state createdAt }
  }
}`,$=`fragment PullFull on PullRequest { ...PullLight body mergeCommit { oid } reviewDecision
  baseRef { refUpdateRule { requiredStatusCheckContexts }
    rules(first: 100) { pageInfo { hasNextPage } nodes { type parameters { ... on RequiredStatusChecksParameters {
      requiredStatusChecks { context integrationId } } } } } }
  reviewRequests(first: 1) { totalCount }
  latestOpinionatedReviews(first: 100, writersOnly: true) { pageInfo { hasNextPage }
    nodes { state submittedAt author { ...Who } commit { oid } } }
  commits(last: 1) { nodes { commit { oid statusCheckRollup { contexts(first: 100) { ...Checks } } } } }
}`,c=`old: comments(first: 10) { totalCount nodes { ...Comment } }
  recent: comments(first: 10, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { ...Comment } }`,f=`reopened: timelineItems(last: 1, itemTypes: [REOPENED_EVENT]) { filteredCount
    nodes { ... on ReopenedEvent { createdAt actor { ...Who } } } }`,h=e=>`fragment IssueFull on Issue {
  id number title url issueState: state stateReason createdAt closedAt locked repository { nameWithOwner }
  author { ...Who } assignees: ${e}(first: 10) { nodes { ...Who } } labels(first: 100) { nodes { name } }
  ${c}
  ${f}
  closed: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { ...Who }
    closer { __typename ... on PullRequest { ...PullLight }
      ... on Commit { associatedPullRequests(first: 1) { nodes { ...PullLight } } } } } } }
  assigned: timelineItems(last: 20, itemTypes: [ASSIGNED_EVENT]) { nodes { ... on AssignedEvent { createdAt actor { ...Who } } } }
  transfers: timelineItems(last: 5, itemTypes: [TRANSFERRED_EVENT]) { nodes { ... on TransferredEvent { fromRepository { id } } } }
  mentions: timelineItems(last: 20, itemTypes: [CROSS_REFERENCED_EVENT]) { nodes { ... on CrossReferencedEvent { willCloseTarget
    source { __typename ... on PullRequest { number pullState: state baseRefName repository { nameWithOwner } } } } } }
}`,E=`fragment PullItem on PullRequest { ...PullFull id title locked
  ${c}
  ${f}
  closed: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { ...Who } } } }
  closing: closingIssuesReferences(first: 50) { nodes { number repository { nameWithOwner } } }
  closingIssuesReferences(first: 3) { nodes { ...IssueFull
    others: closedByPullRequestsReferences(first: 10, includeClosedPrs: true, orderByState: true) { totalCount nodes { ...PullLight } } } }
}`,u=[o,y,l,$].join(`
`);function d(e){return[C,i,u,h(e),E].join(`
`)}function q(e){return{name:"Item",text:`query Item($owner: String!, $name: String!, $number: Int!, $config: String!, $branches: String!) { ${a}
  repository(owner: $owner, name: $name) { ...Repo
    branches: refs(refPrefix: "refs/heads/", query: $branches, first: 10) { nodes { name
      associatedPullRequests(first: 2, states: [OPEN, MERGED]) { nodes { ...PullLight } } } }
    item: issueOrPullRequest(number: $number) { __typename
      ... on Issue { ...IssueFull
        pulls: closedByPullRequestsReferences(first: 3, includeClosedPrs: true, orderByState: true) { nodes { ...PullFull } }
        others: closedByPullRequestsReferences(first: 20, includeClosedPrs: true, orderByState: true) { totalCount nodes { ...PullLight } } }
      ... on PullRequest { ...PullItem } } } }
${d(e)}`}}function _(e){return{name:"Commit",text:`query Commit($owner: String!, $name: String!, $sha: GitObjectID!, $branch: String, $hasBranch: Boolean!, $config: String!) { ${a}
  repository(owner: $owner, name: $name) { ...Repo
    commit: object(oid: $sha) { ... on Commit {
      first: associatedPullRequests(first: 1) { nodes { __typename ...PullItem } }
      all: associatedPullRequests(first: 10) { nodes { ...Candidate } } } }
    byBranch: pullRequests(first: 10, headRefName: $branch, states: [OPEN, MERGED], orderBy: { field: UPDATED_AT, direction: DESC })
      @include(if: $hasBranch) { nodes { ...Candidate } } } }
fragment Candidate on PullRequest { number headRefOid mergeCommit { oid } repository { nameWithOwner } }
${d(e)}`}}function D(e){let t=Array.from({length:e},(r,p)=>p),n=t.map(r=>`, $n${r}: Int!`).join(""),s=t.map(r=>`p${r}: pullRequest(number: $n${r}) { ...PullFull }`).join(`
    `);return{name:"Pulls",text:`query Pulls($owner: String!, $name: String!${n}) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { nameWithOwner defaultBranchRef { name }
    ${s} } }
${u}`}}var T={name:"Checks",text:`query Checks($owner: String!, $name: String!, $number: Int!, $after: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    commits(last: 1) { nodes { commit { oid statusCheckRollup { contexts(first: 100, after: $after) { ...Checks } } } } } } } }
${l}`},N={name:"Comments",text:`query Comments($owner: String!, $name: String!, $number: Int!, $after: String) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { item: issueOrPullRequest(number: $number) {
    ... on Issue { comments(first: 100, after: $after) { ...Page } }
    ... on PullRequest { comments(first: 100, after: $after) { ...Page } } } } }
fragment Page on IssueCommentConnection { pageInfo { hasNextPage endCursor } nodes { ...Comment } }
${i}
${o}`},L={name:"Edits",text:`query Edits($id: ID!, $count: Int!, $after: String) { rateLimit { cost remaining resetAt }
  node(id: $id) { ... on IssueComment { userContentEdits(first: $count, after: $after) { pageInfo { hasNextPage endCursor }
    nodes { editedAt editor { ...Who } diff deletedAt deletedBy { ...Who } } } } } }
${o}`},g=`number url updatedAt
      old: comments(first: 5) { totalCount nodes { id body } }
      recent: comments(first: 5, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { id body } }`;function W(e){return{name:"SweepIssues",text:`query SweepIssues($owner: String!, $name: String!, $after: String, $since: DateTime, $states: [IssueState!]!) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { items: issues(first: 50, after: $after, states: $states, filterBy: { since: $since }, orderBy: { field: UPDATED_AT, direction: DESC }) {
    pageInfo { hasNextPage endCursor }
    nodes { ${g} issueState: state closedAt assignees: ${e}(first: 1) { totalCount }
      pulls: closedByPullRequestsReferences(first: 1) { totalCount } } } } }`}}var B={name:"SweepPulls",text:`query SweepPulls($owner: String!, $name: String!, $after: String, $states: [PullRequestState!]!) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { items: pullRequests(first: 50, after: $after, states: $states, orderBy: { field: UPDATED_AT, direction: DESC }) {
    pageInfo { hasNextPage endCursor }
    nodes { ${g} pullState: state closedAt assignees(first: 1) { totalCount }
      closing: closingIssuesReferences(first: 1) { totalCount } } } } }`};function R(e){return e.endsWith("[bot]")?e.slice(0,-5):e}function m(e){let t=e.textOrNull("login");if(t===null)return null;let n=e.textOrNull("__typename");return{id:e.idOrNull("databaseId")??"0",login:R(t),type:n==="User"||n==="Bot"?n:"Unknown"}}var P=["<!-- loopforge:record","<!-- loopforge:segment"];function k(e){let t=e.at("old").number("totalCount"),n=new Map;for(let s of[...e.at("old").nodes,...e.at("recent").nodes])s.missing||n.set(s.text("id"),s);return{comments:A([...n.values()]),allSeen:n.size>=t}}function A(e){return e.filter(t=>S(t.textOrNull("body")??"")).map(w).sort(b)}function S(e){return P.some(t=>e.startsWith(t))}function b(e,t){return e.createdAt!==t.createdAt?e.createdAt<t.createdAt?-1:1:e.databaseId.length-t.databaseId.length||(e.databaseId<t.databaseId?-1:1)}function w(e){return{id:e.text("id"),databaseId:e.id("fullDatabaseId"),url:e.text("url"),body:e.text("body"),createdAt:e.time("createdAt"),lastEditedAt:e.timeOrNull("lastEditedAt"),author:m(e.at("author")),editor:m(e.at("editor")),viewerDidAuthor:e.flag("viewerDidAuthor"),viewerCanUpdate:e.flag("viewerCanUpdate"),revisions:I(e)}}function I(e){let t=e.at("userContentEdits").numberOrNull("totalCount")??0;return t===0?1:e.flag("includesCreatedEdit")?t:t+1}export{q as a,_ as b,D as c,T as d,N as e,L as f,W as g,B as h,R as i,m as j,k,A as l,S as m,b as n};
