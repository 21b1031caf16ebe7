import type { JsonObject } from '../json.ts';
import { renderUser } from '../rest/render-account.ts';
import { renderRepo } from '../rest/render-repo.ts';
import { personOf } from '../rest/render-run.ts';
import { htmlUrl } from '../view.ts';
import { must, type Scene } from './subject.ts';

export function pushParts(scene: Scene): JsonObject {
  const { view, repo, about } = scene;
  const ref = about.ref ?? `refs/heads/${repo.defaultBranch}`;
  const after = must(about.sha ?? repo.branches.get(ref.replace(/^refs\/heads\//, '')), `branch ${ref}`);
  const before = about.before ?? repo.commits.get(after)?.parents[0] ?? '0'.repeat(40);
  const head = pushedCommit(scene, after);
  const pusher = about.sender ?? 'octocat';
  return {
    ref,
    before,
    after,
    created: false,
    deleted: false,
    forced: false,
    base_ref: null,
    compare: htmlUrl(view, repo, 'compare', `${before.slice(0, 12)}...${after.slice(0, 12)}`),
    commits: [head],
    head_commit: head,
    repository: pushedRepo(scene),
    pusher: { name: pusher, email: `${pusher}@users.noreply.github.com` },
  };
}

function pushedCommit({ view, repo }: Scene, sha: string): JsonObject {
  const { author, message, committedAt, files, parents } = must(repo.commits.get(sha), `commit ${sha}`);
  const before = repo.commits.get(parents[0] ?? '')?.files ?? new Map<string, string>();
  const person = personOf(author);
  return {
    id: sha,
    tree_id: sha,
    distinct: true,
    message,
    timestamp: committedAt,
    url: htmlUrl(view, repo, 'commit', sha),
    author: person,
    committer: person,
    added: [...files.keys()].filter((path) => !before.has(path)),
    removed: [...before.keys()].filter((path) => !files.has(path)),
    modified: [...files].filter(([path, text]) => before.has(path) && before.get(path) !== text).map(([path]) => path),
  };
}

/** Only pushes tell the owner's name and address. */
function pushedRepo({ view, repo }: Scene): JsonObject {
  const { name, email } = { name: repo.owner, email: `${repo.owner}@users.noreply.github.com` };
  const owner = { ...renderUser(view, repo.owner), name, email };
  return { ...renderRepo(view, repo), owner, master_branch: repo.defaultBranch, stargazers: 0 };
}

export function dispatchParts({ repo, about }: Scene): JsonObject {
  const ref = about.ref ?? `refs/heads/${repo.defaultBranch}`;
  return { inputs: about.inputs ?? {}, ref, workflow: '.github/workflows/loopforge.yml' };
}

export function repositoryDispatchParts({ repo, about }: Scene): JsonObject {
  return { branch: repo.defaultBranch, client_payload: about.clientPayload ?? {} };
}
