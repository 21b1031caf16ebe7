import { growing, hasCode, type LockPlace, LoopForgeError, WAITS } from '../../core/model.ts';
import { ageOf, type LockPorts } from './lease.ts';
import { limitWaitOf } from './lock.ts';

type FreeMeans = Pick<LockPorts, 'locks' | 'timer' | 'log'>;

/** A lock that another process left, as far as it is known. */
interface Left {
  readonly place: LockPlace;
  /** Null: it was asked for, and whether it was taken is not known. */
  lockId: string | null;
  /** The lock that is there, which may be the one that was asked for or another run's. */
  suspect: string | null;
}

/** `free`: it is gone, one way or another. Else how long GitHub wants to be left alone. */
type Step = 'free' | { readonly waitMs: number; readonly error: LoopForgeError };

/**
 * Frees a lock that another process left, and tries again within its time where GitHub does not answer. A lock that was
 * asked for without an answer may be the one that is there now, or another run's: it is outlasted.
 * @throws LoopForgeError `lock_timeout` where the lock stayed, and what else GitHub answers
 */
export async function freeLock(ports: FreeMeans, place: LockPlace, lockId: string | null): Promise<void> {
  const { timer } = ports;
  const left: Left = { place, lockId, suspect: null };
  const deadline = timer.elapsed() + WAITS.leftLock.patienceMs;
  for (let tries = 1; ; tries++) {
    const step = await tryToFree(ports, left);
    if (step === 'free') return;
    const waitMs = Math.max(step.waitMs, growing(WAITS.leftLock, tries));
    if (timer.elapsed() + waitMs >= deadline) throw step.error;
    await timer.sleep(waitMs);
  }
}

async function tryToFree(ports: FreeMeans, left: Left): Promise<Step> {
  try {
    left.lockId ??= await lockToFree(ports, left);
    if (left.lockId === null) return { waitMs: 0, error: stayed() };
    if (left.lockId !== NOBODYS) await ports.locks.unlock(left.place, left.lockId);
    return 'free';
  } catch (error) {
    if (!hasCode(error, 'github_unreachable', 'rate_limited')) throw error;
    // Where it was the answer to a request for the lock that was lost, the lock that is there may be ours.
    left.suspect = null;
    ports.log(`The lock could not be freed yet: ${error.message}`);
    return { waitMs: limitWaitOf(error) ?? 0, error };
  }
}

/** In place of a lock: the one under suspicion is gone, and the one that is there is in use. */
const NOBODYS = '';

/** The lock that may be deleted now; null: whose the one that is there is, is not known yet. */
async function lockToFree({ locks }: FreeMeans, left: Left): Promise<string | null> {
  const reply = await locks.tryLock(left.place);
  if (reply.acquired || ageOf(reply, reply.at) >= WAITS.lease.runsOutMs) return reply.lockId;
  if (left.suspect !== null && reply.lockId !== left.suspect) return NOBODYS;
  left.suspect = reply.lockId;
  return null;
}

function stayed(): LoopForgeError {
  return new LoopForgeError('lock_timeout', 'Another run holds the lock.');
}
