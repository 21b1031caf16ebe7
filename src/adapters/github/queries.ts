import { CHECKS, COMMENT, HEAD, itemParts, PULL_PARTS, WHO } from './fragments.ts';

/** A GraphQL document and the name it goes by in the log. */
export interface Query {
  readonly name: string;
  readonly text: string;
}

/** Which field names an issue's assignees: `assignedActors` knows bots; older servers have `assignees` only. */
export type AssigneeField = 'assignedActors' | 'assignees';

/** An issue or a pull request by its number, with all that a reading holds; `held`: and whether the lock is known. */
export function itemQuery(assignees: AssigneeField): Query {
  return {
    name: 'Item',
    text: `query Item($owner: String!, $name: String!, $number: Int!, $config: String!, $branches: String!, $held: Boolean! = false, $lock: ID! = "") { ${HEAD}
  lock: node(id: $lock) @include(if: $held) { __typename }
  repository(owner: $owner, name: $name) { ...Repo
    branches: refs(refPrefix: "refs/heads/", query: $branches, first: 10) { nodes { name
      associatedPullRequests(first: 2, states: [OPEN, MERGED]) { nodes { ...PullLight } } } }
    item: issueOrPullRequest(number: $number) { __typename
      ... on Issue { ...IssueFull
        pulls: closedByPullRequestsReferences(first: 3, includeClosedPrs: true, orderByState: true) { nodes { ...PullFull } }
        others: closedByPullRequestsReferences(first: 20, includeClosedPrs: true, orderByState: true) { totalCount nodes { ...PullLight } } }
      ... on PullRequest { ...PullItem } } } }
${itemParts(assignees)}`,
  };
}

/** The pull requests of a commit. A fork's head is found by its branch name only, so both are asked. */
export function commitQuery(assignees: AssigneeField): Query {
  return {
    name: 'Commit',
    text: `query Commit($owner: String!, $name: String!, $sha: GitObjectID!, $branch: String, $hasBranch: Boolean!, $config: String!) { ${HEAD}
  repository(owner: $owner, name: $name) { ...Repo
    commit: object(oid: $sha) { ... on Commit {
      first: associatedPullRequests(first: 1) { nodes { __typename ...PullItem } }
      all: associatedPullRequests(first: 10) { nodes { ...Candidate } } } }
    byBranch: pullRequests(first: 10, headRefName: $branch, states: [OPEN, MERGED], orderBy: { field: UPDATED_AT, direction: DESC })
      @include(if: $hasBranch) { nodes { ...Candidate } } } }
fragment Candidate on PullRequest { number headRefOid mergeCommit { oid } repository { nameWithOwner } }
${itemParts(assignees)}`,
  };
}

/** Several pull requests by number, as variables `n0`, `n1`, …: one that is none comes back null. */
export function pullsQuery(count: number): Query {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const variables = indexes.map((index) => `, $n${index}: Int!`).join('');
  const pulls = indexes.map((index) => `p${index}: pullRequest(number: $n${index}) { ...PullFull }`).join('\n    ');
  return {
    name: 'Pulls',
    text: `query Pulls($owner: String!, $name: String!${variables}) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { nameWithOwner defaultBranchRef { name }
    ${pulls} } }
${PULL_PARTS}`,
  };
}

/** A further page of the checks of a pull request's head. */
export const CHECKS_QUERY: Query = {
  name: 'Checks',
  text: `query Checks($owner: String!, $name: String!, $number: Int!, $after: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    commits(last: 1) { nodes { commit { oid statusCheckRollup { contexts(first: 100, after: $after) { ...Checks } } } } } } } }
${CHECKS}`,
};

/** One page of all comments of an issue or a pull request. */
export const COMMENTS_QUERY: Query = {
  name: 'Comments',
  text: `query Comments($owner: String!, $name: String!, $number: Int!, $after: String) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { item: issueOrPullRequest(number: $number) {
    ... on Issue { comments(first: 100, after: $after) { ...Page } }
    ... on PullRequest { comments(first: 100, after: $after) { ...Page } } } } }
fragment Page on IssueCommentConnection { pageInfo { hasNextPage endCursor } nodes { ...Comment } }
${COMMENT}
${WHO}`,
};

/** One page of a comment's revisions, newest first. */
export const EDITS_QUERY: Query = {
  name: 'Edits',
  text: `query Edits($id: ID!, $count: Int!, $after: String) { rateLimit { cost remaining resetAt }
  node(id: $id) { ... on IssueComment { userContentEdits(first: $count, after: $after) { pageInfo { hasNextPage endCursor }
    nodes { editedAt editor { ...Who } diff deletedAt deletedBy { ...Who } } } } } }
${WHO}`,
};

const SWEEP_COMMENT = 'id body lastEditedAt author { login } editor { login }';
const SWEEP_ITEM = `number url updatedAt
      old: comments(first: 5) { totalCount nodes { ${SWEEP_COMMENT} } }
      recent: comments(first: 5, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { ${SWEEP_COMMENT} } }`;

/** One page of issues, least recently updated last. */
export function sweepIssuesQuery(assignees: AssigneeField): Query {
  return {
    name: 'SweepIssues',
    text: `query SweepIssues($owner: String!, $name: String!, $after: String, $since: DateTime, $states: [IssueState!]!) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { items: issues(first: 50, after: $after, states: $states, filterBy: { since: $since }, orderBy: { field: UPDATED_AT, direction: DESC }) {
    pageInfo { hasNextPage endCursor }
    nodes { ${SWEEP_ITEM} issueState: state closedAt assignees: ${assignees}(first: 1) { totalCount }
      pulls: closedByPullRequestsReferences(first: 1) { totalCount } } } } }`,
  };
}

/** One page of pull requests, least recently updated last. */
export const SWEEP_PULLS_QUERY: Query = {
  name: 'SweepPulls',
  text: `query SweepPulls($owner: String!, $name: String!, $after: String, $states: [PullRequestState!]!) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { items: pullRequests(first: 50, after: $after, states: $states, orderBy: { field: UPDATED_AT, direction: DESC }) {
    pageInfo { hasNextPage endCursor }
    nodes { ${SWEEP_ITEM} pullState: state closedAt assignees(first: 1) { totalCount }
      closing: closingIssuesReferences(first: 1) { totalCount } } } } }`,
};
