import { expect } from 'vitest';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import type { Backend } from './backend.ts';
import { ROUND } from './round.ts';
import { openAt } from './stores.ts';
import { expectExactly, expectWholeStore, stepsIn } from './whole.ts';
import type { WriterProgram } from './writer.ts';

const PROCESSES = 4;
const WRITERS = 4;

/** Sixteen writers in four processes take steps of one record: its chain is what each of them was told, and no more. */
export async function manyWriters(
  { name, start }: Backend,
  program: WriterProgram,
  { stepsEach }: { readonly stepsEach: number },
): Promise<void> {
  await using place = await start();
  const repository = await openAt(name, place.at);
  const { record_id: id } = await new LoopService({ repository, lifecycle: ROUND }).create({ ref: 'X' });
  const job = { store: name, at: place.at, writers: WRITERS, work: { id, steps: stepsEach } };
  const writers = Array.from({ length: PROCESSES }, () => program.start(job));
  try {
    await Promise.all(writers.map((writer) => writer.ends()));
  } finally {
    await Promise.all(writers.map((writer) => writer.kill()));
  }
  const all = PROCESSES * WRITERS * stepsEach;
  const told = writers.flatMap((writer) => writer.told);
  expect(stepsIn(told)).toHaveLength(all);
  expectExactly((await expectWholeStore(repository)).get(id), told);
  await repository.close?.();
}
