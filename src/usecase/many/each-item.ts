import { type ErrorScope, ErrorScopeJudge, type ItemOutcome } from './error-scope.ts';

export interface EachOptions {
  /** How many items are worked on at the same time, at most. */
  readonly atOnce: number;
  readonly strikesAll: (error: unknown) => ErrorScope;
  readonly isCancelled: () => boolean;
  /** The error that a cancelled loop ends with. */
  readonly cancelled: () => unknown;
}

/** An item that is being worked on, or whose result waits for its turn. */
interface Begun<T, R> {
  readonly ended: Promise<void>;
  each: ItemOutcome<T, R> | null;
}

/** How many results may wait for a slower one before them, for each that is worked on. */
const WAITING = 8;

/**
 * Does the same with each of many items, and yields what came of each in the order of the source, as soon as it is
 * known, so that nobody need hold them all. An item's own trouble is told of and stops no other. Trouble that strikes
 * all, in an item or in the source, ends the loop once, after what was under way; so does a cancellation.
 * @param work what is done with an item; it may reject
 */
export async function* eachItem<T, R>(
  source: Iterable<T> | AsyncIterable<T>,
  options: EachOptions,
  work: (item: T) => Promise<R>,
): AsyncGenerator<ItemOutcome<T, R>, void> {
  const loop = new Loop(source, options, work);
  const judge = new ErrorScopeJudge<T, R>(options.strikesAll);
  try {
    for (;;) {
      if (!judge.isOver) await loop.begin();
      const each = await loop.next();
      if (each === null) break;
      yield* judge.pass(each);
      if (judge.isOver) loop.stop();
    }
    yield* judge.rest();
  } finally {
    await loop.close();
  }
}

/** Begins work from the source and gives the results back in its order. */
class Loop<T, R> {
  readonly #items: Iterator<T> | AsyncIterator<T>;
  readonly #options: EachOptions;
  readonly #work: (item: T) => Promise<R>;
  readonly #begun: Begun<T, R>[] = [];
  #isExhausted = false;

  constructor(source: Iterable<T> | AsyncIterable<T>, options: EachOptions, work: (item: T) => Promise<R>) {
    this.#items = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
    this.#options = options;
    this.#work = work;
  }

  /** Begins as many items as may be under way now; none while a result is there that may end the loop. */
  async begin(): Promise<void> {
    while (!this.#isExhausted && this.#hasRoom() && !this.#begun[0]?.each) {
      const next = await this.#pull();
      if (next !== null) this.#begun.push(next);
    }
  }

  /** The next result in order; null: there is none any more. Further items begin while it is waited for. */
  async next(): Promise<ItemOutcome<T, R> | null> {
    for (;;) {
      const [head] = this.#begun;
      if (head === undefined) return null;
      if (head.each !== null) {
        this.#begun.shift();
        return head.each;
      }
      await Promise.race(this.#underWay().map(({ ended }) => ended));
      if (head.each === null) await this.begin();
    }
  }

  stop(): void {
    this.#isExhausted = true;
  }

  /** Waits for what is under way, and lets go of the source. */
  async close(): Promise<void> {
    this.stop();
    await Promise.all(this.#begun.map(({ ended }) => ended));
    await this.#items.return?.();
  }

  #hasRoom(): boolean {
    const { atOnce } = this.#options;
    return this.#underWay().length < atOnce && this.#begun.length < atOnce * WAITING;
  }

  #underWay(): readonly Begun<T, R>[] {
    return this.#begun.filter(({ each }) => each === null);
  }

  async #pull(): Promise<Begun<T, R> | null> {
    try {
      const { done, value } = await this.#items.next();
      if (done === true) this.stop();
      // Trouble that strikes all may have come up meanwhile.
      else if (this.#isExhausted) return null;
      else if (!this.#options.isCancelled()) return this.#start(value);
      else return this.#over(this.#options.cancelled());
    } catch (error) {
      return this.#over(error);
    }
    return null;
  }

  #over(error: unknown): Begun<T, R> {
    this.stop();
    return { ended: Promise.resolve(), each: { kind: 'ended', item: null, error } };
  }

  #start(item: T): Begun<T, R> {
    const settle = (each: ItemOutcome<T, R>): void => {
      begun.each = each;
    };
    const ended = this.#work(item).then(
      (result) => settle({ kind: 'done', item, result }),
      (error: unknown) => {
        // What strikes all is known before its turn has come: nothing is begun meanwhile.
        if (this.#options.strikesAll(error) === 'all') this.stop();
        settle({ kind: 'failed', item, error });
      },
    );
    const begun: Begun<T, R> = { ended, each: null };
    return begun;
  }
}
