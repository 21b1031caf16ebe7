import { isDeepStrictEqual } from 'node:util';
import type { BulkGitHub } from '../../src/adapters/github/index.ts';
import type { Came } from './deeds.ts';
import type { Playback } from './playback.ts';

/** Thrown where a deed need not go on. */
export class Known extends Error {}

/** So many readings are remembered: what one place does to them in its several ways. */
const REMEMBERED = 3;

/**
 * A deed need not go on where the replaced answer has been used up and what was made of it is no other than what the
 * whole answer makes, or another that was tried just before: it would come to the same.
 */
export class Shortcut {
  readonly github: BulkGitHub;
  readonly #playback: Playback;
  readonly #whole = new Map<string, unknown>();
  #before: { readonly read: unknown; readonly came: readonly Came[] }[] = [];
  #read: unknown = null;
  #known: readonly Came[] | 'whole' | null = null;
  #isTrying = false;

  constructor(playback: Playback, github: BulkGitHub) {
    this.#playback = playback;
    this.github = {
      ...github,
      find: (target) => this.#look(`find ${JSON.stringify(target)}`, () => github.find(target)),
      read: (number, options) => this.#look(`read ${number}`, () => github.read(number, options)),
    };
  }

  begin(): void {
    this.#isTrying = true;
    this.#known = null;
    this.#read = null;
  }

  /** What the deed came to, or would have. */
  end(came: readonly Came[], whole: readonly Came[]): readonly Came[] {
    if (this.#known !== null) return this.#known === 'whole' ? whole : this.#known;
    if (this.#read !== null) this.#before = [{ read: this.#read, came }, ...this.#before].slice(0, REMEMBERED);
    return came;
  }

  async #look<T>(name: string, look: () => Promise<T>): Promise<T> {
    const wasUsed = this.#playback.used > 0;
    const read = await look();
    if (!this.#isTrying) this.#whole.set(name, read);
    else if (this.#playback.used > 0 && !wasUsed) this.#compare(read, this.#whole.get(name));
    return read;
  }

  #compare(read: unknown, whole: unknown): void {
    const before = this.#before.find((one) => isDeepStrictEqual(one.read, read));
    if (before === undefined && !isDeepStrictEqual(read, whole)) {
      this.#read = read;
      return;
    }
    this.#known = before?.came ?? 'whole';
    throw new Known('known');
  }
}
