import { ACTOR_FRAGMENT, CHECKS_FRAGMENT } from './fragments.ts';
import type { Query } from './queries.ts';

/** Every attempt of the check runs of a commit, suite by suite. */
export const ATTEMPTS_QUERY: Query = {
  name: 'Attempts',
  text: `query Attempts($owner: String!, $name: String!, $sha: GitObjectID!, $after: String) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { commit: object(oid: $sha) { ... on Commit {
    checkSuites(first: 20, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Suite
      checkRuns(first: 100, filterBy: { checkType: ALL }) { pageInfo { hasNextPage } nodes { name status conclusion startedAt completedAt } } } } } } } }
fragment Suite on CheckSuite { createdAt app { slug databaseId } workflowRun { createdAt event workflow { resourcePath } } }`,
};

/** When a merged pull request was queued, and what its group may have run on. */
export const GROUP_QUERY: Query = {
  name: 'Group',
  text: `query Group($owner: String!, $name: String!, $number: Int!, $since: GitTimestamp!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    queueEvents: timelineItems(last: 2, itemTypes: [ADDED_TO_MERGE_QUEUE_EVENT, REMOVED_FROM_MERGE_QUEUE_EVENT]) { nodes { __typename
      ... on AddedToMergeQueueEvent { createdAt } } }
    mergeCommit { ...Tested }
    baseRef { target { ... on Commit { history(first: 50, since: $since) { pageInfo { hasNextPage } nodes { ...Tested } } } } } } } }
fragment Tested on Commit { oid statusCheckRollup { contexts(first: 100) { ...Checks } } }
${CHECKS_FRAGMENT}
${ACTOR_FRAGMENT}`,
};

/** A further page of the checks of any commit. */
export const CHECKS_OF_COMMIT_QUERY: Query = {
  name: 'CommitChecks',
  text: `query CommitChecks($owner: String!, $name: String!, $sha: GitObjectID!, $after: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { commit: object(oid: $sha) { ... on Commit {
    statusCheckRollup { contexts(first: 100, after: $after) { ...Checks } } } } } }
${CHECKS_FRAGMENT}
${ACTOR_FRAGMENT}`,
};
