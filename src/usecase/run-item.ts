import { hasCode } from '../core/errors.ts';
import type { Reading } from '../core/ports.ts';
import type { ItemResult } from '../core/result.ts';
import type { Change, Committed } from './attempt.ts';
import { type CommitRequest, commit } from './commit.ts';
import { composeRecord } from './compose-record.ts';
import { runEffects } from './effects.ts';
import { dryResultOf, type JudgedResult, lockedResult, readOnlyResult, resultOf, withEffects } from './item-result.ts';
import { LockedConversationError } from './locked-conversation.ts';
import { hasEntries, isPending, type Look, lookAt } from './look.ts';
import type { ItemAsk, Means } from './means.ts';

/**
 * Brings one item level with the facts: read, observe, plan, append, and then show what was recorded. Nothing to do
 * means nothing is written.
 * @throws LoopForgeError with the codes of reading and writing; nothing is half-written then.
 */
export async function runItem(means: Means, ask: ItemAsk, reading: Reading): Promise<ItemResult> {
  const look = await lookAt(means.github, ask, reading);
  if (ask.dryRun) return dryRun(means, ask, look);
  try {
    const committed = isPending(look) ? await commit(means, look, requestFor(means, ask, look)) : untouched(look);
    return await showEffects(means, ask, committed);
  } catch (error) {
    if (ask.fork && hasCode(error, 'permission_missing')) return readOnlyResult(look);
    if (error instanceof LockedConversationError) return lockedResult(error.look);
    throw error;
  }
}

function dryRun(means: Means, ask: ItemAsk, look: Look): JudgedResult {
  return dryResultOf(look, isPending(look) ? composeRecord(look, ask.context.run, means.random) : untouched(look));
}

function untouched(look: Look): Committed {
  return { look, record: look.found.stored?.record ?? null, appended: [], comment: null, withoutLock: false };
}

function requestFor(means: Means, ask: ItemAsk, { run }: Look): CommitRequest {
  return {
    look: (github, reading) => lookAt(github, ask, reading),
    change: (look) => changeOf(means, ask, look),
    lock: run.lock,
  };
}

/** What is to be written after this look; null: nothing. */
function changeOf(means: Means, ask: ItemAsk, look: Look): Change | null {
  const absorbed = look.amends.surplus;
  if (hasEntries(look)) return { ...composeRecord(look, ask.context.run, means.random), absorbed };
  return absorbed.length > 0 ? { record: null, appended: [], absorbed } : null;
}

/** The result, and outside the record what the plan wants shown. Never throws: what was recorded is recorded. */
async function showEffects(means: Means, ask: ItemAsk, committed: Committed): Promise<JudgedResult> {
  const { look } = committed;
  const result = resultOf(look, committed);
  const { standing } = result;
  const { effects } = look.plan;
  if (standing?.record == null || effects.length === 0) return result;
  const subject = { number: look.reading.facts.number, commentUrl: standing.comment?.url ?? null };
  const verdicts = await runEffects(means.github, effects, subject);
  // A fork's event may come with a token that can only read: nobody's mistake, and a later run shows it.
  return withEffects(ask.fork ? neverRed(result) : result, verdicts);
}

function neverRed(result: JudgedResult): JudgedResult {
  const { standing } = result;
  if (standing === null) return result;
  return { ...result, standing: { ...standing, settings: { ...standing.settings, onEffectFailure: 'warn' } } };
}
