import { hasRole, hasScope, talkScope } from '../identity.ts';
import { authorAssociation, htmlUrl } from '../view.ts';
import { closingPulls } from '../world/closing-references.ts';
import type { Issue, Item } from '../world/model.ts';
import { fullName, type RepoState } from '../world/state.ts';
import { commentsField } from './comments.ts';
import { connection, type PageArgs } from './connection.ts';
import { type Graph, guarded, int32, type Node, type Shown, upper } from './graph.ts';
import { reactionFields } from './reactions.ts';
import { timelineField } from './timeline-items.ts';

/** What issues and pull requests have in common. */
export function itemFields(graph: Graph, repo: RepoState, item: Item) {
  const url = htmlUrl(graph.view, repo, item.kind === 'pull' ? 'pull' : 'issues', item.number);
  const { viewer } = graph.view;
  const writes = hasScope(viewer, repo, talkScope(item.kind), 'write') && hasRole(viewer, repo, 'triage');
  return {
    id: item.nodeId,
    databaseId: int32(item.databaseId),
    fullDatabaseId: String(item.databaseId),
    number: item.number,
    title: item.title,
    body: item.body,
    url,
    resourcePath: new URL(url).pathname,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    closedAt: item.closedAt,
    closed: item.state !== 'open',
    locked: item.locked,
    author: () => graph.actor(item.author),
    authorAssociation: authorAssociation(repo, item.author),
    repository: () => graph.repository(repo),
    viewerDidAuthor: item.author === viewer.login,
    viewerCanUpdate: writes || item.author === viewer.login,
    // A connection of users: bots are left out of it, and shown by `assignedActors`.
    assignees: (args: PageArgs) => {
      const users = item.assignees.filter((login) => graph.actor(login)?.__typename === 'User');
      return connection(
        'assignees',
        users,
        args,
        (login) => login,
        (login) => graph.actor(login),
      );
    },
    assignedActors: (args: PageArgs) =>
      connection(
        'assignedActors',
        item.assignees,
        args,
        (login) => login,
        (login) => graph.actor(login),
      ),
    labels: (args: PageArgs) => {
      const labels = repo.labels.filter((label) => item.labels.includes(label.name));
      return connection(
        'labels',
        labels,
        args,
        (label) => label.nodeId,
        (label) => graph.label(repo, label),
      );
    },
    comments: commentsField(graph, repo, item),
    timelineItems: timelineField(graph, repo, item),
    ...reactionFields(graph, repo, item.nodeId),
  };
}

// Which state comes first is not documented.
const STATE_ORDER = ['open', 'merged', 'closed'];

interface ClosedByArgs extends PageArgs {
  readonly includeClosedPrs: boolean;
  readonly orderByState: boolean;
  readonly userLinkedOnly: boolean;
}

export function issueNode(graph: Graph, repo: RepoState, issue: Issue): Shown {
  return guarded(graph, repo, 'issues', () => readableIssue(graph, repo, issue));
}

function readableIssue(graph: Graph, repo: RepoState, issue: Issue): Node {
  return {
    __typename: 'Issue',
    ...itemFields(graph, repo, issue),
    state: upper(issue.state),
    // Duplicates are returned by default since 2026, whatever `enableDuplicate` says.
    stateReason: issue.stateReason === null ? null : upper(issue.stateReason),
    issueType: issue.issueType === null ? null : issueTypeNode(issue.issueType),
    closedByPullRequestsReferences: (args: ClosedByArgs) => {
      const here = { repo: fullName(repo), number: issue.number };
      const pulls = [...closingPulls(graph.view.state, here)].filter(
        ({ pull }) =>
          (args.includeClosedPrs || pull.state === 'open') &&
          (!args.userLinkedOnly || pull.links.some((link) => link.number === issue.number && link.repo === here.repo)),
      );
      if (args.orderByState)
        pulls.sort((a, b) => STATE_ORDER.indexOf(a.pull.state) - STATE_ORDER.indexOf(b.pull.state));
      const name = 'closedByPullRequestsReferences';
      return connection(
        name,
        pulls,
        args,
        ({ pull }) => pull.nodeId,
        (one) => graph.pull(one.repo, one.pull),
      );
    },
    linkedBranches: (args: PageArgs) =>
      connection(
        'linkedBranches',
        issue.linkedBranches,
        args,
        (name) => name,
        (name) => ({
          __typename: 'LinkedBranch',
          id: `LB_${Buffer.from(name).toString('base64url')}`,
          ref: () => graph.ref(repo, name),
        }),
      ),
  };
}

function issueTypeNode(name: string): Node {
  return { __typename: 'IssueType', id: `IT_${name}`, name, description: null, isEnabled: true };
}
