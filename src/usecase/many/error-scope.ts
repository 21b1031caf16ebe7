/** What came of one item, or of the loop itself. */
export type ItemOutcome<T, R> =
  | { readonly kind: 'done'; readonly item: T; readonly result: R }
  /** Trouble of this item alone. */
  | { readonly kind: 'failed'; readonly item: T; readonly error: unknown }
  /** Always the last: nothing more is begun. `item`: where the trouble showed; null: between two items, or in the list. */
  | { readonly kind: 'ended'; readonly item: T | null; readonly error: unknown };

/** How far a trouble reaches. `all_if_again`: only when the next item meets the like is it clear that it is everybody's. */
export type ErrorScope = 'one' | 'all' | 'all_if_again';

/** Decides of each trouble in a loop whether it is one item's own or ends the loop. */
export class ErrorScopeJudge<T, R> {
  readonly #strikesAll: (error: unknown) => ErrorScope;
  #suspect: ItemOutcome<T, R> | null = null;
  #end: ItemOutcome<T, R> | null = null;

  constructor(strikesAll: (error: unknown) => ErrorScope) {
    this.#strikesAll = strikesAll;
  }

  get isOver(): boolean {
    return this.#end !== null;
  }

  /** What can be told now that this one is known. */
  *pass(each: ItemOutcome<T, R>): Generator<ItemOutcome<T, R>, void> {
    const reach = each.kind === 'failed' ? this.#strikesAll(each.error) : 'one';
    if (each.kind === 'ended') this.#end ??= each;
    else if (reach === 'one') yield* this.#clear(each);
    // What was under way when the loop ended meets the same, and that is told of already.
    else if (this.isOver) return;
    else if (reach === 'all') this.#strike(each);
    else if (this.#suspect === null) this.#suspect = each;
    else this.#strike(this.#suspect);
  }

  /** What is left to tell when there is nothing more. */
  *rest(): Generator<ItemOutcome<T, R>, void> {
    if (this.#suspect !== null) yield this.#suspect;
    if (this.#end !== null) yield this.#end;
  }

  /** The suspect's trouble was its own: another item met none, or one of its own. */
  *#clear(each: ItemOutcome<T, R>): Generator<ItemOutcome<T, R>, void> {
    if (this.#suspect !== null) yield this.#suspect;
    this.#suspect = null;
    yield each;
  }

  #strike(each: ItemOutcome<T, R>): void {
    if (each === this.#suspect) this.#suspect = null;
    if (each.kind === 'failed') this.#end ??= { ...each, kind: 'ended' };
  }
}
