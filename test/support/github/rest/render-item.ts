import type { Json, JsonObject } from '../json.ts';
import { apiUrl, authorAssociation, htmlUrl, type View } from '../view.ts';
import { type Comment, type Item, REACTIONS, type Reaction } from '../world/model.ts';
import type { RepoState } from '../world/state.ts';
import { renderApp, renderUser, userOrNull } from './render-account.ts';
import { renderLabels } from './render-repo.ts';

/** An issue, or a pull request as the issues routes show it. */
export function renderIssue(view: View, repo: RepoState, item: Item): JsonObject {
  const url = apiUrl(view, repo, 'issues', item.number);
  const html = htmlUrl(view, repo, item.kind === 'pull' ? 'pull' : 'issues', item.number);
  const assignees = item.assignees.map((login) => renderUser(view, login));
  return {
    url,
    repository_url: apiUrl(view, repo),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: html,
    id: item.databaseId,
    node_id: item.nodeId,
    number: item.number,
    title: item.title,
    user: renderUser(view, item.author),
    labels: renderLabels(view, repo, item.labels),
    state: item.state === 'open' ? 'open' : 'closed',
    locked: item.locked,
    active_lock_reason: null,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: (repo.comments.get(item.number) ?? []).length,
    created_at: item.createdAt,
    updated_at: item.updatedAt,
    closed_at: item.closedAt,
    closed_by: userOrNull(view, item.closedBy),
    author_association: authorAssociation(repo, item.author),
    body: item.body === '' ? null : item.body,
    state_reason: item.kind === 'issue' ? item.stateReason : null,
    reactions: rollup(`${url}/reactions`, repo, item.nodeId),
    performed_via_github_app: null,
    ...(item.kind === 'pull' ? { draft: item.draft, pull_request: pullLinks(view, repo, item) } : {}),
  };
}

function pullLinks(view: View, repo: RepoState, item: Item): JsonObject {
  const html = htmlUrl(view, repo, 'pull', item.number);
  return {
    url: apiUrl(view, repo, 'pulls', item.number),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    merged_at: item.kind === 'pull' ? item.mergedAt : null,
  };
}

export function commentUrl(view: View, repo: RepoState, comment: Comment): string {
  const kind = repo.items.get(comment.on)?.kind === 'pull' ? 'pull' : 'issues';
  return `${htmlUrl(view, repo, kind, comment.on)}#issuecomment-${comment.databaseId}`;
}

export function renderComment(view: View, repo: RepoState, comment: Comment): JsonObject {
  const url = apiUrl(view, repo, 'issues/comments', comment.databaseId);
  const app = comment.app === null ? undefined : view.state.apps.get(comment.app);
  return {
    url,
    html_url: commentUrl(view, repo, comment),
    issue_url: apiUrl(view, repo, 'issues', comment.on),
    id: comment.databaseId,
    node_id: comment.nodeId,
    user: renderUser(view, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: authorAssociation(repo, comment.author),
    body: comment.body,
    reactions: rollup(`${url}/reactions`, repo, comment.nodeId),
    performed_via_github_app: app === undefined ? null : renderApp(view, app),
  };
}

export function renderReaction(view: View, reaction: Reaction): JsonObject {
  return {
    id: reaction.databaseId,
    node_id: reaction.nodeId,
    user: renderUser(view, reaction.actor),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

function rollup(url: string, repo: RepoState, subject: string): JsonObject {
  const here = repo.reactions.filter((reaction) => reaction.subject === subject);
  const counts = REACTIONS.map((word): [string, Json] => [word, here.filter((one) => one.content === word).length]);
  return { url, total_count: here.length, ...Object.fromEntries(counts) };
}
