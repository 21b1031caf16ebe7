import { MemoryRepository } from '../../src/adapters/store/memory/repository.ts';
import type { MirrorStore } from '../../src/compose/github/request.ts';
import type { Copies } from '../../src/core/ports/mirror.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { LoopForgeError } from '../../src/core/values/errors.ts';
import type { StepResult } from '../support/step.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';

export const URL_OF_MIRROR = 'postgres://loopforge:not-to-be-seen@db.example.test/audit';
/** What a step is given that mirrors to it. */
export const GIVEN = { inputs: { mirror: 'postgres', 'mirror-url': URL_OF_MIRROR } };

/** A mirror in this process, which may be down, and counts what is asked of it. */
export class FakeMirror implements MirrorStore {
  readonly copies = new MemoryRepository();
  down: Error | null = null;
  calls: string[] = [];
  opened = 0;
  closed = 0;

  readonly repository: Copies = {
    get: (id) => this.#answer('get', () => this.copies.get(id)),
    save: (record, options) => this.#answer('save', () => this.copies.save(record, options)),
    delete: (id) => this.#answer('delete', () => this.copies.delete(id)),
  };

  readonly open = async (): Promise<MirrorStore> => {
    this.opened++;
    return this;
  };

  async close(): Promise<void> {
    this.closed++;
  }

  async #answer<T>(call: string, work: () => Promise<T>): Promise<T> {
    this.calls.push(call);
    if (this.down !== null) throw this.down;
    return work();
  }
}

export async function stageWithMirror(options: StageOptions = {}): Promise<Stage & { readonly mirror: FakeMirror }> {
  const mirror = new FakeMirror();
  return { ...(await openStage({ ...options, openStore: mirror.open })), mirror };
}

/** The output `effects`, parsed. */
export function effectsOf({ outputs }: StepResult): readonly { name: string; ok: boolean; message: string }[] {
  return JSON.parse(outputs.effects || '[]');
}

/** The copy of an item's record. */
export function held({ mirror }: { mirror: FakeMirror }, issue: number): Promise<LoopRecord | null> {
  return mirror.copies.get(`acme/widgets#${issue}`);
}

export const UNREACHABLE = new LoopForgeError(
  'store_unreachable',
  'Postgres at db.example.test cannot be reached: ECONNREFUSED.',
);
