/** What a request to GitHub does; how patient we are with it follows from that alone. */
export type CallKind = 'read' | 'read_under_lock' | 'create' | 'edit' | 'remove' | 'lock' | 'unlock' | 'mark';

/** How a request is repeated. All times are in milliseconds. */
export interface CallPolicy {
  /** How often it is sent again after an answer that was lost, broke off or said "later". 0: once, and never again. */
  readonly repeats: number;
  /** Before the first repeat; each further wait is {@link GROWTH} times the one before. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** How often a rate limit is waited out where GitHub says when to come back; after that it is an error. */
  readonly limitWaits: number;
  /** A longer limit is an error at once. */
  readonly longestLimitWaitMs: number;
  /** For all repeats and the waits between them; waits for a rate limit are not part of it. */
  readonly budgetMs: number;
}

export type CallTable = { readonly [kind in CallKind]: CallPolicy };

const GROWTH = 4;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** No run waits for a rate limit longer than this where a single item is at stake. */
const LONGEST_LIMIT_WAIT_MS = MINUTE;

/** After this long others may break a lock. All ages are by GitHub's clock, or by time passed here if that is more. */
const LEASE_MS = 20 * SECOND;
/** A holder starts no write later than this after taking the lock, and each write ends before the second bound. */
const LAST_START_MS = 10 * SECOND;
const LAST_END_MS = 15 * SECOND;

const PERSISTENT = { repeats: 3, firstWaitMs: 250, longestWaitMs: 4 * SECOND };
const ONCE = { repeats: 0, firstWaitMs: 0, longestWaitMs: 0 };
const LIMITS_ARE_WAITED_OUT = { limitWaits: 3, longestLimitWaitMs: LONGEST_LIMIT_WAIT_MS };
const LIMITS_ARE_ERRORS = { limitWaits: 0, longestLimitWaitMs: 0 };

/**
 * Every kind of request, once. What creates, edits or locks is never repeated by itself: its answer may be lost and it
 * may yet stand, so whoever sent it looks first. Under a lock nothing waits for a rate limit, since the lock would run
 * out meanwhile; the loop that holds it frees it and waits by {@link WAITS}.
 */
export const CALLS: CallTable = {
  read: { ...PERSISTENT, ...LIMITS_ARE_WAITED_OUT, budgetMs: MINUTE },
  // It may outlast the lock: then nothing is written by it, and the loop starts over.
  read_under_lock: { ...PERSISTENT, ...LIMITS_ARE_ERRORS, budgetMs: MINUTE },
  create: { ...ONCE, ...LIMITS_ARE_ERRORS, budgetMs: LAST_END_MS },
  edit: { ...ONCE, ...LIMITS_ARE_ERRORS, budgetMs: LAST_END_MS },
  remove: { ...PERSISTENT, ...LIMITS_ARE_ERRORS, budgetMs: LAST_END_MS },
  lock: { ...ONCE, ...LIMITS_ARE_ERRORS, budgetMs: LAST_END_MS },
  // After that it has run out by itself.
  unlock: { ...PERSISTENT, ...LIMITS_ARE_ERRORS, budgetMs: LEASE_MS },
  mark: { ...PERSISTENT, ...LIMITS_ARE_ERRORS, budgetMs: MINUTE },
};

/** Who goes through many items meets limits as a matter of course, and has the time to wait. */
const MANY_ITEMS = { limitWaits: 3, longestLimitWaitMs: 5 * MINUTE };

/** The same for commands over many items. */
export const BULK_CALLS: CallTable = {
  ...CALLS,
  read: { ...CALLS.read, ...MANY_ITEMS },
  mark: { ...CALLS.mark, ...MANY_ITEMS },
};

/** The waits and bounds of the loops that make several requests. All times are in milliseconds. */
export const WAITS = {
  /** One answer, from the first byte of the question to the last of the answer. */
  answerMs: LAST_END_MS,
  /** A writer's lock, see {@link LEASE_MS}. */
  lease: { runsOutMs: LEASE_MS, lastStartMs: LAST_START_MS, lastEndMs: LAST_END_MS },
  /** Asking for a lock that another run holds. */
  lock: { firstMs: 400, longestMs: 10 * SECOND, growth: 1.5, tries: 16, patienceMs: 90 * SECOND },
  /** Rounds under the lock that came to nothing: the pause between them, and how many in a row are too many. */
  round: { firstMs: 500, longestMs: 10 * SECOND, growth: 2, withoutProgress: 3 },
  /** A lock by another account, which can only be outlasted: five looks bridge more than a lease. */
  otherLock: { firstMs: 2 * SECOND, longestMs: 10 * SECOND, growth: 2, looks: 5 },
  /**
   * Until every write has ended that may have begun before a person's: then that one is looked at again. And once more,
   * since one that was given up can still be on its way: it was sent no later than the one bound, and takes the other.
   */
  byHandMs: [LAST_END_MS, LAST_START_MS],
  /** One write whose answers are lost is sent at most this often. */
  writes: 3,
  /** GitHub's replicas under the lock: before each further look for one that knows it. */
  replicaLagMs: [300, 900],
  /** The same where nothing tells whether a copy is old. */
  replicaLagWithoutLockMs: 1_500,
  /** Before each further look for an item that a young event names and GitHub does not know yet; and how long it is young. */
  newItem: { looksMs: [300, 900, 2_000], youngMs: 60_000 },
  /** A rate limit met inside a loop. */
  limit: { longestMs: LONGEST_LIMIT_WAIT_MS },
  /**
   * Freeing what a cancelled run left locked, in the `post` step: longer than a lease, shorter than the five minutes
   * that a cancelled job is given.
   */
  leftLock: { firstMs: 5 * SECOND, longestMs: 10 * SECOND, growth: 2, patienceMs: 2 * LEASE_MS },
  /**
   * A mirror: one call to it, making its schema, ending its connection; and after how many calls in a row without an answer
   * a run gives it up.
   */
  mirror: { callMs: 8 * SECOND, migrateMs: 30 * SECOND, closeMs: 2 * SECOND, unanswered: 2 },
  /** Waits for another run, or for a limit, that a person would wonder about. */
  worthSaying: { lockMs: 5 * SECOND, limitMs: 3 * SECOND },
} as const;

/** The wait before a repeat; the first has the number 1. */
export function waitBefore(repeat: number, { firstWaitMs, longestWaitMs }: CallPolicy): number {
  return growing({ firstMs: firstWaitMs, longestMs: longestWaitMs, growth: GROWTH }, repeat);
}

/** A wait that grows from one time to the next, up to its bound; the first has the number 1. */
export function growing(
  { firstMs, longestMs, growth }: { readonly firstMs: number; readonly longestMs: number; readonly growth: number },
  count: number,
): number {
  return Math.min(firstMs * growth ** (count - 1), longestMs);
}
