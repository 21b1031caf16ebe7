import type { Points } from '../graphql/root.ts';
import { iso } from '../world/clock.ts';

/** What a token may still spend in this hour, for REST (requests) and GraphQL (points). It is counted, not enforced. */
export interface Budget {
  spend(resource: 'core' | 'graphql', points: number, now: number): Points;
}

const LIMIT = 15_000;
const HOUR = 3_600_000;

export function createBudget(): Budget {
  const used = { core: 0, graphql: 0 };
  let reset = 0;
  return {
    spend(resource, points, now) {
      if (now >= reset) {
        used.core = 0;
        used.graphql = 0;
        reset = now + HOUR;
      }
      used[resource] += points;
      const remaining = Math.max(1, LIMIT - used[resource]);
      return { cost: points, limit: LIMIT, used: used[resource], remaining, resetAt: iso(reset) };
    },
  };
}

export function rateHeaders(resource: 'core' | 'graphql', left: Points): { readonly [name: string]: string } {
  return {
    'x-ratelimit-limit': String(left.limit),
    'x-ratelimit-remaining': String(left.remaining),
    'x-ratelimit-used': String(left.used),
    'x-ratelimit-reset': String(Date.parse(left.resetAt) / 1000),
    'x-ratelimit-resource': resource,
  };
}
