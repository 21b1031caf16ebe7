import { entriesOf } from '../core/chain.ts';
import { LoopForgeError, RateLimitedError } from '../core/errors.ts';
import type { ItemResult } from '../core/outcome.ts';
import type { CommentRef, LockPlace, WriteOptions } from '../core/ports.ts';
import type { Entry, LoopRecord } from '../core/record.ts';
import { composeComment, composeRecord } from './compose-record.ts';
import { resultOf } from './item-result.ts';
import { cancelled, type Lease, PATIENCE_MS, takeLock } from './lock.ts';
import { isPending, type Look, lookAt } from './look.ts';
import type { ItemAsk, Means } from './means.ts';
import { MAX_BODY, sealOldest } from './seal.ts';
import { editable } from './stored-record.ts';

/** A write that was sent: its entries are recognised by their hashes if its answer is lost. */
interface Attempt {
  readonly look: Look;
  /** Before it was fitted into its comment. */
  readonly record: LoopRecord;
  readonly appended: readonly Entry[];
}

/** A record as it stands in its comment. */
interface Kept {
  readonly record: LoopRecord | null;
  readonly comment: CommentRef | null;
}

type Round =
  | { readonly kind: 'done'; readonly look: Look; readonly result: ItemResult }
  /** The lock sat in the wrong place, or there was no time left under it: start over with what was seen. */
  | { readonly kind: 'again'; readonly look: Look };

export type Done = Extract<Round, { kind: 'done' }>;

/** Longest wait that a rate limit is worth to a single item. */
const LONGEST_LIMIT_WAIT_MS = 60_000;

/**
 * Stores what a look found to be necessary: lock, read facts and record again, plan again, write, unlock. Whatever
 * happens on the way, a step is written once or not at all.
 * @throws LoopForgeError `lock_timeout`, `rate_limited`, `github_unreachable`, `cancelled` and what looking throws.
 */
export async function writeItem(means: Means, ask: ItemAsk, first: Look): Promise<Done> {
  if (first.run.lock === 'none') return writeUnlocked(means, ask, first);
  const deadline = means.timer.elapsed() + PATIENCE_MS;
  const attempts: Attempt[] = [];
  let look = first;
  for (;;) {
    const round = await oneRound(means, ask, look, deadline, attempts);
    if (round.kind === 'done') return round;
    look = round.look;
    if (means.timer.elapsed() >= deadline) throw outOfTime();
  }
}

async function oneRound(means: Means, ask: ItemAsk, look: Look, deadline: number, attempts: Attempt[]): Promise<Round> {
  const place = placeOf(look);
  const lease = await lockOrNull(means, place, deadline);
  if (lease === null) return { kind: 'again', look: await lookAgain(means, ask, look) };
  try {
    return await underLock(means, ask, look, lease, attempts);
  } catch (error) {
    const wait = await limitWait(error, lease, means, deadline);
    if (wait === null) throw error;
    await means.timer.sleep(wait);
    return { kind: 'again', look };
  } finally {
    await lease.release();
  }
}

/** Null: the comment to lock is gone. */
async function lockOrNull(means: Means, place: LockPlace, deadline: number): Promise<Lease | null> {
  try {
    return await takeLock(means, place, deadline);
  } catch (error) {
    const gone = error instanceof LoopForgeError && error.code === 'not_found' && place.kind === 'comment';
    if (!gone) throw error;
    means.journal.forget(place);
    return null;
  }
}

/** A write refused for too many requests may be tried again, if GitHub says when and it is soon; not under the lock. */
async function limitWait(error: unknown, lease: Lease, means: Means, deadline: number): Promise<number | null> {
  if (!(error instanceof RateLimitedError) || error.waitMs === null) return null;
  if (error.waitMs > LONGEST_LIMIT_WAIT_MS || means.timer.elapsed() + error.waitMs > deadline) return null;
  means.log(
    `GitHub asks to wait ${Math.ceil(error.waitMs / 1000)} s before the next write; the lock is freed meanwhile.`,
  );
  await lease.release();
  return error.waitMs;
}

