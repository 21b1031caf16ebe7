import { type ErrorCode, LoopForgeError, type LoopRecord, type UnreadableRecord } from '../../core/model.ts';
import { cancelled } from '../lock/index.ts';
import { type ErrorScope, eachItem, type ItemOutcome } from '../many/index.ts';
import { type CopyResult, copyResult, isThere } from './copy-result.ts';
import type { CopyOptions, CopyTarget } from './copy-target.ts';

/** One record of the source. */
export type SourceRecord = LoopRecord | UnreadableRecord;

export interface CopyRequest extends CopyOptions {
  readonly source: AsyncIterable<SourceRecord>;
  readonly target: CopyTarget;
  /** How many records are on their way at the same time. */
  readonly atOnce: number;
  readonly isCancelled: () => boolean;
}

/**
 * Copies records, and yields what came of each in the order of the source. Trouble of one record is told and stops no
 * other; what strikes all, such as a server that does not answer, ends it, and so does a cancellation, between two
 * records. Copying again goes on: what is there already is left alone.
 * @throws LoopForgeError what struck all, and `cancelled`
 */
export async function* copyRecords({ source, target, ...request }: CopyRequest): AsyncGenerator<CopyResult, void> {
  const { atOnce, isCancelled } = request;
  const work = async (item: SourceRecord): Promise<CopyResult> => {
    if ('problem' in item) return { id: item.id, outcome: 'damaged', version: null, hash: null, message: item.problem };
    return target.take(item, request);
  };
  for await (const each of eachItem(source, { atOnce, strikesAll: scopeOf, isCancelled, cancelled }, work)) {
    yield resultOf(each);
  }
}

/** What may be wrong with one record alone. */
const OF_ONE: readonly ErrorCode[] = [
  'conflict',
  'input_invalid',
  'lock_timeout',
  'not_found',
  'permission_missing',
  'record_invalid',
  'record_tampered',
  'record_unreadable',
  'store_damaged',
  'too_large',
];

function scopeOf(error: unknown): ErrorScope {
  return error instanceof LoopForgeError && !error.everywhere && OF_ONE.includes(error.code) ? 'one' : 'all';
}

function resultOf(each: ItemOutcome<SourceRecord, CopyResult>): CopyResult {
  if (each.kind === 'done') return each.result;
  if (each.kind === 'ended' || 'problem' in each.item || !(each.error instanceof LoopForgeError)) throw each.error;
  return copyResult(each.item, 'refused', each.error.message);
}

/** How many records came to what, in the order of the outcomes; those that came to nothing are left out. */
export class CopyCounts {
  readonly #counts = new Map<CopyResult['outcome'], number>();
  #isWhole = true;

  add(result: CopyResult): void {
    this.#counts.set(result.outcome, (this.#counts.get(result.outcome) ?? 0) + 1);
    this.#isWhole &&= isThere(result);
  }

  of(outcome: CopyResult['outcome']): number {
    return this.#counts.get(outcome) ?? 0;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Whether the target has all of them. */
  get isWhole(): boolean {
    return this.#isWhole;
  }
}
