import { LoopForgeError } from '../core/errors.ts';
import type { ItemResult } from '../core/outcome.ts';
import {
  type Attempt,
  attemptFrom,
  isShown,
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
  for (let looks = 1; isPending(look); looks++) {
    const waits = !look.amends.settled || (failure === null && isHidden(look, attempts.at(-1)));
    if (looks === MAX_LOOKS || (attempts.length === MAX_WRITES && !waits)) break;
    if (waits) await means.timer.sleep(LAG_MS);
    else {
      const written = await writeOnce(means, ask, look, attempts);
      if (written.kind === 'edited') return { look, result: written.result };
      failure = written.kind === 'lost' ? written.failure : null;
    }
    look = await lookAt(means.github, ask, await means.github.read(look.reading.facts.number));
  }
  return { look, result: conclude(look, attempts, failure) };
}

type Written =
  | { readonly kind: 'edited'; readonly result: ItemResult }
  /** A comment was made or removed: what the list of comments shows now decides. */
  | { readonly kind: 'listed' }
  | { readonly kind: 'lost'; readonly failure: unknown };

async function writeOnce(means: Means, ask: ItemAsk, look: Look, attempts: Attempt[]): Promise<Written> {
  if (hasEntries(look)) {
    const attempt = attemptFrom(means, ask, look);
    attempts.push(attempt);
    const kept = await store(means, attempt);
    if ('lost' in kept) return { kind: 'lost', failure: kept.lost };
    await removeSurplus(means, look);
    return editable(look.found) === null ? { kind: 'listed' } : { kind: 'edited', result: resultAfter(attempt, kept) };
  }
  await removeSurplus(means, look);
  return { kind: 'listed' };
}

/** A comment that was made and does not show yet: another one would be a second. */
function isHidden(look: Look, attempt: Attempt | undefined): boolean {
  return attempt !== undefined && !isShown(look, attempt);
}

function conclude(look: Look, attempts: readonly Attempt[], failure: unknown): ItemResult {
  const landed = landedIn(look, attempts);
  if (landed !== undefined) return resultAfter(landed, keptIn(look));
  if (!isPending(look)) return unwritten(look);
  throw failure ?? restless();
}

function restless(): LoopForgeError {
  return new LoopForgeError(
    'conflict',
    'The record kept changing under this run. With `lock: none` all LoopForge jobs must share one `concurrency` group; or leave `lock` at `reaction`.',
  );
}