async function underLock(means: Means, ask: ItemAsk, before: Look, lease: Lease, attempts: Attempt[]): Promise<Round> {
  for (let tries = 1; ; tries++) {
    const look = await lookAgain(means, ask, before);
    const landed = attempts.find((attempt) => holds(look, attempt));
    if (landed !== undefined) return { kind: 'done', look, result: resultAfter(landed, keptIn(look)) };
    if (!isSamePlace(placeOf(look), lease.place)) return { kind: 'again', look };
    if (!isPending(look)) return { kind: 'done', look, result: unwritten(look) };
    if (means.isCancelled()) throw cancelled();
    const { at } = look.reading;
    if (!lease.mayWrite(at)) return { kind: 'again', look };
    const attempt = { look, ...composeRecord(look, ask.context.run, means.random) };
    attempts.push(attempt);
    const kept = await store(means, attempt, () => lease.writeBudgetMs(at)).catch((error) => lost(error, tries));
    if (kept === null) continue;
    await removeSurplus(means, look);
    return { kind: 'done', look, result: resultAfter(attempt, kept) };
  }
}

const MAX_WRITES = 3;

/** A lost answer is looked into before anything is repeated; everything else, and the last try, is an error. */
function lost(error: unknown, tries: number): null {
  if (error instanceof LoopForgeError && error.code === 'github_unreachable' && tries < MAX_WRITES) return null;
  throw error;
}

/** For repositories that run one LoopForge job at a time: no lock, so after a create the comments are listed again. */
async function writeUnlocked(means: Means, ask: ItemAsk, first: Look): Promise<Done> {
  const attempts: Attempt[] = [];
  let look = first;
  for (let tries = 1; ; tries++) {
    const attempt = { look, ...composeRecord(look, ask.context.run, means.random) };
    attempts.push(attempt);
    const kept = await store(means, attempt).catch((error) => lost(error, tries));
    if (kept !== null) await removeSurplus(means, look);
    if (kept !== null && editable(look.found) !== null)
      return { kind: 'done', look, result: resultAfter(attempt, kept) };
    look = await lookAgain(means, ask, look);
    const landed = attempts.find((one) => holds(look, one));
    if (landed === undefined && tries < MAX_WRITES) continue;
    const result = landed === undefined ? unwritten(look) : resultAfter(landed, keptIn(look));
    if (!isPending(look) || tries >= MAX_WRITES) return { kind: 'done', look, result };
  }
}

/** Writes the record into its comment, after sealing off the oldest entries where the body would grow too long. */
async function store(means: Means, { look, record }: Attempt, budget?: () => number): Promise<Kept> {
  const stored = editable(look.found);
  const options = (): WriteOptions => (budget === undefined ? {} : { budgetMs: budget() });
  let fitted = record;
  let { record: sealed, body } = composeComment(fitted, look, means.render);
  while (body.length > MAX_BODY) {
    fitted = await sealOldest(means, look, fitted, options());
    ({ record: sealed, body } = composeComment(fitted, look, means.render));
  }
  if (stored !== null) await means.github.editComment(stored.comment, body, options());
  const { number } = look.reading.facts;
  const comment = stored?.comment ?? (await means.github.createComment(number, body, options()));
  return { record: sealed, comment };
}

/** Only after the record has taken in what they hold. */
async function removeSurplus({ github, log }: Means, { amends }: Look): Promise<void> {
  for (const { comment } of amends.surplus) {
    log(`Removing a second record comment, whose entries are kept as notes: ${comment.url}`);
    await github.deleteComment(comment);
  }
}

async function lookAgain({ github }: Means, ask: ItemAsk, { reading }: Look): Promise<Look> {
  return lookAt(github, ask, await github.read(reading.facts.number));
}

/** Did the write land? The record then holds its last new entry. */
function holds({ found }: Look, { appended }: Attempt): boolean {
  const last = appended.at(-1)?.hash;
  return found.stored !== null && entriesOf(found.stored.record).some((entry) => entry.hash === last);
}

function resultAfter({ look, appended }: Attempt, kept: Kept): ItemResult {
  return resultOf(look, { ...kept, appended });
}

function keptIn({ found }: Look): Kept {
  return { record: found.stored?.record ?? null, comment: found.stored?.comment ?? null };
}

function unwritten(look: Look): ItemResult {
  return resultOf(look, { record: look.found.stored?.record ?? null, appended: [], comment: null });
}

function placeOf({ found, reading }: Look): LockPlace {
  if (found.stored === null) return { kind: 'item', number: reading.facts.number };
  const { id, databaseId, url } = found.stored.comment;
  return { kind: 'comment', comment: { id, databaseId, url } };
}

function isSamePlace(a: LockPlace, b: LockPlace): boolean {
  if (a.kind === 'item') return b.kind === 'item';
  return b.kind === 'comment' && a.comment.databaseId === b.comment.databaseId;
}

function outOfTime(): LoopForgeError {
  return new LoopForgeError(
    'lock_timeout',
    `The item kept changing under this run for ${PATIENCE_MS / 1000} s, so nothing was written. Run the job again.`,
  );
}
