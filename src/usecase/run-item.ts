import { type ErrorCode, hasCode, LoopForgeError } from '../core/errors.ts';
import type { Reading } from '../core/ports.ts';
import type { ItemResult } from '../core/result.ts';
import type { Change, Committed } from './attempt.ts';
import { type CommitRequest, commit } from './commit.ts';
import { composeRecord } from './compose-record.ts';
import { runEffects } from './effects.ts';
import {
  dryResultOf,
  type JudgedResult,
  lockedResult,
  readOnlyResult,
  resultOf,
  withEffects,
  withWarnings,
} from './item-result.ts';
import { LockedConversationError } from './locked-conversation.ts';
import { hasEntries, isPending, type Look, lookAt } from './look.ts';
import type { ItemAsk, Means } from './means.ts';
import { NewerRecordError, newerResult } from './newer-record.ts';
import { aboutView, retold } from './retold.ts';

/**
 * Brings one item level with the facts: read, observe, plan, append, and then show what was recorded. Where there is
 * nothing to append, the comment is written anew if it tells what is not so any more; else nothing is written.
 * @throws LoopForgeError with the codes of reading and writing; nothing is half-written then.
 */
export async function runItem(means: Means, ask: ItemAsk, reading: Reading): Promise<ItemResult> {
  try {
    const look = await lookAt(means.github, ask, reading);
    return withWarnings(await carryOut(means, ask, look), aboutView(look, means.render));
  } catch (error) {
    if (error instanceof NewerRecordError && ask.assertion === null) return newerResult(reading.facts.number, error);
    throw error;
  }
}

async function carryOut(means: Means, ask: ItemAsk, look: Look): Promise<ItemResult> {
  if (ask.dryRun) return dryRun(means, ask, look);
  try {
    const committed = isPending(look)
      ? await commit(means, look, requestFor(means, ask, look))
      : await tell(means, ask, look);
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

/** There is nothing to append. @throws LoopForgeError only where there is, after all */
async function tell(means: Means, ask: ItemAsk, look: Look): Promise<Committed> {
  if (retold(look, ask, means.render) === null) return untouched(look);
  let isTelling = true;
  const request = requestFor(means, ask, look);
  try {
    return await commit(means, look, {
      ...request,
      change: (next) => {
        isTelling = !isPending(next);
        return request.change(next);
      },
    });
  } catch (error) {
    if (!isTelling || !(error instanceof LoopForgeError) || !BEARABLE.includes(error.code)) throw error;
    means.log(`What the comment shows could not be brought up to date: ${error.message}`);
    return untouched(look);
  }
}

/** Trouble that a run has with the comment alone: what is recorded is recorded, and the next run shows it. */
const BEARABLE: readonly ErrorCode[] = [
  'permission_missing',
  'lock_timeout',
  'conflict',
  'rate_limited',
  'github_unreachable',
];

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
  const record = retold(look, ask, means.render);
  return record !== null || absorbed.length > 0 ? { record, appended: [], absorbed } : null;
}

/** The result, and outside the record what the plan wants shown. Never throws: what was recorded is recorded. */
async function showEffects(means: Means, ask: ItemAsk, committed: Committed): Promise<JudgedResult> {
  const { look } = committed;
  const result = resultOf(look, committed);
  const { standing } = result;
  const { effects } = look.plan;
  if (standing?.record == null || effects.length === 0) return result;
  const subject = {
    number: look.reading.facts.number,
    commentUrl: standing.comment?.url ?? null,
    headHash: standing.record.head.hash,
  };
  const verdicts = await runEffects(means.github, effects, subject);
  // A fork's event may come with a token that can only read: nobody's mistake, and a later run shows it.
  return withEffects(ask.fork ? neverRed(result) : result, verdicts);
}

function neverRed(result: JudgedResult): JudgedResult {
  const { standing } = result;
  if (standing === null) return result;
  return { ...result, standing: { ...standing, settings: { ...standing.settings, onEffectFailure: 'warn' } } };
}
