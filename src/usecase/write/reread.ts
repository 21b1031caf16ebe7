import { type GitHubItems, type Reading, WAITS } from '../../core/model.ts';
import type { ItemState, Ports } from '../item-state/index.ts';
import type { Lease } from '../lock/index.ts';

/** Looks at an item as it was just read. Under a lock `github` waits for no rate limit, and nothing else may. */
export type AssessReading = (github: GitHubItems, reading: Reading) => Promise<ItemState>;

interface Rereading {
  readonly ports: Ports;
  readonly assess: AssessReading;
}

/** Reads facts and record again, without a lock. */
export async function rereadItem({ ports, assess }: Rereading, { reading }: ItemState): Promise<ItemState> {
  return assess(ports.github, await ports.github.read(reading.facts.number));
}

/**
 * The same under a lock. An answer that does not know the lock itself is older than it, so another one is asked for, a
 * few times. (If none ever knows it, what is overwritten on a stale read is still found by the edit count.)
 */
export async function rereadUnderLock(
  { ports, assess }: Rereading,
  { reading }: ItemState,
  lease: Lease,
): Promise<ItemState> {
  const { atOnce, timer, log } = ports;
  const read = () => atOnce.read(reading.facts.number, { lock: lease.nodeId });
  let fresh = await read();
  for (const lag of WAITS.replicaLagMs) {
    if (fresh.knowsLock !== false) break;
    log('GitHub answered from a copy that is older than the lock; looking again.');
    await timer.sleep(lag);
    fresh = await read();
  }
  return assess(atOnce, fresh);
}
