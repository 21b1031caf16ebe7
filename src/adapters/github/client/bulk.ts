import type { ThrottlingOptions } from '@octokit/plugin-throttling';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { type ClientOptions, clientOver, type GitHubClient, octokitOptions, wholeJson } from './client.ts';

export interface BulkOptions extends ClientOptions {
  /** The least time between two writes; without it GitHub's own pace, which is 1 s, and 3 s for what notifies people. */
  readonly writePaceMs?: number | undefined;
}

/**
 * A client for commands that touch many items: it keeps to the pace that GitHub asks of writes. Loaded only by those
 * commands, because the throttling plugin is slow to start.
 */
export function createBulkClient(options: BulkOptions): GitHubClient {
  const Throttled = Octokit.plugin(wholeJson, throttling);
  const common = octokitOptions(options);
  const { writePaceMs } = options;
  const pace = writePaceMs === undefined ? {} : { write: every(writePaceMs), notifications: every(writePaceMs) };
  const paced = new Throttled({ ...common, throttle: { ...LIMITS, ...pace } });
  // The plugin takes every GraphQL request for a write and lets one through a second; ours only read.
  const free = new Throttled({ ...common, throttle: { ...LIMITS, write: every(0) } });
  const { rest } = clientOver(paced, options);
  const { graphql } = clientOver(free, options);
  return { rest, graphql };
}

/** Limits are waited out where every request is repeated, by one rule for all. */
const LIMITS = { onRateLimit: () => false, onSecondaryRateLimit: () => false } satisfies ThrottlingOptions;

type Group = NonNullable<Extract<ThrottlingOptions, { onRateLimit: unknown }>['write']>;

/** Lets one job through in each span of time. */
function every(ms: number): Group {
  let next = 0;
  const schedule = async (_options: unknown, job: () => unknown): Promise<unknown> => {
    const now = performance.now();
    const mine = Math.max(now, next);
    next = mine + ms;
    if (mine > now) await new Promise((resolve) => setTimeout(resolve, mine - now));
    return job();
  };
  const group: unknown = { key: () => ({ schedule }) };
  if (!isGroup(group)) throw new TypeError('not a group of limiters');
  return group;
}

/** The plugin uses nothing but `key` of it. */
function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && 'key' in value;
}
