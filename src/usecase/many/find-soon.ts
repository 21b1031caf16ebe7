import { eventTime } from '../../codec/event/index.ts';
import { type Found, msBetween, NotFoundError, type Target, WAITS } from '../../core/model.ts';
import type { ItemRequest, Ports } from '../item-state/index.ts';

/**
 * What a target leads to. An event can be faster than the copy of GitHub's data that answers: an item that it names and
 * that is not known yet is looked for again, a few times and soon, while the event is young.
 * @throws LoopForgeError `not_found` when it is still not there, and what reading throws.
 */
export async function findSoon(
  { github, timer, isCancelled }: Ports,
  request: ItemRequest,
  target: Target,
): Promise<Found> {
  for (const waitMs of WAITS.newItem.looksMs) {
    const found = await github.find(target).catch((error: unknown) => {
      if (isTooSoon(error, request)) return null;
      throw error;
    });
    if (found !== null) return found;
    await timer.sleep(waitMs);
    if (isCancelled()) break;
  }
  return github.find(target);
}

/** May the item be one that the answer does not know yet? A re-run replays an event of long ago. */
function isTooSoon(error: unknown, { occasion, context, event }: ItemRequest): boolean {
  if (!(error instanceof NotFoundError) || error.everywhere || occasion !== 'event') return false;
  if ((context.run?.attempt ?? 1) > 1) return false;
  const happened = eventTime(event.payload);
  return happened === null || msBetween(happened, error.at) < WAITS.newItem.youngMs;
}
