import type { Json } from '../json.ts';
import type { Asked } from './messages.ts';

/** What can go wrong with one request. `before`: nothing was done; `after`: it was done, only the answer is lost. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly when: 'before' | 'after';
      readonly body?: Json;
      readonly headers?: { readonly [name: string]: string };
    }
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** The answer breaks off in the middle of its JSON. */
  | { readonly kind: 'truncate' }
  | { readonly kind: 'delay'; readonly ms: number; readonly when?: 'before' | 'after' }
  /** A read is answered from the state as it was `back` operations ago. */
  | { readonly kind: 'stale'; readonly back: number }
  | { readonly kind: 'secondary-limit'; readonly retryAfter: number }
  /** The hourly budget is used up; `resetIn` seconds until the next. */
  | { readonly kind: 'primary-limit'; readonly resetIn: number }
  /** Part of a GraphQL answer is null, with an error of `type` beside the data. */
  | {
      readonly kind: 'partial';
      readonly path: readonly (string | number)[];
      readonly type: string;
      readonly message?: string;
    };

/** Which requests a fault is meant for; all that is given must hold. */
export interface FaultMatch {
  readonly method?: string;
  readonly path?: RegExp;
  /** Name of the GraphQL operation. */
  readonly graphql?: string;
  /** The how manieth request that matches, from 1, counted from when the fault was added; 1 when left out. */
  readonly nth?: number;
  /** How many matching requests in a row it strikes, from the nth on; 1 when left out. */
  readonly times?: number;
}

interface Planned {
  readonly match: FaultMatch;
  readonly fault: Fault;
  seen: number;
}

export interface FaultQueue {
  add(planned: { readonly match?: FaultMatch; readonly fault: Fault }): void;
  clear(): void;
  /** Faults that were added and have not struck as often as they should. */
  pending(): number;
  /** The faults that strike this request. */
  strike(asked: Asked): readonly Fault[];
}

export function createFaultQueue(): FaultQueue {
  let queue: readonly Planned[] = [];
  const end = ({ match }: Planned) => (match.nth ?? 1) + (match.times ?? 1);
  return {
    add({ match = {}, fault }) {
      queue = [...queue, { match, fault, seen: 0 }];
    },
    clear() {
      queue = [];
    },
    pending: () => queue.length,
    strike(asked) {
      const striking: Fault[] = [];
      for (const planned of queue) {
        if (!matches(planned.match, asked)) continue;
        planned.seen += 1;
        if (planned.seen >= (planned.match.nth ?? 1)) striking.push(planned.fault);
      }
      queue = queue.filter((planned) => planned.seen + 1 < end(planned));
      return striking;
    },
  };
}

function matches(match: FaultMatch, asked: Asked): boolean {
  if (match.method !== undefined && match.method !== asked.method) return false;
  if (match.path !== undefined && !match.path.test(asked.path)) return false;
  return match.graphql === undefined || match.graphql === asked.operation;
}
