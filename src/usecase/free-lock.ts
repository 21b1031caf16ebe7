import { LoopForgeError } from '../core/errors.ts';
import type { LockPlace, LockReply } from '../core/ports.ts';
import { WAITS } from '../core/retry-policy.ts';
import { ageOf, type LockMeans } from './lease.ts';

const PATIENCE_MS = WAITS.leftLock.patienceMs;
const STEP_MS = WAITS.leftLock.stepMs;
const LEASE_MS = WAITS.lease.runsOutMs;

type FreeMeans = Pick<LockMeans, 'locks' | 'timer' | 'log'>;

/**
 * Frees a lock that another process left. One that was asked for without an answer may be the one that is there now, or
 * another run's: it is outlasted, until it is gone one way or another.
 * @throws LoopForgeError what GitHub answers, and `lock_timeout` where that lock stayed.
 */
export async function freeLock(means: FreeMeans, place: LockPlace, lockId: string | null): Promise<void> {
  if (lockId === null) await outlast(means, place);
  else await means.locks.unlock(place, lockId);
}

async function outlast({ locks, timer, log }: FreeMeans, place: LockPlace): Promise<void> {
  const deadline = timer.elapsed() + PATIENCE_MS;
  let suspect: string | null = null;
  while (timer.elapsed() < deadline) {
    const reply = await tryLock({ locks, log }, place);
    // Somebody took the lock since: then the one under suspicion is gone, and this one is in use.
    if (reply !== null && !reply.acquired && suspect !== null && reply.lockId !== suspect) return;
    if (reply !== null && (reply.acquired || ageOf(reply, reply.at) >= LEASE_MS)) {
      return locks.unlock(place, reply.lockId);
    }
    suspect = reply?.lockId ?? null;
    await timer.sleep(STEP_MS);
  }
  throw new LoopForgeError('lock_timeout', 'Another run holds the lock.');
}

/** Null: the answer was lost, and this request may have taken the lock itself. */
async function tryLock({ locks, log }: Pick<FreeMeans, 'locks' | 'log'>, place: LockPlace): Promise<LockReply | null> {
  try {
    return await locks.tryLock(place);
  } catch (error) {
    if (!(error instanceof LoopForgeError) || error.code !== 'github_unreachable') throw error;
    log(`No answer to the request for the lock: ${error.message}`);
    return null;
  }
}
