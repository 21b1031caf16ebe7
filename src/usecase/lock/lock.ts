import {
  growing,
  hasCode,
  type LockPlace,
  type LockReply,
  LoopForgeError,
  type Random,
  RateLimitedError,
  WAITS,
} from '../../core/model.ts';
import { ageOf, Lease, type LockPorts } from './lease.ts';

const { runsOutMs } = WAITS.lease;

/** Bounds the tries for a lock, and their time. */
export interface LockTries {
  /**
   * Counts a try that was in vain.
   * @param waitMs how long GitHub asks to wait before the next
   * @returns how manieth it was, from 1; null: it was the last one
   */
  countTry(waitMs: number): number | null;
}

/**
 * Takes the lock of an item, waiting with jitter while another run holds it, and breaking one whose lease has run out.
 * @param lockTries bounds the tries and the time
 * @throws LoopForgeError `lock_timeout`, `rate_limited`, `cancelled`, and what GitHub answers.
 */
export async function takeLock(ports: LockPorts, place: LockPlace, lockTries: LockTries): Promise<Lease> {
  const { timer, journal } = ports;
  const began = timer.elapsed();
  const tellOfWaiting = teller(ports);
  let mayBeOurs = false;
  for (;;) {
    if (ports.isCancelled()) throw cancelled();
    const askedAt = timer.elapsed();
    journal.note(place, null);
    const answer = await askFor(ports, place);
    if (answer.kind === 'taken') {
      journal.note(place, answer.reply.lockId);
      return new Lease(place, answer.reply, askedAt, ports);
    }
    mayBeOurs ||= answer.kind === 'lost';
    if (!mayBeOurs) journal.forget(place);
    if (answer.kind === 'refused') throw answer.error;
    const tries = lockTries.countTry(answer.kind === 'later' ? answer.waitMs : 0);
    if (tries === null) throw outOfPatience(answer, timer.elapsed() - began);
    if (answer.kind === 'held' && (await breakIfOld(ports, place, answer.reply))) continue;
    tellOfWaiting();
    await timer.sleep(waitFor(answer, tries, ports.random));
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

async function askFor({ locks, log }: LockPorts, place: LockPlace): Promise<Answer> {
  try {
    const reply = await locks.tryLock(place);
    return { kind: reply.acquired ? 'taken' : 'held', reply };
  } catch (error) {
    const waitMs = limitWaitOf(error);
    if (waitMs !== null && hasCode(error, 'rate_limited')) {
      log(`GitHub asks to wait ${Math.ceil(waitMs / 1000)} s before the lock is asked for again.`);
      return { kind: 'later', waitMs, error };
    }
    if (!hasCode(error, 'github_unreachable')) return { kind: 'refused', error };
    log(`No answer to the request for the lock: ${error.message}`);
    return { kind: 'lost' };
  }
}

/** How long GitHub wants us to wait, where that is what went wrong and it is worth it; null: it is not. */
export function limitWaitOf(error: unknown): number | null {
  if (!(error instanceof RateLimitedError) || error.waitMs === null) return null;
  return error.waitMs <= WAITS.limit.longestMs ? error.waitMs : null;
}

/** Deletes a lock whose lease has run out, by its id, so that nobody's newer one is hit. True: ask again at once. */
async function breakIfOld({ locks, log }: LockPorts, place: LockPlace, reply: LockReply): Promise<boolean> {
  if (ageOf(reply, reply.at) < runsOutMs) return false;
  log('Another run left its lock behind; breaking it.');
  try {
    await locks.unlock(place, reply.lockId);
    return true;
  } catch (error) {
    if (!hasCode(error, 'github_unreachable', 'rate_limited')) throw error;
    log(`The lock could not be broken yet: ${error.message}`);
    return false;
  }
}

/** Says once that there is a wait, when it has become one that a person would wonder about. */
function teller({ timer, log }: LockPorts): () => void {
  const began = timer.elapsed();
  let told = false;
  return () => {
    if (told || timer.elapsed() - began < WAITS.worthSaying.lockMs) return;
    log('Waiting for another LoopForge run to finish with this item.');
    told = true;
  };
}

/**
 * Grows from try to try, and is spread over its whole length so that waiters do not move in step; no longer than the
 * lease of a lock that is there still runs.
 */
function waitFor(answer: Answer, tries: number, random: Random): number {
  if (answer.kind === 'later') return answer.waitMs;
  const [byte = 0] = random(1);
  const wait = growing(WAITS.lock, tries) * (0.25 + (0.75 * byte) / 255);
  if (answer.kind !== 'held') return wait;
  const left = Math.max(0, runsOutMs - ageOf(answer.reply, answer.reply.at));
  return Math.min(wait, left + WAITS.lock.firstMs);
}

export function cancelled(): LoopForgeError {
  return new LoopForgeError(
    'cancelled',
    'The run was cancelled; nothing was left half-written. The next run catches up.',
  );
}

function outOfPatience(answer: Answer, waitedMs: number): LoopForgeError {
  if (answer.kind === 'later') return answer.error;
  const waited = `for ${Math.round(waitedMs / 1000)} s`;
  const what =
    answer.kind === 'held'
      ? `Other runs held the lock of this item ${waited}; the last one was made at ${answer.reply.createdAt}, and by GitHub's clock it was ${answer.reply.at}`
      : `GitHub did not answer the request for the lock of this item ${waited}`;
  return new LoopForgeError(
    'lock_timeout',
    `${what}. Nothing was written. Try again; the next event or sweep catches up as well.`,
  );
}
