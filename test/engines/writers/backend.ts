import type { Closable, Repository } from '../../../src/core/ports/repository.ts';
import type { Engine } from '../support/engine.ts';

/** One kind of store, as the tests of many writers use it. */
export interface Backend {
  readonly name: StoreName;
  /** The server that it needs; null: none. */
  readonly engine: Engine | null;
  /** An empty store at a new place, its schema in place. */
  start(): Promise<Place>;
}

export type StoreName = 'file' | 'folder' | 'sqlite' | 'postgres' | 'redis' | 'dynamodb';

/** Where a store is, so that any process can open it. */
interface Place extends AsyncDisposable {
  /** What its module in `stores.ts` opens it by. */
  readonly at: string;
  /** Its server, if there is one. */
  readonly server: StoppableServer | null;
}

export interface StoppableServer {
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** A store as a writer holds it. */
export type OpenRepository = Repository & Partial<Closable>;
