import { LoopForgeError, RateLimitedError } from '../core/errors.ts';
import type { LockPlace, LockReply, Random } from '../core/ports.ts';
import { ageOf, LEASE_MS, Lease, type LockMeans } from './lease.ts';

/** A waiter gives up after this. */
export const PATIENCE_MS = 90_000;
/** Longest wait that a rate limit is worth to a single item. */
export const LONGEST_LIMIT_WAIT_MS = 60_000;

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 3_000;
const WORTH_SAYING_MS = 5_000;

/**
 * Takes the lock of an item, waiting with jitter while another run holds it, and breaking one whose lease has run out.
 * @param deadline by `timer.elapsed()`
 * @throws LoopForgeError `lock_timeout`, `rate_limited`, `cancelled`, and what GitHub answers.
 */
export async function takeLock(means: LockMeans, place: LockPlace, deadline: number): Promise<Lease> {
  const { timer, journal } = means;
  const tellOfWaiting = teller(means);
  let mayBeOurs = false;
  for (let tries = 0; ; tries++) {
    if (means.isCancelled()) throw cancelled();
    const askedAt = timer.elapsed();
    journal.note(place, null);
    const answer = await askFor(means, place);
    if (answer.kind === 'taken') {
      journal.note(place, answer.reply.lockId);
      return new Lease(place, answer.reply, askedAt, means);
    }
    mayBeOurs ||= answer.kind === 'lost';
    if (!mayBeOurs) journal.forget(place);
    if (answer.kind === 'refused') throw answer.error;
    if (answer.kind === 'held' && (await breakIfOld(means, place, answer.reply))) continue;
    if (answer.kind === 'later' && timer.elapsed() + answer.waitMs > deadline) throw answer.error;
    if (timer.elapsed() >= deadline) throw lockTimeout();
    tellOfWaiting();
    await timer.sleep(answer.kind === 'later' ? answer.waitMs : jitter(means.random, tries));
  }
}

type Answer =
  | { readonly kind: 'taken'; readonly reply: LockReply }
  | { readonly kind: 'held'; readonly reply: LockReply }
  /** Whether the lock is ours cannot be known, so it is waited for like another's. */
  | { readonly kind: 'lost' }
  /** Too many requests: GitHub says when to come back, and it is soon. */
  | { readonly kind: 'later'; readonly waitMs: number; readonly error: LoopForgeError }
  | { readonly kind: 'refused'; readonly error: unknown };

async function askFor({ locks, log }: LockMeans, place: LockPlace): Promise<Answer> {
  try {
    const reply = await locks.tryLock(place);
    return { kind: reply.acquired ? 'taken' : 'held', reply };
  } catch (error) {
    const waitMs = limitWaitOf(error);
    if (waitMs !== null && error instanceof LoopForgeError) {
      log(`GitHub asks to wait ${Math.ceil(waitMs / 1000)} s before the lock is asked for again.`);
      return { kind: 'later', waitMs, error };
    }
    if (!(error instanceof LoopForgeError) || error.code !== 'github_unreachable') return { kind: 'refused', error };
    log(`No answer to the request for the lock: ${error.message}`);
    return { kind: 'lost' };
  }
}

/** How long GitHub wants us to wait, where that is what went wrong and it is worth it; null: it is not. */
export function limitWaitOf(error: unknown): number | null {
  if (!(error instanceof RateLimitedError) || error.waitMs === null) return null;
  return error.waitMs <= LONGEST_LIMIT_WAIT_MS ? error.waitMs : null;
}

/** Deletes a lock whose lease has run out, by its id, so that nobody's newer one is hit. True: ask again at once. */
async function breakIfOld({ locks, log }: LockMeans, place: LockPlace, reply: LockReply): Promise<boolean> {
  if (ageOf(reply, reply.at) < LEASE_MS) return false;
  log('Another run left its lock behind; breaking it.');
  try {
    await locks.unlock(place, reply.lockId);
    return true;
  } catch (error) {
    const mayPass = error instanceof LoopForgeError && ['github_unreachable', 'rate_limited'].includes(error.code);
    if (!mayPass) throw error;
    log(`The lock could not be broken yet: ${error.message}`);
    return false;
  }
}

/** Says once that there is a wait, when it has become one that a person would wonder about. */
function teller({ timer, log }: LockMeans): () => void {
  const began = timer.elapsed();
  let told = false;
  return () => {
    if (told || timer.elapsed() - began < WORTH_SAYING_MS) return;
    log('Waiting for another LoopForge run to finish with this item.');
    told = true;
  };
}

/** Grows from try to try, and is spread over its whole length so that waiters do not move in step. */
function jitter(random: Random, tries: number): number {
  const [byte = 0] = random(1);
  const longest = Math.min(FIRST_WAIT_MS * 1.5 ** tries, LONGEST_WAIT_MS);
  return longest * (0.25 + (0.75 * byte) / 255);
}

export function cancelled(): LoopForgeError {
  return new LoopForgeError(
    'cancelled',
    'The run was cancelled; nothing was left half-written. The next run catches up.',
  );
}

function lockTimeout(): LoopForgeError {
  return new LoopForgeError(
    'lock_timeout',
    `Other runs held the lock of this item for ${PATIENCE_MS / 1000} s, so nothing was written. Run the job again; the next event or sweep catches up as well.`,
  );
}
