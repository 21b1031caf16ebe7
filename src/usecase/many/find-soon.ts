import { LoopForgeError } from '../../core/errors.ts';
import type { Found, Target } from '../../core/ports.ts';
import { WAITS } from '../../core/retry-policy.ts';
import type { ItemAsk, Means } from '../means.ts';

/**
 * What a target leads to. An event can be faster than the copy of GitHub's data that answers: an item that it names and
 * that is not known yet is looked for again, a few times and soon. A re-run replays an event that is no longer young.
 * @throws LoopForgeError `not_found` when it is still not there, and what reading throws.
 */
export async function findSoon({ github, timer, isCancelled }: Means, ask: ItemAsk, target: Target): Promise<Found> {
  const isYoung = ask.occasion === 'event' && (ask.context.run?.attempt ?? 1) === 1;
  for (const waitMs of isYoung ? WAITS.newItemMs : []) {
    const found = await github.find(target).catch(unlessUnknown);
    if (found !== null) return found;
    await timer.sleep(waitMs);
    if (isCancelled()) break;
  }
  return github.find(target);
}

function unlessUnknown(error: unknown): null {
  if (error instanceof LoopForgeError && error.code === 'not_found' && !error.everywhere) return null;
  throw error;
}
