import { type CallPolicy, RateLimitedError, WAITS, waitBefore } from '../../../core/model.ts';
import { LostAnswerError } from './errors.ts';

/** How the waits between requests pass. */
export interface RetryBudget {
  readonly sleep: (ms: number) => Promise<void>;
  /** Told of waits that a person would wonder about. */
  readonly tell: (line: string) => void;
}

/** The tries of one request: after each failure, whether and when it is sent again. */
export class Tries {
  readonly #policy: CallPolicy;
  readonly #patience: RetryBudget;
  readonly #budgetMs: number;
  readonly #bounded: boolean;
  readonly #began = performance.now();
  #limitMs = 0;
  #repeats = 0;
  #limits = 0;

  /** @param budgetMs where the request may take less than its kind allows */
  constructor(policy: CallPolicy, patience: RetryBudget, budgetMs?: number) {
    this.#policy = policy;
    this.#patience = patience;
    this.#bounded = budgetMs !== undefined;
    this.#budgetMs = Math.min(budgetMs ?? policy.budgetMs, policy.budgetMs);
  }

  /**
   * What ends the next try when the time is over; undefined for a first one that has the whole of it, since the time-out
   * of the connection is never longer. Without any time left nothing is sent at all.
   */
  get signal(): AbortSignal | undefined {
    if (!this.#bounded && this.#repeats === 0) return undefined;
    const left = Math.floor(this.#leftMs());
    return left > 0 ? AbortSignal.timeout(left) : AbortSignal.abort();
  }

  /**
   * Waits until the request may be sent again. A rate limit is waited out where GitHub says when to come back
   * (`retry-after`, `x-ratelimit-reset`) and the policy allows that long:
   * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
   * @throws what is given, where the request is not to be sent again
   */
  async waitAfter(error: unknown): Promise<void> {
    const limitMs = error instanceof RateLimitedError ? this.#limitWait(error) : null;
    if (limitMs !== null) return this.#waitOut(limitMs);
    const waitMs = error instanceof LostAnswerError ? this.#repeatWait() : null;
    if (waitMs === null) throw error;
    this.#repeats += 1;
    await this.#patience.sleep(waitMs);
  }

  #limitWait({ waitMs }: RateLimitedError): number | null {
    const { limitWaits, longestLimitWaitMs } = this.#policy;
    if (waitMs === null || this.#limits >= limitWaits) return null;
    return waitMs <= longestLimitWaitMs ? waitMs : null;
  }

  async #waitOut(limitMs: number): Promise<void> {
    const { sleep, tell } = this.#patience;
    this.#limits += 1;
    this.#limitMs += limitMs;
    if (limitMs >= WAITS.worthSaying.limitMs) tell(`GitHub's rate limit: waiting ${Math.ceil(limitMs / 1000)} s.`);
    await sleep(limitMs);
  }

  #repeatWait(): number | null {
    if (this.#repeats >= this.#policy.repeats) return null;
    const waitMs = waitBefore(this.#repeats + 1, this.#policy);
    return waitMs < this.#leftMs() ? waitMs : null;
  }

  #leftMs(): number {
    return this.#budgetMs - (performance.now() - this.#began - this.#limitMs);
  }
}
