import { type EffectSubject, type Reading, type Sha, type StatusWord, UNAVAILABLE } from '../../core/model.ts';
import type { OwnVerdict } from '../../core/plan/index.ts';
import type { ItemState } from './item-state.ts';

/** What one item's plan came to, as far as heads go that it may share with others. */
export interface JudgedHead extends OwnVerdict {
  readonly subject: EffectSubject;
}

export function judgedHead({ plan }: Pick<ItemState, 'plan'>, subject: EffectSubject): JudgedHead {
  const { situation, verdict, violations } = plan;
  const pull = situation.pull === UNAVAILABLE ? null : (situation.pull?.number ?? null);
  return { pull, verdict, violations, subject };
}

/** What a run knows of items that share a head, so that nobody is asked twice. */
export class HeadMemory {
  readonly #readings = new Map<number, Reading>();
  readonly #judged = new Map<number, JudgedHead>();
  readonly #set = new Map<Sha, StatusWord['state']>();
  readonly #turns = new Map<Sha, Promise<unknown>>();

  /** An item that was read, and is not judged yet. */
  noteReading(reading: Reading): void {
    this.#readings.set(reading.facts.number, reading);
  }

  /** An item that this run is done with; nobody asks for one that shares its head with none. */
  noteJudged(itemState: Pick<ItemState, 'plan'>, subject: EffectSubject): void {
    const { pull } = itemState.plan.situation;
    const isShared = pull !== null && pull !== UNAVAILABLE && pull.closes !== UNAVAILABLE && pull.closes.length > 1;
    if (isShared) this.#judged.set(subject.number, judgedHead(itemState, subject));
  }

  /** Several items are looked at at once, but one after another they see to the head that they share. */
  async inTurn<T>(sha: Sha, work: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(sha) ?? Promise.resolve()).then(work);
    this.#turns.set(
      sha,
      turn.catch(() => {}),
    );
    return turn;
  }

  noteSet(sha: Sha, state: StatusWord['state']): void {
    this.#set.set(sha, state);
  }

  readingOf(number: number): Reading | null {
    return this.#readings.get(number) ?? null;
  }

  judged(number: number): JudgedHead | null {
    return this.#judged.get(number) ?? null;
  }

  /** What this run made the status of a commit say; null: nothing. */
  setOn(sha: Sha): StatusWord['state'] | null {
    return this.#set.get(sha) ?? null;
  }
}
