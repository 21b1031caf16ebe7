import { defaults } from '@actions/github/lib/utils';
import type { Fetch, FetchInit, FetchResponse } from './transport.ts';

/**
 * The toolkit's fetch, which goes through `https_proxy` and honours `no_proxy`. It brings npm's `undici`, so this file
 * is loaded only where a proxy is set. The toolkit takes the server from `GITHUB_API_URL`, as the runner sets it.
 */
export function createProxyFetch({ timeoutMs }: { readonly timeoutMs: number }): Fetch {
  const through: unknown = defaults.request?.fetch;
  if (typeof through !== 'function') throw new TypeError('@actions/github offers no fetch');
  return async (url: string, init: FetchInit): Promise<FetchResponse> => {
    const response: unknown = await through(url, { ...init, signal: within(timeoutMs, init.signal) });
    if (!isResponse(response)) throw new TypeError('the proxy-aware fetch gave no response');
    return response;
  };
}

function within(timeoutMs: number, signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
}

function isResponse(value: unknown): value is FetchResponse {
  return typeof value === 'object' && value !== null && 'status' in value && 'headers' in value && 'text' in value;
}
