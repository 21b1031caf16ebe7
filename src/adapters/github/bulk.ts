import { retry } from '@octokit/plugin-retry';
import type { ThrottlingOptions } from '@octokit/plugin-throttling';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import type { ClientOptions, GitHubClient } from './client.ts';
import { clientOver, octokitOptions, wholeJson } from './client.ts';
import { propertyOf } from './errors.ts';

/** A wait that is longer ends in `rate_limited` instead. */
const MAX_WAIT_SECONDS = 300;
const MAX_WAITS = 3;

/**
 * A client for commands that touch many items: it keeps to GitHub's pace for writes and waits out a rate limit, within
 * bounds. Loaded only by those commands, because the throttling plugin is slow to start.
 */
export function createBulkClient(options: ClientOptions): GitHubClient {
  const Throttled = Octokit.plugin(wholeJson, retry, throttling);
  const common = octokitOptions(options);
  const paced = new Throttled({ ...common, throttle: limits(options.log) });
  const free = new Throttled({ ...common, throttle: { ...limits(options.log), ...unpaced() } });
  const read = clientOver(free, options);
  const write = clientOver(paced, options);
  return { ...write, graphql: read.graphql };
}

function limits(log: (line: string) => void) {
  const wait = (kind: string) => (seconds: number, options: object, _octokit: unknown, waits: number) => {
    // A write under a lock has its own, shorter bound; whoever holds the lock decides.
    const bounded = propertyOf(propertyOf(options, 'request'), 'signal') !== undefined;
    const patient = !bounded && seconds <= MAX_WAIT_SECONDS && waits < MAX_WAITS;
    log(`GitHub's ${kind} rate limit: ${patient ? `waiting ${seconds} s` : 'not waiting any longer'}`);
    return patient;
  };
  return { onRateLimit: wait('primary'), onSecondaryRateLimit: wait('secondary') } satisfies ThrottlingOptions;
}

type Group = NonNullable<Extract<ThrottlingOptions, { onRateLimit: unknown }>['write']>;

/** The plugin takes every GraphQL request for a write and lets one through a second; ours only read. */
function unpaced(): { readonly write: Group } {
  const write: unknown = { key: () => ({ schedule: (_options: unknown, job: () => unknown) => job() }) };
  if (!isGroup(write)) throw new TypeError('not a group of limiters');
  return { write };
}

/** The plugin uses nothing but `key` of it. */
function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && 'key' in value;
}
