import { isSha, type QueuedCommit, type Sha, type Target } from '../../../core/model.ts';
import { isJsonObject, listAt, objectAt, type RawEvent, shaAt, textAt, textOrNull, valueAt } from './fields.ts';
import type { EventTargets } from './sighting.ts';

/** Branches of the merge queue are named for the last pull request in them: `gh-readonly-queue/<base>/pr-104-<sha>`. */
const QUEUE_BRANCH = /^gh-readonly-queue\/.+\/pr-(?<number>[1-9]\d*)-[0-9a-f]{40}$/;

/** `workflow_run`: the pull requests it names; a fork's run names none and is found by its commit and branch. */
export function runTargets(event: RawEvent): EventTargets {
  return checkTargets(event, 'workflow_run', 'workflow_run.head_branch');
}

/** `check_run`, `check_suite`: as `workflow_run`, with the head branch where that event keeps it (null for forks). */
export function checkTargets(event: RawEvent, part: string, branchPath: string): EventTargets {
  textAt(event, 'action');
  const sha = shaAt(event, `${part}.head_sha`);
  const pulls = ownPulls(event, `${part}.pull_requests`);
  return pulls.length > 0 ? pulls : [atCommit(sha, textOrNull(event.payload, branchPath))];
}

/** `status`: the commit, with a branch that ends in it where there is one. */
export function statusTargets(event: RawEvent): EventTargets {
  textAt(event, 'state');
  const sha = shaAt(event, 'sha');
  const names = listAt(event, 'branches').flatMap((branch) => textOrNull(branch, 'name') ?? []);
  const main = textOrNull(event.payload, 'repository.default_branch');
  return [atCommit(sha, names.find((name) => name !== main) ?? names[0] ?? null)];
}

/** `merge_group`: the pull request that the queue's branch is named for. */
export function mergeGroupTargets(event: RawEvent): EventTargets {
  const sha = shaAt(event, 'merge_group.head_sha');
  return [atCommit(sha, branchOf(textAt(event, 'merge_group.head_ref')))];
}

/** `push`: the commit that the branch ends in now. */
export function pushTargets(event: RawEvent): EventTargets {
  const branch = branchOf(textAt(event, 'ref'));
  if (branch === null) return { reason: 'no_item', notice: 'A pushed tag concerns no work item.' };
  if (valueAt(event.payload, 'deleted') === true) {
    return { reason: 'no_item', notice: `The branch "${branch}" was deleted; there is nothing left to look at.` };
  }
  return [atCommit(shaAt(event, 'after'), branch)];
}

function branchOf(ref: string): string | null {
  return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
}

/** The commit of the merge queue that an event is about; null: it is about none, or about the branch of one that is gone. */
export function queuedCommitOf({ name, payload }: RawEvent): QueuedCommit | null {
  const places = Object.hasOwn(QUEUED, name) ? QUEUED[name] : undefined;
  if (places === undefined) return null;
  const [branch, sha] = places.map((path) => textOrNull(payload, path));
  const number = QUEUE_BRANCH.exec((branch ?? '').replace(/^refs\/heads\//, ''))?.groups?.['number'];
  return number === undefined || sha === undefined || sha === null || !isSha(sha)
    ? null
    : { pull: Number(number), sha };
}

/** Where events say which branch and which commit they are about. */
const QUEUED: { readonly [event: string]: readonly [branch: string, sha: string] } = {
  merge_group: ['merge_group.head_ref', 'merge_group.head_sha'],
  workflow_run: ['workflow_run.head_branch', 'workflow_run.head_sha'],
  check_suite: ['check_suite.head_branch', 'check_suite.head_sha'],
  check_run: ['check_run.check_suite.head_branch', 'check_run.head_sha'],
};

/** The commit of a merge queue belongs to no pull request, but its branch says which one it was made for. */
function atCommit(sha: Sha, branch: string | null): Target {
  const queued = branch === null ? null : QUEUE_BRANCH.exec(branch);
  if (queued) return { kind: 'pull_request', number: Number(queued.groups?.['number']) };
  return { kind: 'commit', sha, branch };
}

/** GitHub lists every pull request with this head, also those that a fork holds against itself or another base. */
function ownPulls(event: RawEvent, path: string): readonly Target[] {
  const repository = objectAt(event, 'repository')['id'];
  return listAt(event, path).flatMap((pull): Target[] => {
    const number = pull['number'];
    const base = isJsonObject(pull['base']) ? valueAt(pull['base'], 'repo.id') : undefined;
    const ours = base === undefined || base === repository;
    return typeof number === 'number' && ours ? [{ kind: 'pull_request', number }] : [];
  });
}
