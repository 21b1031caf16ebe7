import { markOf, type Watermark } from '../../codec/export-run/index.ts';
import { type Entry, earliestOf, type Instant, isBefore, latestOf, plusMs } from '../../core/model.ts';

/** Entries may appear so long after the moment that they bear: writers are slow, and clocks differ. */
const MARGIN_MS = 15 * 60_000;
/** At most so many entries are named. */
const MOST_NAMED = 1_000;

/** What {@link WatermarkAhead} comes to. */
export interface NextWatermark extends Watermark {
  /** More entries were recorded in the margin than can be named: what appears later and bears an earlier moment is missed. */
  readonly isMoved: boolean;
}

/** What an export is asked for, as far as the next one goes on from it. */
export interface WatermarkStart {
  /** The moment at which it began. */
  readonly began: Instant;
  /** What it goes on from itself; null: it takes all. */
  readonly since: Instant | null;
  readonly until: Instant | null;
}

/**
 * Finds the watermark that the next export goes on from: a quarter of an hour before this one began, for what has not
 * appeared by now, with the names of the entries since then that are written.
 */
export class WatermarkAhead {
  #moment: Instant;
  #named: { readonly at: Instant; readonly mark: string }[] = [];
  #isMoved = false;

  constructor({ began, since, until }: WatermarkStart) {
    const reached = earliestOf([plusMs(began, -MARGIN_MS), until]) ?? began;
    // What the export before had is before this, or named to this one.
    this.#moment = latestOf([reached, since]) ?? reached;
  }

  /** An entry that this export, or one before it, holds. */
  add(entry: Pick<Entry, 'recorded_at' | 'hash'>): void {
    if (isBefore(entry.recorded_at, this.#moment)) return;
    this.#named.push({ at: entry.recorded_at, mark: markOf(entry) });
    // Now and then, so that memory stays flat.
    if (this.#named.length > 2 * MOST_NAMED) this.#move();
  }

  get(): NextWatermark {
    this.#move();
    return { moment: this.#moment, written: this.#named.map(({ mark }) => mark), isMoved: this.#isMoved };
  }

  /** Moves the moment on until few enough are to be named. */
  #move(): void {
    if (this.#named.length <= MOST_NAMED) return;
    const newest = this.#named.toSorted((a, b) => (a.at < b.at ? 1 : -1));
    const tooMany = newest[MOST_NAMED]?.at;
    if (tooMany === undefined) return;
    this.#moment = plusMs(tooMany, 1_000);
    this.#named = newest.filter(({ at }) => !isBefore(at, this.#moment));
    this.#isMoved = true;
  }
}
