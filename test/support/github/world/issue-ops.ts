import type { CloseReason, Issue, Item } from './model.ts';
import type { Room } from './room.ts';
import type { Closer } from './timeline.ts';

/** Who does it; the repository's admin where left out. */
export interface By {
  readonly by?: string;
}

interface NewIssue {
  readonly author?: string;
  readonly title?: string;
  readonly body?: string;
  readonly labels?: readonly string[];
  readonly assignees?: readonly string[];
  readonly issueType?: string;
}

export interface CloseOptions extends By {
  readonly reason?: CloseReason;
  /** The pull request or commit that closed it; a hand when left out. */
  readonly closer?: Closer;
}

export interface IssueOps {
  openIssue(issue?: NewIssue): number;
  /** Works on pull requests too, as do `unassign`, `label`, `unlabel`, `lock`, `unlock` and `rename`. */
  assign(number: number, login: string, options?: By): void;
  unassign(number: number, login: string, options?: By): void;
  label(number: number, name: string, options?: By): void;
  unlabel(number: number, name: string, options?: By): void;
  rename(number: number, title: string, options?: By): void;
  lock(number: number, options?: By): void;
  unlock(number: number, options?: By): void;
  /** `reason` is `completed` unless said otherwise. A closed issue may be closed again for another reason. */
  closeIssue(number: number, options?: CloseOptions): void;
  reopenIssue(number: number, options?: By): void;
  /** Links a branch in the issue's development box (it need not exist). */
  linkBranch(number: number, branch: string): void;
  createLabel(name: string, options?: { readonly color?: string; readonly description?: string }): void;
}

export function issueOps(room: Room, admin: string): IssueOps {
  const actor = (options?: By) => room.who(options?.by ?? admin);
  const change = (number: number, key: 'assignees' | 'labels', values: readonly string[]) =>
    room.update(number, { [key]: values });
  return {
    openIssue: (issue = {}) => openIssue(room, admin, issue),
    assign(number, login, options) {
      const assignee = room.who(login);
      const { assignees } = room.item(number);
      if (assignees.includes(assignee)) return;
      change(number, 'assignees', [...assignees, assignee]);
      room.event(number, actor(options), { kind: 'AssignedEvent', assignee });
    },
    unassign(number, login, options) {
      const assignee = room.who(login);
      const { assignees } = room.item(number);
      if (!assignees.includes(assignee)) return;
      change(
        number,
        'assignees',
        assignees.filter((other) => other !== assignee),
      );
      room.event(number, actor(options), { kind: 'UnassignedEvent', assignee });
    },
    label(number, name, options) {
      ensureLabel(room, name);
      const { labels } = room.item(number);
      if (labels.includes(name)) return;
      change(number, 'labels', [...labels, name]);
      room.event(number, actor(options), { kind: 'LabeledEvent', label: name });
    },
    unlabel(number, name, options) {
      const { labels } = room.item(number);
      if (!labels.includes(name)) return;
      change(
        number,
        'labels',
        labels.filter((other) => other !== name),
      );
      room.event(number, actor(options), { kind: 'UnlabeledEvent', label: name });
    },
    rename(number, title, options) {
      const previous = room.item(number).title;
      room.update(number, { title });
      room.event(number, actor(options), { kind: 'RenamedTitleEvent', previous, current: title });
    },
    lock(number, options) {
      room.update(number, { locked: true });
      room.event(number, actor(options), { kind: 'LockedEvent' });
    },
    unlock(number, options) {
      room.update(number, { locked: false });
      room.event(number, actor(options), { kind: 'UnlockedEvent' });
    },
    closeIssue: (number, options) => closeIssue(room, number, actor(options), options),
    reopenIssue(number, options) {
      const issue = room.issue(number);
      if (issue.state === 'open') throw new Error(`#${number} is open already`);
      const open: Issue = { ...issue, state: 'open', stateReason: 'reopened', closedAt: null, closedBy: null };
      room.putItem({ ...open, updatedAt: room.now() });
      room.event(number, actor(options), { kind: 'ReopenedEvent' });
    },
    linkBranch(number, branch) {
      room.update(number, { linkedBranches: [...room.issue(number).linkedBranches, branch] });
    },
    createLabel: (name, options) => ensureLabel(room, name, options),
  };
}

function openIssue(room: Room, admin: string, from: NewIssue): number {
  const number = room.takeNumber();
  for (const name of from.labels ?? []) ensureLabel(room, name);
  const issue: Issue = {
    kind: 'issue',
    ...newItem(room, number, from.author ?? admin, 'issue'),
    title: from.title ?? `Issue ${number}`,
    body: from.body ?? '',
    labels: from.labels ?? [],
    state: 'open',
    stateReason: null,
    issueType: from.issueType ?? null,
    linkedBranches: [],
  };
  room.putItem(issue);
  for (const name of issue.labels) room.event(number, issue.author, { kind: 'LabeledEvent', label: name });
  for (const login of from.assignees ?? []) {
    const assignee = room.who(login);
    room.update(number, { assignees: [...room.item(number).assignees, assignee] });
    room.event(number, issue.author, { kind: 'AssignedEvent', assignee });
  }
  return number;
}

/** The fields that issues and pull requests share, as they are at birth. */
export function newItem(
  room: Room,
  number: number,
  author: string,
  kind: 'issue' | 'pull',
): Omit<Item, 'kind'> & {
  readonly closedAt: null;
} {
  const now = room.now();
  return {
    ...room.hub.ids.next(kind),
    number,
    title: '',
    body: '',
    author: room.who(author),
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    assignees: [],
    labels: [],
    locked: false,
    state: 'open',
  };
}

export function closeIssue(room: Room, number: number, by: string, options: CloseOptions = {}): void {
  const issue = room.issue(number);
  const stateReason = options.reason ?? 'completed';
  if (issue.state === 'closed' && issue.stateReason === stateReason) throw new Error(`#${number} is closed already`);
  const { closer = null } = options;
  if (closer?.kind === 'commit' && !room.get().commits.has(closer.sha)) throw new Error(`no commit ${closer.sha}`);
  const now = room.now();
  room.putItem({ ...issue, state: 'closed', stateReason, closedAt: now, closedBy: by, updatedAt: now });
  room.event(number, by, { kind: 'ClosedEvent', stateReason, closer });
}

function ensureLabel(
  room: Room,
  name: string,
  options: { readonly color?: string; readonly description?: string } = {},
): void {
  const { labels } = room.get();
  if (labels.some((label) => label.name.toLowerCase() === name.toLowerCase())) return;
  const label = { ...room.hub.ids.next('label'), name, color: options.color ?? 'ededed' };
  room.patch({ labels: [...labels, { ...label, description: options.description ?? null }] });
}
