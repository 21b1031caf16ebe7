/** So many items cost one of GitHub's points a page; what that comes to is in the tests. */
const MOST = 48;
const STEP = 4;
/** After so many good answers in a row more is asked for again. */
const GOOD = 10;

/** How many items are asked for at once: fewer after an answer that was too much for GitHub, and slowly more again. */
export class PageSize {
  #count = MOST;
  #good = 0;

  get count(): number {
    return this.#count;
  }

  /** @returns false: fewer than one cannot be asked for */
  shrink(): boolean {
    this.#good = 0;
    if (this.#count === 1) return false;
    this.#count = Math.max(1, Math.floor(this.#count / STEP));
    return true;
  }

  answered(): void {
    this.#good += 1;
    if (this.#good % GOOD === 0) this.#count = Math.min(MOST, this.#count * STEP);
  }
}
