import { RateLimitedError } from '../../core/errors.ts';
import type { GitHubItems } from '../../core/ports.ts';

export interface Patience {
  readonly sleep: (ms: number) => Promise<void>;
  /** Told of waits that a person would wonder about. */
  readonly tell: (line: string) => void;
}

const MAX_WAITS = 3;
const LONGEST_WAIT_MS = 60_000;
const WORTH_SAYING_MS = 3_000;

type Reads = Pick<GitHubItems, 'find' | 'read' | 'readPull' | 'readAllComments' | 'readEdits'>;

/**
 * Reads that wait out a rate limit where GitHub says when to come back (`retry-after`, `x-ratelimit-reset`), a few times
 * and not for long; after that the error stands. Writes are not here: they must not wait under a lock.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function patientReads(github: Reads, patience: Patience): Reads {
  const patiently = async <T>(read: () => Promise<T>): Promise<T> => {
    for (let waits = 0; ; waits++) {
      try {
        return await read();
      } catch (error) {
        await waitOut(error, waits, patience);
      }
    }
  };
  return {
    find: (target) => patiently(() => github.find(target)),
    read: (number, options) => patiently(() => github.read(number, options)),
    readPull: (number) => patiently(() => github.readPull(number)),
    readAllComments: (number) => patiently(() => github.readAllComments(number)),
    readEdits: (comment, count) => patiently(() => github.readEdits(comment, count)),
  };
}

async function waitOut(error: unknown, waits: number, { sleep, tell }: Patience): Promise<void> {
  if (!(error instanceof RateLimitedError) || error.waitMs === null) throw error;
  if (waits >= MAX_WAITS || error.waitMs > LONGEST_WAIT_MS) throw error;
  if (error.waitMs >= WORTH_SAYING_MS) tell(`GitHub's rate limit: waiting ${Math.ceil(error.waitMs / 1000)} s.`);
  await sleep(error.waitMs);
}
