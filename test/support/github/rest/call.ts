import { type Access, hasRole, hasScope, type Scope, talkScope } from '../identity.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { View } from '../view.ts';
import type { Item, Role } from '../world/model.ts';
import type { RepoState } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { forbidden, mustHaveRights, notFound } from './reply.ts';

/** One request to one repository. */
export interface Call {
  readonly view: View;
  /** As the request sees it, which may be a little old. */
  readonly repo: RepoState;
  /** The live repository, for writes. */
  readonly world: World;
  readonly params: { readonly [name: string]: string };
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly page: Page;
  /** Takes note of a `repository_dispatch` that was asked for. */
  readonly dispatched: (dispatch: Dispatch) => void;
}

export interface Dispatch {
  readonly eventType: string;
  readonly payload: JsonObject;
}

export interface Page {
  readonly number: number;
  readonly size: number;
}

/** What the answer to a write shows: the live state. */
export function after(call: Call): { readonly view: View; readonly repo: RepoState } {
  return { view: { ...call.view, state: call.world.hub.read() }, repo: call.world.state() };
}

/** Refuses as GitHub does when the token or the person may not. */
export function need(
  call: Call,
  scope: Scope,
  access: Access,
  role: Role = access === 'write' ? 'write' : 'read',
): void {
  if (!hasScope(call.view.viewer, call.repo, scope, access)) throw forbidden();
  if (!hasRole(call.view.viewer, call.repo, role)) throw mustHaveRights();
}

/** Talking (comments, reactions) on an issue or pull request; people need only see the repository. */
export function needTalk(call: Call, item: Item): void {
  need(call, talkScope(item.kind), 'write', 'read');
}

/** Reading a conversation: either scope will do on a pull request. */
export function needRead(call: Call, item: Item): void {
  const { viewer } = call.view;
  if (item.kind === 'pull' && hasScope(viewer, call.repo, 'pull_requests', 'read')) return;
  need(call, 'issues', 'read');
}

export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}

export function numberParam(call: Call, name: string): number {
  const value = param(call, name);
  if (!/^\d+$/.test(value)) throw notFound();
  return Number(value);
}

export function itemOf(call: Call, name = 'issue_number'): Item {
  const item = call.repo.items.get(numberParam(call, name));
  if (item === undefined) throw notFound();
  return item;
}

export function text(call: Call, key: string): string {
  const value = bodyOf(call)[key];
  return typeof value === 'string' ? value : '';
}

export function bodyOf(call: Call): JsonObject {
  return isObject(call.body) ? call.body : {};
}
