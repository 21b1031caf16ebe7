import {
  ACTOR_FRAGMENT,
  CHECKS_FRAGMENT,
  COMMENT_FRAGMENT,
  EVENT_PARTS,
  itemParts,
  LOCKS_FRAGMENT,
  PULL_PARTS,
  READING_FIELDS,
} from './fragments.ts';

/** A GraphQL document and the name it goes by in the log. */
export interface Query {
  readonly name: string;
  readonly text: string;
}

/** Which field names an issue's assignees: `assignedActors` knows bots; older servers have `assignees` only. */
export type AssigneeField = 'assignedActors' | 'assignees';

/**
 * An issue or a pull request by its number, with all that a reading holds, and the first pull requests of an issue in
 * full; `held`: and whether the lock is known.
 */
export function itemQuery(assignees: AssigneeField): Query {
  return {
    name: 'Item',
    text: `query Item($owner: String!, $name: String!, $number: Int!, $config: String!, $held: Boolean! = false, $lock: ID! = "") { ${READING_FIELDS}
  lock: node(id: $lock) @include(if: $held) { __typename ...Held }
  repository(owner: $owner, name: $name) { ...Repo
    item: issueOrPullRequest(number: $number) { __typename
      ... on Issue { ...IssueFull
        pulls: closedByPullRequestsReferences(first: 3, includeClosedPrs: true, orderByState: true) { nodes { ...PullFull } } }
      ... on PullRequest { ...PullItem } } } }
${LOCKS_FRAGMENT}
${itemParts(assignees)}`,
  };
}

/** The pull requests of a commit. A fork's head is found by its branch name only, so both are asked. */
export function commitQuery(assignees: AssigneeField): Query {
  return {
    name: 'Commit',
    text: `query Commit($owner: String!, $name: String!, $sha: GitObjectID!, $branch: String, $hasBranch: Boolean!, $config: String!) { ${READING_FIELDS}
  repository(owner: $owner, name: $name) { ...Repo
    commit: object(oid: $sha) { __typename ... on Commit {
      first: associatedPullRequests(first: 1) { nodes { ...PullItem } }
      all: associatedPullRequests(first: 100) { pageInfo { hasNextPage endCursor } nodes { ...Candidate } } } }
    byBranch: pullRequests(first: 100, headRefName: $branch, states: [OPEN, MERGED], orderBy: { field: UPDATED_AT, direction: DESC })
      @include(if: $hasBranch) { pageInfo { hasNextPage endCursor } nodes { ...Candidate } } } }
${CANDIDATE}
${itemParts(assignees)}`,
  };
}

const CANDIDATE =
  'fragment Candidate on PullRequest { number headRefOid mergeCommit { oid } repository { nameWithOwner } }';

/** A further page of the pull requests of a commit. */
export const COMMIT_PULLS_QUERY: Query = {
  name: 'CommitPulls',
  text: `query CommitPulls($owner: String!, $name: String!, $sha: GitObjectID!, $after: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { commit: object(oid: $sha) { ... on Commit {
    pulls: associatedPullRequests(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Candidate } } } } } }
${CANDIDATE}`,
};

/** A further page of the pull requests of a branch. */
export const BRANCH_PULLS_QUERY: Query = {
  name: 'BranchPulls',
  text: `query BranchPulls($owner: String!, $name: String!, $branch: String!, $after: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) {
    pulls: pullRequests(first: 100, after: $after, headRefName: $branch, states: [OPEN, MERGED], orderBy: { field: UPDATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor } nodes { ...Candidate } } } }
${CANDIDATE}`,
};

/** An earlier page of an issue's assignments or of what mentions it. */
export const EVENTS_QUERY: Query = {
  name: 'Events',
  text: `query Events($owner: String!, $name: String!, $number: Int!, $types: [IssueTimelineItemsItemType!]!, $before: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { issue(number: $number) {
    timelineItems(last: 100, before: $before, itemTypes: $types) { pageInfo { hasPreviousPage startCursor }
      nodes { ...Assignment ...Mention } } } } }
${EVENT_PARTS}`,
};

