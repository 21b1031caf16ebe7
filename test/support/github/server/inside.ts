import type { SchemaAge } from '../graphql/schema.ts';
import { type Identity, type Scopes, USER_TOKEN_PREFIX } from '../identity.ts';
import type { Dispatch } from '../rest/call.ts';
import type { Urls } from '../view.ts';
import type { World } from '../world/world.ts';
import { type Budget, createBudget } from './budget.ts';
import type { Fault, FaultQueue } from './faults.ts';
import type { Asked, FakeRequest, Logged, Violation } from './messages.ts';

export interface FakeOptions {
  readonly world?: World;
  /** `''` as on github.com, or `/api/v3` as on GitHub Enterprise Server (GraphQL is then at `/api/graphql`). */
  readonly basePath?: '' | '/api/v3';
  /** What the token `github-token` may do; everything when left out. */
  readonly scopes?: Scopes;
  /** Every request takes so long. */
  readonly latencyMs?: number;
  /** How waiting is done; a simulator passes its own. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** `older`: a server whose GraphQL lacks the newest fields; asking for one is answered as such a server does. */
  readonly graphql?: SchemaAge;
  /** Where web pages are; `https://github.com` when left out. */
  readonly serverUrl?: string;
  /** Where the API seems to be; the server sets its own. */
  readonly apiUrl?: string;
}

/** Told of each request before it is answered; what it returns strikes that request. */
export type RequestHook = (asked: Asked) => readonly Fault[] | undefined | Promise<readonly Fault[] | undefined>;

/** What answering a request needs and changes. */
export interface Inside {
  readonly world: World;
  readonly options: FakeOptions;
  readonly urls: Urls;
  readonly faults: FaultQueue;
  readonly tokens: Map<string, Identity>;
  readonly budgets: Map<string, Budget>;
  readonly requests: Logged[];
  readonly violations: Violation[];
  readonly dispatches: Dispatch[];
  readonly sleep: (ms: number) => Promise<void>;
  hook: RequestHook | null;
  asked: number;
}

/** Who a request's token speaks for; null: no token, or a bad one. */
export function identify(inside: Inside, headers: FakeRequest['headers']): Identity | null {
  const token = /^(?:token|bearer) (.+)$/i.exec(headers['authorization'] ?? '')?.[1];
  if (token === undefined) return null;
  const known = inside.tokens.get(token);
  if (known !== undefined) return known;
  const login = token.startsWith(USER_TOKEN_PREFIX) ? token.slice(USER_TOKEN_PREFIX.length) : '';
  return inside.world.hub.read().accounts.get(login)?.type === 'User' ? { kind: 'user', login } : null;
}

export function budgetOf(inside: Inside, login: string): Budget {
  const budget = inside.budgets.get(login) ?? createBudget();
  inside.budgets.set(login, budget);
  return budget;
}
