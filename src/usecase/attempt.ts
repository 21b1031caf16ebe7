import { LoopForgeError } from '../core/errors.ts';
import type { ItemResult } from '../core/outcome.ts';
import type { CommentRef, WriteOptions } from '../core/ports.ts';
import { entriesOf } from '../core/record/chain.ts';
import type { Entry, LoopRecord } from '../core/record/record.ts';
import { composeComment, composeRecord } from './compose-record.ts';
import { resultOf } from './item-result.ts';
import type { Look } from './look.ts';
import type { ItemAsk, Means } from './means.ts';
import { MAX_BODY, sealOldest } from './seal.ts';
import { editable } from './stored-record.ts';

/** How often one write may be sent whose answers are lost. */
export const MAX_WRITES = 3;

/** A write that was sent: its entries are recognised by their hashes if its answer is lost. */
export interface Attempt {
  readonly look: Look;
  /** Before it was fitted into its comment. */
  readonly record: LoopRecord;
  readonly appended: readonly Entry[];
}

/** A record as it stands in its comment. */
export interface Kept {
  readonly record: LoopRecord | null;
  readonly comment: CommentRef | null;
}

/** A write whose answer was lost: whether it stands must be looked up. */
export interface Lost {
  readonly lost: unknown;
}

/** Something to append, as this look found it. */
export function attemptFrom(means: Means, ask: ItemAsk, look: Look): Attempt {
  return { look, ...composeRecord(look, ask.context.run, means.random) };
}

/**
 * Writes the record into its comment, after sealing off the oldest entries where the body would grow too long.
 * @param budget how many milliseconds a write may take now
 */
export async function store(means: Means, attempt: Attempt, budget?: () => number): Promise<Kept | Lost> {
  try {
    return await storeOrThrow(means, attempt, budget);
  } catch (error) {
    if (error instanceof LoopForgeError && error.code === 'github_unreachable') return { lost: error };
    throw error;
  }
}

async function storeOrThrow(means: Means, { look, record }: Attempt, budget?: () => number): Promise<Kept> {
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

/** Only after the record has taken in what they hold. What cannot be removed now is left to the next run. */
export async function removeSurplus({ github, log }: Means, { amends }: Look): Promise<void> {
  for (const { comment } of amends.surplus) {
    log(`Removing a second record comment, whose entries are kept as notes: ${comment.url}`);
    try {
      await github.deleteComment(comment);
    } catch (error) {
      const mayPass = error instanceof LoopForgeError && ['github_unreachable', 'rate_limited'].includes(error.code);
      if (!mayPass) throw error;
      log(`It could not be removed yet: ${error.message}`);
    }
  }
}

/** The attempt that landed: the record holds its last new entry. */
export function landedIn({ found }: Look, attempts: readonly Attempt[]): Attempt | undefined {
  if (found.stored === null) return undefined;
  const hashes = new Set(entriesOf(found.stored.record).map((entry) => entry.hash));
  return attempts.find(({ appended }) => hashes.has(appended.at(-1)?.hash ?? ''));
}

/** Whether what was written shows at all, be it in the record or in a second one. */
export function isShown({ found }: Look, { appended }: Attempt): boolean {
  const last = appended.at(-1)?.hash;
  const records = [...(found.stored === null ? [] : [found.stored]), ...found.surplus];
  return records.some(({ record }) => entriesOf(record).some((entry) => entry.hash === last));
}

export function resultAfter({ look, appended }: Attempt, kept: Kept): ItemResult {
  return resultOf(look, { ...kept, appended });
}

export function keptIn({ found }: Look): Kept {
  return { record: found.stored?.record ?? null, comment: found.stored?.comment ?? null };
}

/** There was nothing to write, after all. */
export function unwritten(look: Look): ItemResult {
  return resultOf(look, { record: look.found.stored?.record ?? null, appended: [], comment: null });
}
