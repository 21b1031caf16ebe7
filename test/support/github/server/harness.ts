import { ALL_WRITE, actionsIdentity, GITHUB_TOKEN, type Identity, type Scopes } from '../identity.ts';
import type { Dispatch } from '../rest/call.ts';
import { createWorld, type World } from '../world/world.ts';
import { createFaultQueue, type FaultQueue } from './faults.ts';
import type { FakeOptions, Inside, RequestHook } from './inside.ts';
import type { FakeRequest, FakeResponse, Logged, Violation } from './messages.ts';
import { respond } from './respond.ts';

export type { FakeOptions } from './inside.ts';

/** A GitHub that answers in-process. */
export interface FakeGitHub {
  readonly world: World;
  readonly requests: readonly Logged[];
  readonly violations: readonly Violation[];
  readonly faults: FaultQueue;
  /** `repository_dispatch` events that were asked for. */
  readonly dispatches: readonly Dispatch[];
  /** Rejects with an error of code `ECONNRESET` where a fault cuts the connection. */
  handle(request: Partial<FakeRequest> & Pick<FakeRequest, 'path'>): Promise<FakeResponse>;
  /** Lets a token speak for an identity, such as a bot of another app. `token-of-<login>` works for every user. */
  setToken(token: string, identity: Identity): void;
  /** Changes what `github-token` may do. */
  setScopes(scopes: Scopes): void;
  onRequest(hook: RequestHook | null): void;
  /** How many requests were like this; all when nothing is given. */
  count(like?: { readonly method?: string; readonly path?: RegExp; readonly operation?: string }): number;
  /** Throws, naming each, if anything happened that a strict GitHub would not have. */
  assertClean(): void;
}

export function createFakeGitHub(options: FakeOptions = {}): FakeGitHub {
  const world = options.world ?? createWorld();
  const inside: Inside = {
    world,
    options,
    urls: { html: options.serverUrl ?? 'https://github.com', api: options.apiUrl ?? 'https://api.github.com' },
    faults: createFaultQueue(),
    tokens: new Map([[GITHUB_TOKEN, actionsIdentity(world.repo, options.scopes ?? ALL_WRITE)]]),
    budgets: new Map(),
    requests: [],
    violations: [],
    dispatches: [],
    sleep: options.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
    hook: null,
    asked: 0,
  };
  return {
    world,
    requests: inside.requests,
    violations: inside.violations,
    faults: inside.faults,
    dispatches: inside.dispatches,
    handle: (request) => respond(inside, { method: 'GET', headers: {}, body: '', ...request }),
    setToken: (token, identity) => void inside.tokens.set(token, identity),
    setScopes: (scopes) => void inside.tokens.set(GITHUB_TOKEN, actionsIdentity(world.repo, scopes)),
    onRequest(hook) {
      inside.hook = hook;
    },
    count: (like = {}) => inside.requests.filter((one) => isLike(one, like)).length,
    assertClean() {
      if (inside.violations.length === 0) return;
      const lines = inside.violations.map((one) => `${one.kind}: ${one.message} (${one.request})`);
      throw new Error(`GitHub would not have taken this:\n${lines.join('\n')}`);
    },
  };
}

function isLike(
  one: Logged,
  like: { readonly method?: string; readonly path?: RegExp; readonly operation?: string },
): boolean {
  return (
    (like.method ?? one.method) === one.method &&
    (like.operation ?? one.operation) === one.operation &&
    like.path?.test(one.path) !== false
  );
}
