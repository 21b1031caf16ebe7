import { closingReferences, mentions, sameItem, withoutKeyword } from './closing-references.ts';
import { type By, newItem } from './issue-ops.ts';
import type { ItemRef, Pull } from './model.ts';
import { dismissStaleReviews } from './review-ops.ts';
import type { Room } from './room.ts';
import type { EventBody } from './timeline.ts';

export interface NewPull {
  readonly author?: string;
  readonly title?: string;
  /** Issues to close: `Closes #n` is put into the body, so it counts only where the base is the default branch. */
  readonly closes?: readonly number[];
  /** Issues linked by hand in the development box. */
  readonly links?: readonly number[];
  readonly body?: string;
  readonly headRef?: string;
  /** Commit of the head branch, where a story wants to name it. */
  readonly head?: string;
  readonly base?: string;
  readonly draft?: boolean;
  /** True: the branch lives in the author's fork; a string: in that repository. */
  readonly fork?: boolean | string;
  readonly reviewers?: readonly string[];
}

interface PushOptions extends By {
  /** The new head; made up when left out. */
  readonly sha?: string;
  /** The old commits are gone from the pull request. */
  readonly force?: boolean;
  readonly message?: string;
}

export interface PullOps {
  openPull(pull?: NewPull): number;
  editPullBody(number: number, body: string, options?: By): void;
  /** Says whether it has conflicts with its base. */
  setConflict(number: number, conflict: boolean): void;
  changeBase(number: number, base: string): void;
  link(pull: number, issue: number, options?: By): void;
  /** Takes away a link by hand and every closing keyword for that issue. */
  unlink(pull: number, issue: number, options?: By): void;
  /** Puts a commit on the head branch and returns its sha. */
  push(number: number, options?: PushOptions): string;
  ready(number: number, options?: By): void;
  convertToDraft(number: number, options?: By): void;
  closePull(number: number, options?: By): void;
  reopenPull(number: number, options?: By): void;
}

export function pullOps(room: Room, admin: string): PullOps {
  const actor = (options?: By) => room.who(options?.by ?? admin);
  const ref = (number: number): ItemRef => ({ repo: room.name, number });
  return {
    openPull: (pull = {}) => openPull(room, admin, pull),
    editPullBody(number, body, options) {
      const by = actor(options);
      setBody(room, number, body, by);
      room.update(number, { bodyEdit: { at: room.now(), by } });
    },
    setConflict: (number, conflict) => room.update(number, { conflict }),
    changeBase: (number, base) => room.update(number, { base, baseSha: branchHead(room, base) }),
    link(pull, issue, options) {
      room.update(pull, { links: [...room.pull(pull).links, ref(issue)] });
      connect(room, 'ConnectedEvent', pull, issue, actor(options));
    },
    unlink(pull, issue, options) {
      const { links, body } = room.pull(pull);
      const kept = links.filter((link) => !sameItem(link, ref(issue)));
      room.update(pull, { links: kept, body: withoutKeyword(body, room.name, ref(issue)) });
      if (kept.length < links.length) connect(room, 'DisconnectedEvent', pull, issue, actor(options));
    },
    push: (number, options) => push(room, number, options ?? {}),
    ready: (number, options) => setDraft(room, number, false, actor(options)),
    convertToDraft: (number, options) => setDraft(room, number, true, actor(options)),
    closePull(number, options) {
      const by = actor(options);
      const pull = openOnly(room, number);
      const now = room.now();
      room.putItem({ ...pull, state: 'closed', closedAt: now, closedBy: by, updatedAt: now, queue: null });
      room.event(number, by, { kind: 'ClosedEvent', stateReason: null, closer: null });
    },
    reopenPull(number, options) {
      const pull = room.pull(number);
      if (pull.state !== 'closed')
        throw new Error(`#${number} is ${pull.state}: only a closed pull request is reopened`);
      room.putItem({ ...pull, state: 'open', closedAt: null, closedBy: null, updatedAt: room.now() });
      room.event(number, actor(options), { kind: 'ReopenedEvent' });
    },
  };
}

export function openOnly(room: Room, number: number): Pull {
  const pull = room.pull(number);
  if (pull.state !== 'open') throw new Error(`#${number} is ${pull.state}`);
  return pull;
}

export function branchHead(room: Room, branch: string): string {
  const sha = room.get().branches.get(branch);
  if (sha === undefined) throw new Error(`${room.name} has no branch ${branch}`);
  return sha;
}

