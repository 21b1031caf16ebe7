import { addAccount, addApp } from './hub.ts';
import type { By } from './issue-ops.ts';
import type { Issue, Role } from './model.ts';
import type { Protection, RequiredContext } from './model-checks.ts';
import { branchHead } from './pull-ops.ts';
import type { Room } from './room.ts';
import { withEntry, withoutEntry } from './state.ts';

export interface ProtectionInput {
  /** The default branch when left out. */
  readonly branch?: string;
  readonly requiredChecks?: readonly (string | RequiredContext)[];
  readonly requiredApprovals?: number;
  readonly dismissStale?: boolean;
  readonly codeOwners?: boolean;
  readonly lastPush?: boolean;
  /** Classic protection (`branch`, the default) or a rule set. */
  readonly via?: Protection['via'];
}

export interface RepoOps {
  addUser(login: string, options?: { readonly role?: Role; readonly id?: number }): void;
  /** Adds a GitHub App; its bot bears the slug as login and gets `role`. */
  addApp(slug: string, options?: { readonly role?: Role; readonly appId?: number; readonly botId?: number }): void;
  setRole(login: string, role: Role): void;
  /** Replaces what protects a branch; called again with the other `via`, both hold. `null` takes all away. */
  setProtection(input: ProtectionInput | null): void;
  /** Writes a file on the default branch; returns the commit. */
  putFile(path: string, text: string, options?: By): string;
  deleteFile(path: string, options?: By): string;
  createBranch(name: string, sha?: string): void;
  deleteBranch(name: string): void;
  /** Moves an issue to another repository of this world; returns its number there. */
  transferIssue(number: number, options: By & { readonly to: string }): number;
  /** Deletes an issue or pull request with all its comments. */
  deleteItem(number: number): void;
}

export function repoOps(room: Room, admin: string): RepoOps {
  const setRole = (login: string, role: Role) =>
    room.patch({ roles: withEntry(room.get().roles, room.who(login), role) });
  return {
    addUser(login, options = {}) {
      addAccount(room.hub, login, 'User', options.id);
      setRole(login, options.role ?? 'read');
    },
    addApp(slug, options = {}) {
      addApp(room.hub, slug, options);
      setRole(slug, options.role ?? 'write');
    },
    setRole,
    setProtection: (input) => (input === null ? room.patch({ protection: new Map() }) : setProtection(room, input)),
    putFile: (path, text, options) => commitFiles(room, options?.by ?? admin, path, text),
    deleteFile: (path, options) => commitFiles(room, options?.by ?? admin, path, null),
    createBranch: (name, sha) => room.setBranch(name, sha ?? branchHead(room, room.get().defaultBranch)),
    deleteBranch: (name) => room.patch({ branches: withoutEntry(room.get().branches, name) }),
    transferIssue: (number, options) => transfer(room, number, options.to, room.who(options.by ?? admin)),
    deleteItem: (number) => remove(room, number),
  };
}

function setProtection(room: Room, input: ProtectionInput): void {
  const { protection, defaultBranch } = room.get();
  const branch = input.branch ?? defaultBranch;
  const rule: Protection = {
    via: input.via ?? 'branch',
    requiredChecks: (input.requiredChecks ?? []).map((one) =>
      typeof one === 'string' ? { context: one, appId: null } : one,
    ),
    requiredApprovals: input.requiredApprovals ?? 0,
    dismissStale: input.dismissStale ?? false,
    codeOwners: input.codeOwners ?? false,
    lastPush: input.lastPush ?? false,
    changedAt: room.now(),
  };
  const others = (protection.get(branch) ?? []).filter((other) => other.via !== rule.via);
  room.patch({ protection: withEntry(protection, branch, [...others, rule]) });
}

function commitFiles(room: Room, by: string, path: string, text: string | null): string {
  const { defaultBranch, commits } = room.get();
  const parent = branchHead(room, defaultBranch);
  const files = new Map(commits.get(parent)?.files);
  if (text === null) files.delete(path);
  else files.set(path, text);
  const { sha } = room.commit({ author: room.who(by), message: `Update ${path}`, parents: [parent], files });
  room.setBranch(defaultBranch, sha);
  return sha;
}

function transfer(room: Room, number: number, to: string, by: string): number {
  const target = room.in(to);
  const issue = room.issue(number);
  const { comments, timeline } = room.get();
  const there = target.takeNumber();
  const moved: Issue = { ...issue, ...room.hub.ids.next('issue'), number: there, updatedAt: room.now() };
  target.putItem(moved);
  target.patch({
    comments: withEntry(
      target.get().comments,
      there,
      (comments.get(number) ?? []).map((one) => ({ ...one, on: there })),
    ),
    timeline: withEntry(target.get().timeline, there, timeline.get(number) ?? []),
  });
  target.event(there, by, { kind: 'TransferredEvent', fromRepository: room.name });
  remove(room, number);
  room.patch({ moved: withEntry(room.get().moved, number, { repo: to, number: there }) });
  return there;
}

function remove(room: Room, number: number): void {
  const { items, comments, timeline } = room.get();
  room.patch({
    items: withoutEntry(items, number),
    comments: withoutEntry(comments, number),
    timeline: withoutEntry(timeline, number),
  });
}
