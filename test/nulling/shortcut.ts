import { isDeepStrictEqual } from 'node:util';
import type { BulkGitHub } from '../../src/adapters/github/github.ts';
import type { Came } from './deeds.ts';
import type { Playback } from './playback.ts';

/** Thrown where a deed need not go on. */
export class Known extends Error {}

/** So many readings are remembered: what one place does to them in its several ways. */
const REMEMBERED = 3;

/** What was made of the whole answer, and of which requests. */
interface Looked<T> {
  readonly read: T;
  readonly requests: readonly string[];
}

/**
 * A deed need not go on where the replaced answer has been used up and what was made of it is no other than what the
 * whole answer makes, or another that was tried just before: it would come to the same.
 */
export class Shortcut {
  readonly github: BulkGitHub;
  readonly #playback: Playback;
  #before: { readonly read: unknown; readonly came: readonly Came[] }[] = [];
  #read: unknown = null;
  #known: readonly Came[] | 'whole' | null = null;
  #isTrying = false;

  constructor(playback: Playback, github: BulkGitHub) {
    this.#playback = playback;
    this.github = {
      ...github,
      find: this.#remembering(github.find),
      read: this.#remembering(github.read),
      readAllComments: this.#remembering(github.readAllComments),
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

  #remembering<A extends readonly unknown[], T>(look: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
    const whole = new Map<string, Looked<T>>();
    const playback = this.#playback;
    return async (...args) => {
      const name = JSON.stringify(args);
      const first = whole.get(name);
      if (this.#isTrying && first?.requests.some((key) => playback.isReplaced(key)) === false) return first.read;
      const [wasUsed, asked] = [playback.used > 0, playback.requests.length];
      const read = await look(...args);
      if (!this.#isTrying) whole.set(name, { read, requests: playback.requests.slice(asked) });
      else if (playback.used > 0 && !wasUsed) this.#compare(read, first?.read);
      return read;
    };
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