/** The descriptions of several pull requests by number, as variables `n0`, `n1`, …: one that is none comes back null. */
export function textsQuery(count: number): Query {
  return byNumber('Texts', count, '{ number body }', '');
}

/** Several pull requests in full. */
export function pullsQuery(count: number): Query {
  return byNumber('Pulls', count, '{ ...PullFull }', PULL_PARTS);
}

function byNumber(name: string, count: number, fields: string, parts: string): Query {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const variables = indexes.map((index) => `, $n${index}: Int!`).join('');
  const pulls = indexes.map((index) => `p${index}: pullRequest(number: $n${index}) ${fields}`).join('\n    ');
  return {
    name,
    text: `query ${name}($owner: String!, $name: String!${variables}) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { nameWithOwner defaultBranchRef { name }
    ${pulls} } }
${parts}`,
  };
}

/** A further page of the checks of a pull request's head. */
export const CHECKS_QUERY: Query = {
  name: 'Checks',
  text: `query Checks($owner: String!, $name: String!, $number: Int!, $after: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    commits(last: 1) { nodes { commit { oid statusCheckRollup { contexts(first: 100, after: $after) { ...Checks } } } } } } } }
${CHECKS_FRAGMENT}
${ACTOR_FRAGMENT}`,
};

/** One page of all comments of an issue or a pull request. */
export const COMMENTS_QUERY: Query = {
  name: 'Comments',
  text: `query Comments($owner: String!, $name: String!, $number: Int!, $after: String) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { item: issueOrPullRequest(number: $number) {
    ... on Issue { comments(first: 100, after: $after) { ...Page } }
    ... on PullRequest { comments(first: 100, after: $after) { ...Page } } } } }
fragment Page on IssueCommentConnection { pageInfo { hasNextPage endCursor } nodes { ...Comment } }
${COMMENT_FRAGMENT}
${ACTOR_FRAGMENT}`,
};

/** One page of a comment's revisions, newest first. */
export const EDITS_QUERY: Query = {
  name: 'Edits',
  text: `query Edits($id: ID!, $count: Int!, $after: String) { rateLimit { cost remaining resetAt }
  node(id: $id) { ... on IssueComment { userContentEdits(first: $count, after: $after) { pageInfo { hasNextPage endCursor }
    nodes { editedAt editor { ...Who } diff deletedAt deletedBy { ...Who } } } } } }
${ACTOR_FRAGMENT}`,
};

const SWEEP_COMMENT = 'id body createdAt lastEditedAt author { __typename login } editor { login }';
const SWEEP_ITEM = `number url createdAt updatedAt locked
      old: comments(first: 5) { totalCount nodes { ${SWEEP_COMMENT} } }
      recent: comments(first: 5, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { ${SWEEP_COMMENT} } }
      deleted: timelineItems(last: 1, itemTypes: [COMMENT_DELETED_EVENT]) @include(if: $deletions) { pageInfo { hasPreviousPage } nodes { __typename } }`;

/** One page of issues, least recently updated last. */
export function sweepIssuesQuery(assignees: AssigneeField): Query {
  return {
    name: 'SweepIssues',
    text: `query SweepIssues($owner: String!, $name: String!, $after: String, $since: DateTime, $states: [IssueState!]!, $deletions: Boolean! = false) {
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
  text: `query SweepPulls($owner: String!, $name: String!, $after: String, $states: [PullRequestState!]!, $deletions: Boolean! = false) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { items: pullRequests(first: 50, after: $after, states: $states, orderBy: { field: UPDATED_AT, direction: DESC }) {
    pageInfo { hasNextPage endCursor }
    nodes { ${SWEEP_ITEM} pullState: state closedAt assignees(first: 1) { totalCount }
      closing: closingIssuesReferences(first: 1) { totalCount } } } } }`,
};
