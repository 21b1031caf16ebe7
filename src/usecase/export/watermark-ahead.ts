import { markOf, type Watermark } from '../../codec/export-run/index.ts';
import { type Entry, earliestOf, type Instant, isBefore, latestOf, plusMs } from '../../core/model.ts';

/** Entries may appear so long after the moment that they bear: writers are slow, and clocks differ. */
const MARGIN_MS = 15 * 60_000;
/** At most so many entries are named that were recorded before the export began. */
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
  /** What was recorded then or later is always named: what appears after this export may be as late, or earlier. */
  readonly #latest: Instant;
  /** Moments of entries by their marks. */
  #named = new Map<string, Instant>();
  #isMoved = false;

  constructor({ began, since, until }: WatermarkStart) {
    const reached = earliestOf([plusMs(began, -MARGIN_MS), until]) ?? began;
    // What the export before had is before this, or named to this one.
    this.#moment = latestOf([reached, since]) ?? reached;
    this.#latest = latestOf([this.#moment, began]) ?? began;
  }

  /** An entry that this export, or one before it, holds. */
  add(entry: Pick<Entry, 'recorded_at' | 'hash'>): void {
    if (isBefore(entry.recorded_at, this.#moment)) return;
    this.#named.set(markOf(entry), entry.recorded_at);
    // Now and then, so that memory stays flat.
    if (this.#named.size % MOST_NAMED === 0) this.#move();
  }

  get(): NextWatermark {
    this.#move();
    return { moment: this.#moment, written: [...this.#named.keys()], isMoved: this.#isMoved };
  }

  /** Moves the moment on until few enough are to be named, or to where the export began. */
  #move(): void {
    if (this.#named.size <= MOST_NAMED || !isBefore(this.#moment, this.#latest)) return;
    const tooMany = [...this.#named.values()].toSorted().at(-MOST_NAMED - 1);
    if (tooMany === undefined) return;
    this.#moment = earliestOf([plusMs(tooMany, 1_000), this.#latest]) ?? this.#latest;
    this.#named = new Map([...this.#named].filter(([, at]) => !isBefore(at, this.#moment)));
    this.#isMoved = true;
  }
}
