import type { ItemResult } from '../core/outcome.ts';
import type { Change } from './attempt.ts';
import { commit } from './commit.ts';
import { composeRecord } from './compose-record.ts';
import { resultOf } from './item-result.ts';
import { hasEntries, type Look, lookAt } from './look.ts';
import type { ItemAsk, Means } from './means.ts';

export interface Done {
  readonly look: Look;
  readonly result: ItemResult;
}

/**
 * Stores what a look found to be necessary.
 * @throws LoopForgeError as `commit` does
 */
export async function writeItem(means: Means, ask: ItemAsk, first: Look): Promise<Done> {
  const committed = await commit(means, first, {
    look: (github, reading) => lookAt(github, ask, reading),
    change: (look) => changeOf(means, ask, look),
    lock: first.run.lock,
  });
  return { look: committed.look, result: resultOf(committed.look, committed) };
}

/** What is to be written after this look; null: nothing. */
function changeOf(means: Means, ask: ItemAsk, look: Look): Change | null {
  const absorbed = look.amends.surplus;
  if (hasEntries(look)) return { ...composeRecord(look, ask.context.run, means.random), absorbed };
  return absorbed.length > 0 ? { record: null, appended: [], absorbed } : null;
}
