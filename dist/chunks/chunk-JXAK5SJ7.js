import{a as o,b as a,c as l,d,e as m,f as i,h as u}from"./chunk-D3OBTUDM.js";function E(e){return{name:"Item",text:`query Item($owner: String!, $name: String!, $number: Int!, $config: String!, $branches: String!, $held: Boolean! = false, $lock: ID! = "") { ${o}
  lock: node(id: $lock) @include(if: $held) { __typename }
  repository(owner: $owner, name: $name) { ...Repo
    branches: refs(refPrefix: "refs/heads/", query: $branches, first: 10) { nodes { name
      associatedPullRequests(first: 2, states: [OPEN, MERGED]) { nodes { ...PullLight } } } }
    item: issueOrPullRequest(number: $number) { __typename
      ... on Issue { ...IssueFull
        pulls: closedByPullRequestsReferences(first: 3, includeClosedPrs: true, orderByState: true) { nodes { ...PullFull } }
        others: closedByPullRequestsReferences(first: 20, includeClosedPrs: true, orderByState: true) { totalCount nodes { ...PullLight } } }
      ... on PullRequest { ...PullItem } } } }
${i(e)}`}}function h(e){return{name:"Commit",text:`query Commit($owner: String!, $name: String!, $sha: GitObjectID!, $branch: String, $hasBranch: Boolean!, $config: String!) { ${o}
  repository(owner: $owner, name: $name) { ...Repo
    commit: object(oid: $sha) { ... on Commit {
      first: associatedPullRequests(first: 1) { nodes { __typename ...PullItem } }
      all: associatedPullRequests(first: 10) { nodes { ...Candidate } } } }
    byBranch: pullRequests(first: 10, headRefName: $branch, states: [OPEN, MERGED], orderBy: { field: UPDATED_AT, direction: DESC })
      @include(if: $hasBranch) { nodes { ...Candidate } } } }
fragment Candidate on PullRequest { number headRefOid mergeCommit { oid } repository { nameWithOwner } }
${i(e)}`}}function b(e){let t=Array.from({length:e},(s,$)=>$),r=t.map(s=>`, $n${s}: Int!`).join(""),n=t.map(s=>`p${s}: pullRequest(number: $n${s}) { ...PullFull }`).join(`
    `);return{name:"Pulls",text:`query Pulls($owner: String!, $name: String!${r}) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { nameWithOwner defaultBranchRef { name }
    ${n} } }
${m}`}}var x={name:"Checks",text:`query Checks($owner: String!, $name: String!, $number: Int!, $after: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    commits(last: 1) { nodes { commit { oid statusCheckRollup { contexts(first: 100, after: $after) { ...Checks } } } } } } } }
${d}`},R={name:"Comments",text:`query Comments($owner: String!, $name: String!, $number: Int!, $after: String) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { item: issueOrPullRequest(number: $number) {
    ... on Issue { comments(first: 100, after: $after) { ...Page } }
    ... on PullRequest { comments(first: 100, after: $after) { ...Page } } } } }
fragment Page on IssueCommentConnection { pageInfo { hasNextPage endCursor } nodes { ...Comment } }
${l}
${a}`},I={name:"Edits",text:`query Edits($id: ID!, $count: Int!, $after: String) { rateLimit { cost remaining resetAt }
  node(id: $id) { ... on IssueComment { userContentEdits(first: $count, after: $after) { pageInfo { hasNextPage endCursor }
    nodes { editedAt editor { ...Who } diff deletedAt deletedBy { ...Who } } } } } }
${a}`},c="id body lastEditedAt author { login } editor { login }",f=`number url updatedAt
      old: comments(first: 5) { totalCount nodes { ${c} } }
      recent: comments(first: 5, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { ${c} } }`;function q(e){return{name:"SweepIssues",text:`query SweepIssues($owner: String!, $name: String!, $after: String, $since: DateTime, $states: [IssueState!]!) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { items: issues(first: 50, after: $after, states: $states, filterBy: { since: $since }, orderBy: { field: UPDATED_AT, direction: DESC }) {
    pageInfo { hasNextPage endCursor }
    nodes { ${f} issueState: state closedAt assignees: ${e}(first: 1) { totalCount }
      pulls: closedByPullRequestsReferences(first: 1) { totalCount } } } } }`}}var D={name:"SweepPulls",text:`query SweepPulls($owner: String!, $name: String!, $after: String, $states: [PullRequestState!]!) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { items: pullRequests(first: 50, after: $after, states: $states, orderBy: { field: UPDATED_AT, direction: DESC }) {
    pageInfo { hasNextPage endCursor }
    nodes { ${f} pullState: state closedAt assignees(first: 1) { totalCount }
      closing: closingIssuesReferences(first: 1) { totalCount } } } } }`};var g=["<!-- loopforge:record","<!-- loopforge:segment"];function B(e){let t=e.at("old").number("totalCount"),r=new Map;for(let n of[...e.at("old").nodes,...e.at("recent").nodes])n.missing||r.set(n.text("id"),n);return{comments:p([...r.values()]),allSeen:r.size>=t}}function p(e){return e.filter(t=>y(t.textOrNull("body")??"")||C(t)).map(A).sort(S)}function y(e){return g.some(t=>e.startsWith(t))}function C(e){let t=r=>e.at(r).textOrNull("login")??"";return e.timeOrNull("lastEditedAt")!==null&&t("editor")!==t("author")}function S(e,t){return e.createdAt!==t.createdAt?e.createdAt<t.createdAt?-1:1:e.databaseId.length-t.databaseId.length||(e.databaseId<t.databaseId?-1:1)}function A(e){return{id:e.text("id"),databaseId:e.id("fullDatabaseId"),url:e.text("url"),body:e.text("body"),createdAt:e.time("createdAt"),lastEditedAt:e.timeOrNull("lastEditedAt"),author:u(e.at("author")),editor:u(e.at("editor")),viewerDidAuthor:e.flag("viewerDidAuthor"),viewerCanUpdate:e.flag("viewerCanUpdate"),revisions:P(e)}}function P(e){let t=e.at("userContentEdits").numberOrNull("totalCount")??0;return t===0?1:e.flag("includesCreatedEdit")?t:t+1}export{E as a,h as b,b as c,x as d,R as e,I as f,q as g,D as h,B as i,p as j,y as k,C as l,S as m};
