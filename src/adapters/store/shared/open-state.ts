import { LoopForgeError } from '../../../core/model.ts';

/** Whether a store is open still. */
export class OpenState {
  readonly #store: string;
  #isClosed = false;

  /** @param store as its user would name it */
  constructor(store: string) {
    this.#store = store;
  }

  /** @throws LoopForgeError `store_closed` */
  check(): void {
    if (this.#isClosed)
      throw new LoopForgeError('store_closed', `${this.#store} has been closed. Make a new repository.`);
  }

  /** Closes it. Whether it was open until now. */
  close(): boolean {
    const wasOpen = !this.#isClosed;
    this.#isClosed = true;
    return wasOpen;
  }
}
