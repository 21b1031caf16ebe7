import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Backend, OpenRepository } from './backend.ts';
import { openAt } from './stores.ts';
import type { Told } from './told.ts';
import { expectNothingLost, expectWholeStore } from './whole.ts';
import type { Writer, WriterProgram } from './writer.ts';

const ROUNDS = 5;
/** A writer is killed within so many milliseconds after its first word. */
const SOON_MS = 60;
/** The one that goes on leaves the machine to the others. */
const SURVIVOR_PAUSE_MS = 10;

/**
 * Writers are killed in the middle, one after the other, while another one goes on. After each kill every record reads;
 * after each round each verifies, every way to find one says the same, and what anybody was told is there.
 */
export async function kills({ name, start }: Backend, program: WriterProgram, all: number): Promise<void> {
  const each = Math.ceil(all / ROUNDS);
  await using place = await start();
  const repository = await openAt(name, place.at);
  const told: Told[] = [];
  const job = { store: name, at: place.at };
  for (let round = 0; round < ROUNDS; round++) {
    const survivor = program.start({ ...job, writers: 1, work: { pauseMs: SURVIVOR_PAUSE_MS } });
    try {
      for (let kill = 0; kill < each; kill++) {
        told.push(...(await killSoon(program.start({ ...job, writers: 2, work: { pauseMs: 0 } }))));
        await expectReadable(repository);
        await survivor.hasTold(survivor.told.length + 1);
      }
      await survivor.finish();
    } finally {
      await survivor.kill();
    }
    told.push(...survivor.told);
    expectNothingLost(await expectWholeStore(repository), told);
  }
  expect(told.filter(({ kind }) => kind === 'stepped').length).toBeGreaterThan(ROUNDS * each);
  await repository.close?.();
}

/** What it told until it was killed. */
async function killSoon(writer: Writer): Promise<readonly Told[]> {
  try {
    await writer.hasTold(2);
    await pause(Math.random() * SOON_MS);
  } finally {
    await writer.kill();
  }
  expect(writer.told.filter(({ kind }) => kind === 'failed')).toEqual([]);
  return writer.told;
}

async function expectReadable(repository: OpenRepository): Promise<void> {
  for await (const { record_id } of repository.list()) expect(record_id).toMatch(/^loop-/);
}
