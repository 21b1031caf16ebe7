import type { JsonObject } from '../json.ts';
import { apiUrl, htmlUrl, type View } from '../view.ts';
import type { Label } from '../world/model.ts';
import { fullName, type RepoState } from '../world/state.ts';
import { renderUser } from './render-account.ts';

const REPO_LINKS = {
  archive_url: '{archive_format}{/ref}',
  assignees_url: 'assignees{/user}',
  blobs_url: 'git/blobs{/sha}',
  branches_url: 'branches{/branch}',
  collaborators_url: 'collaborators{/collaborator}',
  comments_url: 'comments{/number}',
  commits_url: 'commits{/sha}',
  compare_url: 'compare/{base}...{head}',
  contents_url: 'contents/{+path}',
  contributors_url: 'contributors',
  deployments_url: 'deployments',
  downloads_url: 'downloads',
  events_url: 'events',
  forks_url: 'forks',
  git_commits_url: 'git/commits{/sha}',
  git_refs_url: 'git/refs{/sha}',
  git_tags_url: 'git/tags{/sha}',
  hooks_url: 'hooks',
  issue_comment_url: 'issues/comments{/number}',
  issue_events_url: 'issues/events{/number}',
  issues_url: 'issues{/number}',
  keys_url: 'keys{/key_id}',
  labels_url: 'labels{/name}',
  languages_url: 'languages',
  merges_url: 'merges',
  milestones_url: 'milestones{/number}',
  notifications_url: 'notifications{?since,all,participating}',
  pulls_url: 'pulls{/number}',
  releases_url: 'releases{/id}',
  stargazers_url: 'stargazers',
  statuses_url: 'statuses/{sha}',
  subscribers_url: 'subscribers',
  subscription_url: 'subscription',
  tags_url: 'tags',
  teams_url: 'teams',
  trees_url: 'git/trees{/sha}',
} as const;

/** What a list of workflow runs says of a repository. */
export function renderMinimalRepo(view: View, repo: RepoState): JsonObject {
  const api = apiUrl(view, repo);
  const links = Object.entries(REPO_LINKS).map(([key, path]): [string, string] => [key, `${api}/${path}`]);
  return {
    id: repo.databaseId,
    node_id: repo.nodeId,
    name: repo.name,
    full_name: fullName(repo),
    private: repo.private,
    owner: renderUser(view, repo.owner),
    html_url: htmlUrl(view, repo),
    description: null,
    fork: false,
    url: api,
    ...Object.fromEntries(links),
  };
}

export function renderRepo(view: View, repo: RepoState): JsonObject {
  const open = [...repo.items.values()].filter((item) => item.state === 'open').length;
  const html = htmlUrl(view, repo);
  return {
    ...renderMinimalRepo(view, repo),
    clone_url: `${html}.git`,
    git_url: `${html}.git`,
    ssh_url: `${html}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    topics: [],
    visibility: repo.private ? 'private' : 'public',
    default_branch: repo.defaultBranch,
    archived: false,
    disabled: false,
    is_template: false,
    allow_forking: true,
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    forks: 0,
    forks_count: 0,
    open_issues: open,
    open_issues_count: open,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    size: 1,
    created_at: repo.createdAt,
    updated_at: repo.createdAt,
    pushed_at: view.now,
  };
}

export function renderFullRepo(view: View, repo: RepoState): JsonObject {
  return { ...renderRepo(view, repo), network_count: 0, subscribers_count: 0 };
}

export function renderLabel(view: View, repo: RepoState, label: Label): JsonObject {
  return {
    id: label.databaseId,
    node_id: label.nodeId,
    url: apiUrl(view, repo, 'labels', encodeURIComponent(label.name)),
    name: label.name,
    description: label.description,
    color: label.color,
    default: false,
  };
}

export function renderLabels(view: View, repo: RepoState, names: readonly string[]): readonly JsonObject[] {
  return repo.labels.filter((label) => names.includes(label.name)).map((label) => renderLabel(view, repo, label));
}
