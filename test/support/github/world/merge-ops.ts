import { type By, closeIssue } from './issue-ops.ts';
import type { AutoMerge, Pull, QueueEntry } from './model.ts';
import { branchHead, closes, openOnly } from './pull-ops.ts';
import type { Room } from './room.ts';

export interface MergeOps {
  /**
   * Merges whatever the rules say, as an admin can; returns the merge commit, which for a queued one is the commit that
   * the queue tested. Where the base is the default branch,
   * the issues that the pull request closes are closed by it.
   */
  merge(number: number, options?: By): string;
  enableAutoMerge(number: number, options?: By & { readonly method?: AutoMerge['method'] }): void;
  disableAutoMerge(number: number, options?: By): void;
  /** Puts the pull request into the merge queue; returns the commit and ref that the queue tests. */
  enqueue(number: number, options?: By): { readonly sha: string; readonly ref: string };
  dequeue(number: number, options?: By): void;
}

export function mergeOps(room: Room, admin: string): MergeOps {
  const actor = (options?: By) => room.who(options?.by ?? admin);
  return {
    merge: (number, options) => merge(room, number, actor(options)),
    enableAutoMerge(number, options) {
      const enabledBy = actor(options);
      room.update(number, { autoMerge: { enabledAt: room.now(), enabledBy, method: options?.method ?? 'merge' } });
      room.event(number, enabledBy, { kind: 'AutoMergeEnabledEvent' });
    },
    disableAutoMerge(number, options) {
      room.update(number, { autoMerge: null });
      room.event(number, actor(options), { kind: 'AutoMergeDisabledEvent' });
    },
    enqueue(number, options) {
      const queue = enqueue(room, number, actor(options));
      return { sha: queue.headSha, ref: queue.headRef };
    },
    dequeue(number, options) {
      room.update(number, { queue: null });
      room.event(number, actor(options), { kind: 'RemovedFromMergeQueueEvent' });
    },
  };
}

function merge(room: Room, number: number, by: string): string {
  const pull = openOnly(room, number);
  const refs = closes(room, number);
  const sha = pull.queue?.headSha ?? mergeCommit(room, pull, by);
  room.setBranch(pull.base, sha);
  const now = room.now();
  const merged = { mergedAt: now, mergedBy: by, mergeCommitSha: sha, closedAt: now, closedBy: by, updatedAt: now };
  room.putItem({ ...pull, state: 'merged', ...merged, queue: null });
  room.event(number, by, { kind: 'MergedEvent', sha, base: pull.base });
  room.event(number, by, { kind: 'ClosedEvent', stateReason: null, closer: null });
  if (pull.base !== room.get().defaultBranch) return sha;
  for (const ref of refs) {
    const other = room.in(ref.repo);
    if (other.issue(ref.number).state === 'closed') continue;
    closeIssue(other, ref.number, by, { closer: { kind: 'pull', ref: { repo: room.name, number } } });
  }
  return sha;
}

function mergeCommit(room: Room, pull: Pull, author: string): string {
  const baseSha = branchHead(room, pull.base);
  const files = room.get().commits.get(baseSha)?.files ?? new Map();
  const message = `Merge pull request #${pull.number}`;
  return room.commit({ author, message, parents: [baseSha, pull.headSha], files }).sha;
}

function enqueue(room: Room, number: number, enqueuer: string): QueueEntry {
  const pull = openOnly(room, number);
  const baseSha = branchHead(room, pull.base);
  const sha = mergeCommit(room, pull, enqueuer);
  const headRef = `gh-readonly-queue/${pull.base}/pr-${number}-${baseSha}`;
  room.setBranch(headRef, sha);
  const id = room.hub.ids.next('queue');
  const queue: QueueEntry = { ...id, enqueuedAt: room.now(), enqueuer, headRef, headSha: sha, baseSha };
  room.update(number, { queue });
  room.event(number, enqueuer, { kind: 'AddedToMergeQueueEvent' });
  return queue;
}
