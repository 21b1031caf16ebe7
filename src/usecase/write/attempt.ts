import {
  type CommentRef,
  type Entry,
  entriesOf,
  hasCode,
  LoopForgeError,
  type LoopRecord,
  type WriteOptions,
} from '../../core/model.ts';
import { editable, type StoredRecord } from '../find-record/index.ts';
import type { ItemState, Ports } from '../item-state/index.ts';
import type { Lease } from '../lock/index.ts';
import { composeComment, sizeOfComment } from './compose-record.ts';
import { mayBeLocked } from './locked-conversation.ts';
import type { sealUntilItFits } from './seal.ts';

/** What is to be written. */
export interface Change {
  /** The record before it is fitted into its comment; null: nothing of it changes. */
  readonly record: LoopRecord | null;
  readonly appended: readonly Entry[];
  /** Further record comments, whose entries the record holds: to be removed. */
  readonly absorbed: readonly StoredRecord[];
  /** Comments that are to go, the record's own first; only where nothing of the record changes. */
  readonly removed?: readonly CommentRef[];
}

/** A write that was sent: its entries are recognised by their hashes if its answer is lost. */
export interface Attempt extends Change {
  readonly record: LoopRecord;
  readonly itemState: ItemState;
}

/** A record as it stands in its comment. */
export interface Kept {
  readonly record: LoopRecord | null;
  readonly comment: CommentRef | null;
}

/** The record as it stands now, and what of it this commit wrote. */
export interface Committed {
  /** What was written followed from this look; where nothing was written, it is the last one. */
  readonly itemState: ItemState;
  readonly record: LoopRecord | null;
  readonly comment: CommentRef | null;
  readonly appended: readonly Entry[];
  /** It was written without a lock, since the conversation is locked. */
  readonly withoutLock: boolean;
}

/** What came of a write. */
export type Sent =
  | ({ readonly kind: 'kept' } & Kept)
  /** Its answer was lost: whether it stands must be looked up. */
  | { readonly kind: 'lost'; readonly error: unknown }
  /** What was to be changed is not there (any more), or not for this token. */
  | { readonly kind: 'gone' }
  /** Perhaps because the conversation is locked. */
  | { readonly kind: 'refused'; readonly error: unknown };

/** GitHub takes 262,144 bytes and says 65,536 characters: this is below both, however it counts. */
const MAX_BODY = 60_000;

/** Few records grow so long. */
const sealed: typeof sealUntilItFits = async (...asked) => (await import('./seal.ts')).sealUntilItFits(...asked);

/**
 * Writes the record into its comment, after sealing off the oldest entries where the body would grow too long.
 * @param lease how long a write may take; null: there is no lock
 * @throws LoopForgeError `rate_limited`, `permission_missing` and what else GitHub refuses a write with
 */
export async function store(ports: Ports, { itemState, record }: Attempt, lease: Lease | null): Promise<Sent> {
  const { github, render } = ports;
  const stored = editable(itemState.found);
  const options = (): WriteOptions => (lease === null ? {} : { budgetMs: lease.writeBudgetMs(itemState.reading.at) });
  try {
    const fits = (one: LoopRecord) => sizeOfComment(one, itemState, render) <= MAX_BODY;
    const fitting = fits(record) ? record : await sealed(fits, ports, itemState, record, options);
    const { record: whole, body } = composeComment(fitting, itemState, render);
    if (stored !== null) await github.editComment(stored.comment, body, options());
    const comment = stored?.comment ?? (await github.createComment(itemState.reading.facts.number, body, options()));
    return { kind: 'kept', record: whole, comment };
  } catch (error) {
    if (hasCode(error, 'not_found')) return { kind: 'gone' };
    if (hasCode(error, 'github_unreachable')) return { kind: 'lost', error };
    if (mayBeLocked(error, itemState)) return { kind: 'refused', error };
    throw error;
  }
}

/** Only after the record has taken in what they hold. What cannot be removed now is left to the next run. */
export async function removeAbsorbed({ github, log }: Ports, { absorbed }: Pick<Change, 'absorbed'>): Promise<void> {
  for (const { comment } of absorbed) {
    log(`Removing a second record comment, whose entries are kept as notes: ${comment.url}`);
    try {
      await github.deleteComment(comment);
    } catch (error) {
      if (!(error instanceof LoopForgeError)) throw error;
      log(`It could not be removed yet: ${error.message}`);
    }
  }
}

/** @throws LoopForgeError what GitHub answers; those before it are gone then */
export async function removeComments({ github, log }: Ports, { removed = [] }: Pick<Change, 'removed'>): Promise<void> {
  for (const comment of removed) {
    log(`Removing ${comment.url}`);
    await github.deleteComment(comment);
  }
}

/** The attempt that landed: the record holds its last new entry. */
export function landedIn({ found }: ItemState, attempts: readonly Attempt[]): Attempt | undefined {
  if (found.stored === null) return undefined;
  const hashes = new Set(entriesOf(found.stored.record).map((entry) => entry.hash));
  return attempts.find(({ appended }) => {
    const last = appended.at(-1);
    return last !== undefined && hashes.has(last.hash);
  });
}

/** Whether what was written shows at all, be it in the record or in a second one. */
export function isShown({ found }: ItemState, { appended }: Attempt): boolean {
  const last = appended.at(-1)?.hash;
  const records = [...(found.stored === null ? [] : [found.stored]), ...found.surplus];
  return records.some(({ record }) => entriesOf(record).some((entry) => entry.hash === last));
}

export function keptNow({ found }: ItemState): Kept {
  return { record: found.stored?.record ?? null, comment: found.stored?.comment ?? null };
}
