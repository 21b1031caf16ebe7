import { expect } from 'vitest';
import { MemoryRepository } from '../../src/adapters/store/memory/repository.ts';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { defineLifecycle } from '../../src/codec/lifecycle/define-lifecycle.ts';
import { LoopService, type LoopServiceOptions } from '../../src/compose/library/loop-service.ts';
import type { Lifecycle } from '../../src/core/lifecycle/lifecycle.ts';
import type { RecordFilter, Repository } from '../../src/core/ports/repository.ts';
import { entryHash } from '../../src/core/record/chain/chain.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import type { Clock } from '../../src/core/values/clock.ts';
import { instantOf } from '../../src/core/values/instant.ts';
import { countingRandom } from '../support/arbitraries.ts';

/** A clock that is a minute later each time it is asked. */
function tickingClock(): Clock {
  let minute = 0;
  return () => instantOf(Date.UTC(2026, 10, 22, 8, minute++));
}

/** A service whose states the compiler does not know, as where the lifecycle was read from a file. */
export function aService(options: LoopServiceOptions<string> = {}): LoopService<string> {
  const lifecycle: Lifecycle = builtinLifecycle('strict');
  return new LoopService({
    lifecycle,
    log: () => {},
    clock: tickingClock(),
    random: countingRandom(),
    sleep: async () => {},
    ...options,
  });
}

/** The transitions hang together: seq, hashes and states. */
export function expectWhole(record: LoopRecord | null): void {
  const entries = record?.transitions ?? [];
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, index) => index + 1));
  expect(entries.map(entryHash)).toEqual(entries.map((entry) => entry.hash));
  expect(entries.slice(1).map((entry) => entry.prev_hash)).toEqual(entries.slice(0, -1).map((entry) => entry.hash));
  expect(entries.slice(1).map((entry) => entry.from_state)).toEqual(
    entries.slice(0, -1).map((entry) => entry.to_state),
  );
}

/** Three states, each of which may follow the others: nearly every step is legal. */
export const ROUND = defineLifecycle({
  name: 'round',
  initial: 'a',
  states: {
    a: { when: true, to: { b: {}, c: {} } },
    b: { when: false, to: { a: {}, c: {} } },
    c: { when: false, to: { a: {}, b: {} } },
  },
});

/** A repository whose every call takes a turn or more of the event loop, so that writers get in each other's way. */
export class SlowRepository implements Repository {
  readonly #inner: Repository;
  readonly #turns: () => number;
  conflicts = 0;

  constructor(turns: () => number, inner: Repository = new MemoryRepository()) {
    this.#inner = inner;
    this.#turns = turns;
  }

  async get(id: string): Promise<LoopRecord | null> {
    const found = await this.#inner.get(id);
    await this.#wait();
    return found;
  }

  async getByRef(ref: string): Promise<LoopRecord | null> {
    await this.#wait();
    return this.#inner.getByRef(ref);
  }

  async save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord> {
    await this.#wait();
    try {
      return await this.#inner.save(record, options);
    } catch (error) {
      this.conflicts++;
      throw error;
    }
  }

  async delete(id: string): Promise<boolean> {
    await this.#wait();
    return this.#inner.delete(id);
  }

  async listByState(...args: Parameters<Repository['listByState']>): ReturnType<Repository['listByState']> {
    await this.#wait();
    return this.#inner.listByState(...args);
  }

  list(filter?: RecordFilter): AsyncIterable<LoopRecord> {
    return this.#inner.list(filter);
  }

  async #wait(): Promise<void> {
    for (let turn = this.#turns(); turn > 0; turn--) await new Promise((resolve) => setImmediate(resolve));
  }
}
