import { LoopForgeError } from '../core/errors.ts';
import type { ItemResult } from '../core/outcome.ts';
import {
  type Attempt,
  attemptFrom,
  keptIn,
  landedIn,
  MAX_WRITES,
  removeSurplus,
  resultAfter,
  store,
  unwritten,
} from './attempt.ts';
import { hasEntries, isPending, type Look, lookAt } from './look.ts';
import type { ItemAsk, Means } from './means.ts';
import { editable } from './stored-record.ts';

/** How long GitHub's replicas are given to catch up. */
const LAG_MS = 1_500;
const MAX_LOOKS = 6;

/**
 * Stores what a look found to be necessary, without a lock: for repositories that run one LoopForge job at a time.
 * After a create the comments are listed again, so that of two records made at once one is left.
 * @throws LoopForgeError `github_unreachable`, `conflict` and what looking and writing throw.
 */
export async function writeUnlocked(
  means: Means,
  ask: ItemAsk,
  first: Look,
): Promise<{ readonly look: Look; readonly result: ItemResult }> {
  const attempts: Attempt[] = [];
  let look = first;
  let failure: unknown = null;
  for (let looks = 1; looks <= MAX_LOOKS; looks++) {
    const landed = landedIn(look, attempts);
    if (!isPending(look))
      return { look, result: landed === undefined ? unwritten(look) : resultAfter(landed, keptIn(look)) };
    const waits = !look.amends.settled || (attempts.length > 0 && failure === null && landed === undefined);
    if (waits) await means.timer.sleep(LAG_MS);
    else if (attempts.length >= MAX_WRITES) break;
    else if (!hasEntries(look)) await removeSurplus(means, look);
    else {
      const attempt = attemptFrom(means, ask, look);
      attempts.push(attempt);
      const kept = await store(means, attempt);
      failure = 'lost' in kept ? kept.lost : null;
      if (!('lost' in kept)) await removeSurplus(means, look);
      if (!('lost' in kept) && editable(look.found) !== null) return { look, result: resultAfter(attempt, kept) };
    }
    look = await lookAt(means.github, ask, await means.github.read(look.reading.facts.number));
  }
  const landed = landedIn(look, attempts);
  if (landed !== undefined) return { look, result: resultAfter(landed, keptIn(look)) };
  throw failure ?? restless();
}

function restless(): LoopForgeError {
  return new LoopForgeError(
    'conflict',
    'The record kept changing under this run. With `lock: none` all LoopForge jobs must share one `concurrency` group; or leave `lock` at `reaction`.',
  );
}
