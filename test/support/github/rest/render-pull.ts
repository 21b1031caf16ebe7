import type { JsonObject } from '../json.ts';
import { apiUrl, authorAssociation, htmlUrl, type View } from '../view.ts';
import type { Pull } from '../world/model.ts';
import type { RepoState } from '../world/state.ts';
import { renderUser, userOrNull } from './render-account.ts';
import { renderLabels, renderRepo } from './render-repo.ts';

const LINKS = [
  'self',
  'html',
  'issue',
  'comments',
  'review_comments',
  'review_comment',
  'commits',
  'statuses',
] as const;

/** A pull request as lists show it. */
export function renderPullSimple(view: View, repo: RepoState, pull: Pull): JsonObject {
  const url = apiUrl(view, repo, 'pulls', pull.number);
  const html = htmlUrl(view, repo, 'pull', pull.number);
  const issue = apiUrl(view, repo, 'issues', pull.number);
  const hrefs = {
    self: url,
    html,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: apiUrl(view, repo, 'pulls/comments{/number}'),
    commits: `${url}/commits`,
    statuses: apiUrl(view, repo, 'statuses', pull.headSha),
  };
  const assignees = pull.assignees.map((login) => renderUser(view, login));
  return {
    url,
    id: pull.databaseId,
    node_id: pull.nodeId,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    number: pull.number,
    state: pull.state === 'open' ? 'open' : 'closed',
    locked: pull.locked,
    title: pull.title,
    user: renderUser(view, pull.author),
    body: pull.body === '' ? null : pull.body,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: pull.requestedReviewers.map((login) => renderUser(view, login)),
    requested_teams: [],
    labels: renderLabels(view, repo, pull.labels),
    milestone: null,
    draft: pull.draft,
    commits_url: hrefs.commits,
    review_comments_url: hrefs.review_comments,
    review_comment_url: hrefs.review_comment,
    comments_url: hrefs.comments,
    statuses_url: hrefs.statuses,
    head: renderHead(view, repo, pull),
    base: renderEnd(view, repo, pull.base, pull.baseSha),
    _links: Object.fromEntries(LINKS.map((name) => [name, { href: hrefs[name] }])),
    author_association: authorAssociation(repo, pull.author),
    auto_merge: renderAutoMerge(view, pull),
    active_lock_reason: null,
  };
}

/** A pull request as its own route and the webhooks show it. */
export function renderPull(view: View, repo: RepoState, pull: Pull): JsonObject {
  return {
    ...renderPullSimple(view, repo, pull),
    merged: pull.state === 'merged',
    mergeable: pull.state === 'open' ? true : null,
    rebaseable: null,
    mergeable_state: pull.draft ? 'draft' : 'clean',
    merged_by: userOrNull(view, pull.mergedBy),
    comments: (repo.comments.get(pull.number) ?? []).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: pull.commits.length,
    additions: 1,
    deletions: 0,
    changed_files: 1,
  };
}

export function isFork(repo: RepoState, pull: Pull): boolean {
  return pull.headRepo !== `${repo.owner}/${repo.name}`;
}

function renderHead(view: View, repo: RepoState, pull: Pull): JsonObject {
  if (!isFork(repo, pull)) return renderEnd(view, repo, pull.headRef, pull.headSha);
  const [owner = '', name = ''] = pull.headRepo.split('/');
  const fork: RepoState = { ...repo, owner, name, databaseId: repo.databaseId + 1, nodeId: `${repo.nodeId}f` };
  const end = renderEnd(view, { ...fork, items: new Map() }, pull.headRef, pull.headSha);
  return { ...end, repo: { ...renderRepo(view, { ...fork, items: new Map() }), fork: true } };
}

function renderEnd(view: View, repo: RepoState, ref: string, sha: string): JsonObject {
  return { label: `${repo.owner}:${ref}`, ref, sha, user: renderUser(view, repo.owner), repo: renderRepo(view, repo) };
}

function renderAutoMerge(view: View, pull: Pull): JsonObject | null {
  if (pull.autoMerge === null) return null;
  return {
    enabled_by: renderUser(view, pull.autoMerge.enabledBy),
    merge_method: pull.autoMerge.method,
    commit_title: pull.title,
    commit_message: '',
  };
}
