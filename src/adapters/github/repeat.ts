import type { Octokit } from '@octokit/core';
import { propertyOf } from './errors.ts';

/** Answers after which a repeat would be the same again; a limit is not waited for here. */
const FINAL = [400, 401, 403, 404, 409, 410, 422, 429, 451];

export interface RepeatOptions {
  /** How often a request is repeated, unless it says itself how often it may be. */
  readonly retries: number;
  /** The unit of the growing wait between: 1, 4, 9 … times this. */
  readonly retryBaseMs: number;
}

/**
 * A plugin of Octokit that repeats a request which was not answered, or with an error that may pass. Octokit's own does
 * the same by way of a scheduler of jobs, whose start and timers cost more than the rest of a short run's code.
 */
export function repeating({ retries, retryBaseMs }: RepeatOptions): (octokit: Octokit) => object {
  return (octokit) => {
    octokit.hook.wrap('request', async (send, options) => {
      const own = propertyOf(options.request, 'retries');
      const most = typeof own === 'number' ? own : retries;
      for (let repeats = 0; ; repeats++) {
        try {
          const response = await send(options);
          refuseHalfWay(response, options);
          return response;
        } catch (error) {
          if (repeats >= most || !mayPass(error)) throw error;
          await pause(retryBaseMs * (repeats + 1) ** 2);
        }
      }
    });
    return {};
  };
}

/** Octokit says with `request` that an error came of a request; what has no status of an error is not repeated. */
function mayPass(error: unknown): boolean {
  const status = propertyOf(error, 'status');
  const answered = propertyOf(error, 'request') !== undefined && typeof status === 'number';
  return answered && status >= 400 && !FINAL.includes(status);
}

/** GraphQL tells of a query that GitHub gave up on in an answer of status 200. */
function refuseHalfWay(response: { readonly data: unknown }, request: object): void {
  const errors = propertyOf(response.data, 'errors');
  const message = String(propertyOf(Array.isArray(errors) ? errors[0] : undefined, 'message') ?? '');
  if (!message.includes('Something went wrong while executing your query')) return;
  throw Object.assign(new Error(message), { status: 500, request, response });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
