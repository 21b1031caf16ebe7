import type { Genesis, LoopRecord, Repository } from '../../../core/model.ts';

/** What a store does not promise, or not at once. All of it may be left out: then everything is asked of it. */
export interface ConformanceLimits {
  /**
   * How many bytes of JSON (as UTF-8) it takes of one record; the default is 500,000. A record of that size must fit.
   * One of twice the size is stored whole or refused by an error whose code is `too_large`, with nothing of it written.
   */
  readonly maxBytes?: number;
  /** The longest `ref` and `state` it takes, in bytes of UTF-8; the default is 5,000. */
  readonly maxNameBytes?: number;
  /**
   * How many milliseconds `listByState`, `list` and `getByRef` may lag behind what was saved, as where an index is only
   * eventually consistent; the default is 0. `get` never may.
   */
  readonly lagMs?: number;
  /** Whether records of one `updated_at` come by `record_id` in code units; by default they do. Each comes once anyway. */
  readonly ordersTies?: boolean;
  /**
   * Whether of several records of a ref that were created in one second `getByRef` gives the one that was stored last;
   * by default it does.
   */
  readonly knowsLastStored?: boolean;
  /**
   * Whether `list` gives the newest first; by default it does. Where there is no index it may come as the store finds
   * them. `listByState` does in any case.
   */
  readonly ordersList?: boolean;
  /** How many records the largest cases store; the default is 260, which is more than two pages. */
  readonly manyRecords?: number;
  /** How many writers there are at once; the default is 16. */
  readonly writers?: number;
  /** How many milliseconds one case may take before it counts as hanging; the default is 25,000. */
  readonly patienceMs?: number;
}

/** A store, as the suite is told of it. */
export interface ConformanceOptions {
  /**
   * A store with nothing in it, and not the one of another call: every case gets its own. Where it has `close`, it is
   * closed when the case is over.
   */
  readonly create: () => Repository | Promise<Repository>;
  /**
   * Opens what a store of `create` holds once more, as another process would: while that one is open, or after it was
   * closed. Left out, nothing is asked of what lasts: those cases are not in the list.
   */
  readonly reopen?: (store: Repository) => Repository | Promise<Repository>;
  /**
   * Makes what is stored for a record unreadable, behind the store's back, as a failing disk would. Left out, nothing is
   * asked of how the store takes that.
   */
  readonly damage?: (store: Repository, record: LoopRecord) => void | Promise<void>;
  /**
   * What the `n`th record of a case is born as, from 1, where records must belong to something that the store knows, such
   * as an issue. Left out, the suite takes ids and refs of its own choice, odd ones too; with it those cases are not in
   * the list.
   */
  readonly genesis?: (n: number) => Partial<Genesis>;
  readonly limits?: ConformanceLimits;
}

/** The same, with nothing left out. */
export type SettledLimits = Required<ConformanceLimits>;

export function settledLimits(limits: ConformanceLimits = {}): SettledLimits {
  return {
    maxBytes: 500_000,
    maxNameBytes: 5_000,
    lagMs: 0,
    ordersTies: true,
    knowsLastStored: true,
    ordersList: true,
    manyRecords: 260,
    writers: 16,
    patienceMs: 25_000,
    ...limits,
  };
}
