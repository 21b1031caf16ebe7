import { expect } from 'vitest';
import { verifyValue } from '../../../src/codec/verify/verify-text.ts';
import type { Closable, Repository } from '../../../src/core/ports/repository.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { openStage, type Stage, type StageOptions, type StepOptions } from '../../e2e/stage.ts';
import type { StepResult } from '../../support/step.ts';
import type { Engine } from '../support/engine.ts';
import type { ServerProcess } from '../support/server-process.ts';

/** A database that is a mirror, as a workflow names it and as its owner looks into it. */
export interface MirrorDatabase extends Pick<ServerProcess, 'start' | 'stop'> {
  /** What a step is given. */
  readonly given: Required<Pick<StepOptions, 'inputs' | 'env'>>;
  /** The same with a URL at which nobody is, or nobody ever answers. */
  readonly at: (port: number) => Required<Pick<StepOptions, 'inputs' | 'env'>>;
  /** The copy of a record, read by the store that the library has. */
  readonly held: (id: string) => Promise<LoopRecord | null>;
  /** Changes a copy behind the action's back. */
  readonly forge: (record: LoopRecord) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/**
 * A mirror on a server of its own.
 * @param open its store, as the library has it, for one look each time
 */
export function mirrorOn(
  server: Pick<MirrorDatabase, 'start' | 'stop' | 'remove'>,
  open: () => Repository & Closable,
): Omit<MirrorDatabase, 'given' | 'at'> {
  const withStore = async <T>(use: (store: Repository) => Promise<T>): Promise<T> => {
    const store = open();
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };
  return {
    held: (id) => withStore((store) => store.get(id)),
    forge: (record) =>
      withStore(async (store) => {
        await store.delete(record.record_id);
        await store.save(record, { expectedVersion: null });
      }),
    start: () => server.start(),
    stop: () => server.stop(),
    remove: () => server.remove(),
  };
}

export interface MirrorEngine {
  readonly kind: 'postgres' | 'redis' | 'dynamodb';
  readonly engine: Engine;
  /** Texts that may be shown nowhere. */
  readonly secret: string;
  readonly open: () => Promise<MirrorDatabase>;
}

export interface Effect {
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
}

/** The output `effects`, parsed; of several items that of the one that speaks for all. */
export function effectsOf({ outputs }: StepResult): readonly Effect[] {
  return JSON.parse(outputs.effects || '[]');
}

/** An issue with a record, and a way to make one more step of it. */
export async function stageOf(
  options: StageOptions = {},
): Promise<Stage & { readonly issue: number; readonly id: string }> {
  const stage = await openStage(options);
  const issue = stage.world.openIssue({ author: 'octocat' });
  return { ...stage, issue, id: `acme/widgets#${issue}` };
}

/** Fails unless the copy is what the comment holds, and verifies by itself. Sealed parts are not looked at. */
export function expectLevel(copy: LoopRecord | null, record: LoopRecord): void {
  expect(copy).toEqual(record);
  expect(verifyValue(copy)).toMatchObject({ codes: [], verdict: 'PASS' });
}

/** All that a step shows to people, once the runner has been told what to mask. */
export function shownBy({ stdout, ...step }: StepResult): string {
  const shown = stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  return JSON.stringify({ ...step, shown, masks: [] });
}