function openPull(room: Room, admin: string, from: NewPull): number {
  const number = room.takeNumber();
  const author = room.who(from.author ?? admin);
  const base = from.base ?? room.get().defaultBranch;
  const headRepo = forkName(room, author, from.fork ?? false);
  const headRef = from.headRef ?? `change-${number}`;
  const baseSha = branchHead(room, base);
  const head = addCommit(room, { author, message: `Change ${number}`, parent: baseSha, sha: from.head });
  if (headRepo === room.name) room.setBranch(headRef, head);
  const pull: Pull = {
    kind: 'pull',
    ...newItem(room, number, author, 'pull'),
    title: from.title ?? `Pull request ${number}`,
    body: '',
    state: 'open',
    draft: from.draft ?? false,
    base,
    baseSha,
    headRef,
    headRepo,
    headSha: head,
    commits: [head],
    links: (from.links ?? []).map((issue) => ({ repo: room.name, number: issue })),
    mergedAt: null,
    mergedBy: null,
    mergeCommitSha: null,
    autoMerge: null,
    queue: null,
    bodyEdit: null,
    conflict: false,
    requestedReviewers: (from.reviewers ?? []).map(room.who),
  };
  room.putItem(pull);
  for (const issue of from.links ?? []) connect(room, 'ConnectedEvent', number, issue, author);
  setBody(room, number, from.body ?? (from.closes ?? []).map((issue) => `Closes #${issue}`).join('\n'), author);
  for (const reviewer of pull.requestedReviewers)
    room.event(number, author, { kind: 'ReviewRequestedEvent', reviewer });
  return number;
}

function forkName(room: Room, author: string, fork: boolean | string): string {
  if (typeof fork === 'string') {
    room.who(fork.split('/')[0] ?? '');
    return fork;
  }
  return fork ? `${author}/${room.get().name}` : room.name;
}

/** Adds a commit to the repository's object store; GitHub keeps fork heads there too, under `refs/pull`. */
function addCommit(
  room: Room,
  from: {
    readonly author: string;
    readonly message: string;
    readonly parent: string;
    readonly sha: string | undefined;
  },
): string {
  const known = from.sha === undefined ? undefined : room.get().commits.get(from.sha);
  if (known !== undefined) return known.sha;
  const files = room.get().commits.get(from.parent)?.files ?? new Map();
  const made = room.commit({ author: from.author, message: from.message, parents: [from.parent], files });
  if (from.sha === undefined) return made.sha;
  const { commits } = room.get();
  room.patch({ commits: new Map([...commits, [from.sha, { ...made, sha: from.sha }]]) });
  return from.sha;
}

function push(room: Room, number: number, options: PushOptions): string {
  const pull = room.pull(number);
  const by = room.who(options.by ?? pull.author);
  const parent = options.force === true ? pull.baseSha : pull.headSha;
  const sha = addCommit(room, { author: by, message: options.message ?? 'More work', parent, sha: options.sha });
  const commits = options.force === true ? [sha] : [...pull.commits, sha];
  room.update(number, { headSha: sha, commits, queue: null });
  if (pull.headRepo === room.name) room.setBranch(pull.headRef, sha);
  if (options.force === true) {
    room.event(number, by, { kind: 'HeadRefForcePushedEvent', before: pull.headSha, after: sha });
  }
  dismissStaleReviews(room, number, by);
  return sha;
}

function setDraft(room: Room, number: number, draft: boolean, by: string): void {
  if (room.pull(number).draft === draft) throw new Error(`#${number} is ${draft ? 'a draft' : 'ready'} already`);
  room.update(number, { draft });
  room.event(number, by, { kind: draft ? 'ConvertToDraftEvent' : 'ReadyForReviewEvent' });
}

/** Sets the body; issues that it names for the first time get a cross reference in their timeline. */
function setBody(room: Room, number: number, body: string, by: string): void {
  room.update(number, { body });
  const source: ItemRef = { repo: room.name, number };
  for (const target of mentions(body, room.name)) {
    const other = room.hub.read().repos.get(target.repo);
    if (other?.items.has(target.number) !== true || sameItem(target, source)) continue;
    const seen = (other.timeline.get(target.number) ?? []).some(
      (event) => event.kind === 'CrossReferencedEvent' && sameItem(event.source, source),
    );
    if (!seen) room.in(target.repo).event(target.number, by, { kind: 'CrossReferencedEvent', source, target });
  }
}

function connect(
  room: Room,
  kind: 'ConnectedEvent' | 'DisconnectedEvent',
  pull: number,
  issue: number,
  by: string,
): void {
  const source: ItemRef = { repo: room.name, number: pull };
  const subject: ItemRef = { repo: room.name, number: issue };
  const event: EventBody = { kind, source, subject };
  room.event(issue, by, event);
  room.event(pull, by, event);
}

/** Issues that merging the pull request would close now. */
export function closes(room: Room, number: number): readonly ItemRef[] {
  return closingReferences(room.hub.read(), room.get(), room.pull(number));
}
