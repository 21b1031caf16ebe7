import { createHash } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import { apiUrl, htmlUrl, type View } from '../view.ts';
import type { RepoState } from '../world/state.ts';

/** Git's own name for a file's content. */
export function blobSha(content: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(content)}\0${content}`)
    .digest('hex');
}

/** The commit that a branch name or sha means. */
export function commitOf(repo: RepoState, ref: string): string | undefined {
  return repo.branches.get(ref.replace(/^(refs\/)?heads\//, '')) ?? (repo.commits.has(ref) ? ref : undefined);
}

export function renderFile(view: View, repo: RepoState, path: string, text: string): JsonObject {
  const place = path.split('/').map(encodeURIComponent).join('/');
  const url = `${apiUrl(view, repo, 'contents', place)}?ref=${repo.defaultBranch}`;
  const html = htmlUrl(view, repo, 'blob', repo.defaultBranch, place);
  const git = apiUrl(view, repo, 'git/blobs', blobSha(text));
  return {
    type: 'file',
    encoding: 'base64',
    size: Buffer.byteLength(text),
    name: path.replace(/^.*\//, ''),
    path,
    content: Buffer.from(text).toString('base64'),
    sha: blobSha(text),
    url,
    git_url: git,
    html_url: html,
    download_url: html,
    _links: { self: url, git, html },
  };
}
