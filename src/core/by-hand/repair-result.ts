import type { Actor, Hash, Instant } from '../model.ts';

/** What every repair looked at. */
interface Examined {
  readonly recordId: string;
  readonly url: string;
  /** The newest good revision: its number by the record's own count, and its last entry. */
  readonly good: { readonly rev: number; readonly seq: number; readonly hash: Hash };
}

/** What is wrong with the comment, in words, and who edited it last. */
interface Damaged extends Examined {
  readonly problem: string;
  readonly editor: Actor | null;
  readonly editedAt: Instant | null;
}

/** The record is as it should be; nothing was written. */
interface Sound extends Examined {
  readonly outcome: 'sound';
}

/** A dry run: the record would go back to the good revision. */
interface Repairable extends Damaged {
  readonly outcome: 'repairable';
}

/** The record went back to the good revision. */
interface Repaired extends Damaged {
  readonly outcome: 'repaired';
  /** Number of the `repair` note. */
  readonly note: number;
}

/** What a repair came to, told apart by `outcome`. */
export type RepairResult = Sound | Repairable | Repaired;
