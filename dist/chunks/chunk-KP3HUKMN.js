import{b as a,c as u,d as i,e as d,f as $,g as c,h as f,i as g,j as l}from"./chunk-GZCKPRDB.js";function q(e){return{name:"Item",text:`query Item($owner: String!, $name: String!, $number: Int!, $config: String!, $held: Boolean! = false, $lock: ID! = "") { ${u}
  lock: node(id: $lock) @include(if: $held) { __typename ...Held }
  repository(owner: $owner, name: $name) { ...Repo
    item: issueOrPullRequest(number: $number) { __typename
      ... on Issue { ...IssueFull
        pulls: closedByPullRequestsReferences(first: 3, includeClosedPrs: true, orderByState: true) { nodes { ...PullFull } } }
      ... on PullRequest { ...PullItem } } } }
${d}
${l(e)}`}}function Q(e){return{name:"Commit",text:`query Commit($owner: String!, $name: String!, $sha: GitObjectID!, $branch: String, $hasBranch: Boolean!, $config: String!) { ${u}
  repository(owner: $owner, name: $name) { ...Repo
    commit: object(oid: $sha) { __typename ... on Commit {
      first: associatedPullRequests(first: 1) { nodes { ...PullItem } }
      all: associatedPullRequests(first: 100) { pageInfo { hasNextPage endCursor } nodes { ...Candidate } } } }
    byBranch: pullRequests(first: 100, headRefName: $branch, states: [OPEN, MERGED], orderBy: { field: UPDATED_AT, direction: DESC })
      @include(if: $hasBranch) { pageInfo { hasNextPage endCursor } nodes { ...Candidate } } } }
${m}
${l(e)}`}}var m="fragment Candidate on PullRequest { number headRefOid mergeCommit { oid } repository { nameWithOwner } }",T={name:"CommitPulls",text:`query CommitPulls($owner: String!, $name: String!, $sha: GitObjectID!, $after: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { commit: object(oid: $sha) { ... on Commit {
    pulls: associatedPullRequests(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Candidate } } } } } }
${m}`},_={name:"BranchPulls",text:`query BranchPulls($owner: String!, $name: String!, $branch: String!, $after: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) {
    pulls: pullRequests(first: 100, after: $after, headRefName: $branch, states: [OPEN, MERGED], orderBy: { field: UPDATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor } nodes { ...Candidate } } } }
${m}`},N={name:"Events",text:`query Events($owner: String!, $name: String!, $number: Int!, $types: [IssueTimelineItemsItemType!]!, $before: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { issue(number: $number) {
    timelineItems(last: 100, before: $before, itemTypes: $types) { pageInfo { hasPreviousPage startCursor }
      nodes { ...Assignment ...Mention } } } } }
${g}`};function O(e){return y("Texts",e,"{ number body }","")}function B(e){return y("Pulls",e,"{ ...PullFull }",f)}function y(e,t,r,n){let o=Array.from({length:t},(s,E)=>E),S=o.map(s=>`, $n${s}: Int!`).join(""),A=o.map(s=>`p${s}: pullRequest(number: $n${s}) ${r}`).join(`
    `);return{name:e,text:`query ${e}($owner: String!, $name: String!${S}) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { nameWithOwner defaultBranchRef { name }
    ${A} } }
${n}`}}var L={name:"Checks",text:`query Checks($owner: String!, $name: String!, $number: Int!, $after: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    commits(last: 1) { nodes { commit { oid statusCheckRollup { contexts(first: 100, after: $after) { ...Checks } } } } } } } }
${c}
${i}`},U={name:"Comments",text:`query Comments($owner: String!, $name: String!, $number: Int!, $after: String) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { item: issueOrPullRequest(number: $number) {
    ... on Issue { comments(first: 100, after: $after) { ...Page } }
    ... on PullRequest { comments(first: 100, after: $after) { ...Page } } } } }
fragment Page on IssueCommentConnection { pageInfo { hasNextPage endCursor } nodes { ...Comment } }
${$}
${i}`},F={name:"Edits",text:`query Edits($id: ID!, $count: Int!, $after: String) { rateLimit { cost remaining resetAt }
  node(id: $id) { ... on IssueComment { userContentEdits(first: $count, after: $after) { pageInfo { hasNextPage endCursor }
    nodes { editedAt editor { ...Who } diff deletedAt deletedBy { ...Who } } } } } }
${i}`},p="id body lastEditedAt author { login } editor { login }",C=`number url updatedAt
      old: comments(first: 5) { totalCount nodes { ${p} } }
      recent: comments(first: 5, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { ${p} } }`;function M(e){return{name:"SweepIssues",text:`query SweepIssues($owner: String!, $name: String!, $after: String, $since: DateTime, $states: [IssueState!]!) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { items: issues(first: 50, after: $after, states: $states, filterBy: { since: $since }, orderBy: { field: UPDATED_AT, direction: DESC }) {
    pageInfo { hasNextPage endCursor }
    nodes { ${C} issueState: state closedAt assignees: ${e}(first: 1) { totalCount }
      pulls: closedByPullRequestsReferences(first: 1) { totalCount } } } } }`}}var v={name:"SweepPulls",text:`query SweepPulls($owner: String!, $name: String!, $after: String, $states: [PullRequestState!]!) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { items: pullRequests(first: 50, after: $after, states: $states, orderBy: { field: UPDATED_AT, direction: DESC }) {
    pageInfo { hasNextPage endCursor }
    nodes { ${C} pullState: state closedAt assignees(first: 1) { totalCount }
      closing: closingIssuesReferences(first: 1) { totalCount } } } } }`};var w=["<!-- loopforge:record","<!-- loopforge:segment"];function k(e){let t=e.count("old"),r=new Map;for(let n of["old","recent"].flatMap(o=>e.at(o,"nodes").members()))n.missing||r.set(n.text("id"),n);return{comments:P([...r.values()]),allSeen:r.size>=t}}function P(e){return e.filter(t=>b(t.text("body"))||x(t)).map(h).sort(I)}function b(e){return w.some(t=>e.startsWith(t))}function x(e){let t=r=>e.orNull(r)?.text("login")??"";return e.timeOrNull("lastEditedAt")!==null&&t("editor")!==t("author")}function I(e,t){return e.createdAt!==t.createdAt?e.createdAt<t.createdAt?-1:1:e.databaseId.length-t.databaseId.length||(e.databaseId<t.databaseId?-1:1)}function h(e){return{id:e.text("id"),databaseId:e.id("fullDatabaseId"),url:e.text("url"),body:e.text("body"),createdAt:e.time("createdAt"),lastEditedAt:e.timeOrNull("lastEditedAt"),author:a(e.orNull("author")),editor:a(e.orNull("editor")),viewerDidAuthor:e.flag("viewerDidAuthor"),viewerCanUpdate:e.flag("viewerCanUpdate"),revisions:R(e)}}function R(e){let t=e.count("userContentEdits");return t===0?1:e.flag("includesCreatedEdit")?t:t+1}export{k as a,P as b,b as c,x as d,I as e,q as f,Q as g,T as h,_ as i,N as j,O as k,B as l,L as m,U as n,F as o,M as p,v as q};
