import { LoopForgeError } from '../../../core/model.ts';

/**
 * What this store needs of a client of `@redis/client` or `redis`: of one server, of a pool, of sentinels or of a cluster
 * (`createCluster`). All of them run a script where its keys are.
 */
export interface RedisClient extends RedisScripts {
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** The same client, whose commands are dropped when the signal comes before they were sent. */
  withCommandOptions?(options: { readonly abortSignal: AbortSignal }): RedisScripts;
}

export interface RedisScripts {
  eval(script: string, values: RedisScriptValues): Promise<unknown>;
  evalSha(sha1: string, values: RedisScriptValues): Promise<unknown>;
}

export interface RedisScriptValues {
  readonly keys: string[];
  readonly arguments: string[];
}

/** Where Redis is: a URL, or a client that is the caller's, connected, and stays open. */
export type RedisOptions = (
  | {
      /** `redis://user:password@host:6379/0`; `rediss://` for TLS. */
      readonly url: string;
      readonly client?: never;
    }
  | { readonly client: RedisClient; readonly url?: never }
) & {
  /** What the names of its keys begin with, in braces; `loopforge` where it is left out. */
  readonly prefix?: string;
  /** How long a call waits for a connection, and how long for an answer: milliseconds, 30,000 where it is left out. */
  readonly timeoutMs?: number;
};

export interface CheckedRedisOptions {
  /** As people would name it, without credentials. */
  readonly store: string;
  readonly source: { readonly url: string } | { readonly client: RedisClient };
  readonly prefix: string;
  readonly timeoutMs: number;
}

const DEFAULT_PREFIX = 'loopforge';
const DEFAULT_TIMEOUT_MS = 30_000;
/** `setTimeout` takes no more. */
const LONGEST_MS = 2 ** 31 - 1;

/** @throws LoopForgeError `input_invalid`, naming the option; the URL is not repeated, for it may hold a password */
export function checkedRedisOptions(options: RedisOptions): CheckedRedisOptions {
  const { url, client, prefix = DEFAULT_PREFIX, timeoutMs = DEFAULT_TIMEOUT_MS } = { ...options };
  if (!Number.isSafeInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > LONGEST_MS)
    throw wrong('timeoutMs must be a whole number of milliseconds from 1');
  if (typeof prefix !== 'string' || !/^[^{}\s]{1,200}$/.test(prefix))
    throw wrong('prefix must be a text of up to 200 characters without braces and spaces');
  const rest = { prefix, timeoutMs };
  if (url !== undefined && client !== undefined) throw wrong('url and client exclude each other');
  if (url !== undefined) return { store: nameOfUrl(url), source: { url }, ...rest };
  if (client === undefined) throw wrong('url or client must be given');
  if (!isClient(client)) throw wrong('client must be a client of @redis/client');
  return { store: 'Redis', source: { client }, ...rest };
}

function isClient(client: unknown): client is RedisClient {
  if (typeof client !== 'object' || client === null) return false;
  return ['eval', 'evalSha', 'on'].every((name) => typeof Reflect.get(client, name) === 'function');
}

function nameOfUrl(url: string): string {
  const form = 'url must be like redis://user:password@host:6379/0, or rediss:// for TLS';
  if (typeof url !== 'string' || !/^rediss?:\/\/./i.test(url)) throw wrong(form);
  if (!URL.canParse(url) || !isDecodable(url)) throw wrong(`${form}, with what is special in a password encoded`);
  const { host, pathname } = new URL(url);
  if (!/^\/?\d*$/.test(pathname)) throw wrong(`${form}; behind the host stands the number of a database`);
  return `Redis at ${host}`;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function wrong(problem: string): LoopForgeError {
  return new LoopForgeError('input_invalid', `RedisRepository: ${problem}.`);
}
