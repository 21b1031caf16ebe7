import { addApp } from './hub.ts';
import type { CheckSuite } from './model-checks.ts';
import type { Room } from './room.ts';

/** A pull request (its head) by number, or a commit by sha. */
export type CheckTarget = number | string;

export interface Head {
  readonly sha: string;
  readonly branch: string;
  readonly repo: string;
  readonly author: string;
}

/** Where a check goes: the head of a pull request, or a commit with the pull request or branch that it is of. */
export function headOf(room: Room, target: CheckTarget): Head {
  const { items, branches, commits } = room.get();
  if (typeof target === 'number') {
    const pull = room.pull(target);
    return { sha: pull.headSha, branch: pull.headRef, repo: pull.headRepo, author: pull.author };
  }
  for (const item of items.values()) {
    if (item.kind !== 'pull' || !item.commits.includes(target)) continue;
    return { sha: target, branch: item.headRef, repo: item.headRepo, author: item.author };
  }
  const commit = commits.get(target);
  if (commit === undefined) throw new Error(`${room.name} has no commit ${target}`);
  const branch = [...branches].find(([, sha]) => sha === target)?.[0] ?? room.get().defaultBranch;
  return { sha: target, branch, repo: room.name, author: commit.author };
}

export function addSuite(room: Room, head: Head, app: string): CheckSuite {
  if (!room.hub.read().apps.has(app)) addApp(room.hub, app);
  const now = room.now();
  const where = { sha: head.sha, branch: head.branch, headRepo: head.repo };
  const suite: CheckSuite = { ...room.hub.ids.next('suite'), app, ...where, createdAt: now, updatedAt: now };
  room.patch({ suites: [...room.get().suites, suite] });
  return suite;
}
