import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import { LoopForgeError } from '../../../src/core/values/errors.ts';
import type { Backend, OpenRepository, StoppableServer } from './backend.ts';
import { ROUND } from './round.ts';
import { openAt } from './stores.ts';
import type { Told } from './told.ts';
import { expectWholeStore, stepsIn } from './whole.ts';
import { takeSteps } from './work.ts';

const WRITERS = 4;
/** Each writer takes so many steps before its server goes, and again once it is back. */
const STEPS = 15;
/** How long it is away. */
const AWAY_MS = 600;
/** An answer or an error: a call comes to one of them within this time. */
const PATIENCE_MS = 20_000;

/**
 * The server goes in the middle and comes back. Until it does every call ends, and says that the store cannot be
 * reached; afterwards the same repository goes on. What was accepted is there, and nothing but steps that were asked for.
 */
export async function stopsInTheMiddle(
  { name, start }: Backend,
  how: keyof Pick<StoppableServer, 'stop' | 'kill'>,
): Promise<void> {
  await using place = await start();
  const { server } = place;
  if (server === null) throw new Error(`${name} has no server`);
  const repository = await openAt(name, place.at);
  const { record_id: id } = await new LoopService({ repository, lifecycle: ROUND }).create({ ref: 'X' });
  const told: Told[] = [];
  const errors: unknown[] = [];
  const writers = Array.from({ length: WRITERS }, () => persevere(repository, id, { told, errors }));
  while (told.length < WRITERS * STEPS) await pause(5);
  await server[how]();
  await pause(AWAY_MS);
  await expectUnreachable(repository, id);
  await server.start();
  const before = told.length;
  while (told.length < before + WRITERS * STEPS) await pause(5);
  for (const writer of writers) writer.stop();
  await Promise.all(writers.map(({ over }) => over));
  expect(errors.length).toBeGreaterThan(0);
  expect([...new Set(errors.map(codeOf))]).toEqual(['store_unreachable']);
  const record = (await expectWholeStore(repository)).get(id);
  const kept = record?.transitions.map(({ hash }) => hash);
  for (const step of stepsIn(told)) expect(kept?.[step.seq - 1]).toBe(step.hash);
  // What is beside them had been asked for when the server went: at most one step of each writer.
  expect((kept?.length ?? 0) - 1 - told.length).toBeLessThanOrEqual(WRITERS);
  await repository.close?.();
}

interface Perseverance {
  readonly over: Promise<void>;
  stop(): void;
}

/** Takes one step after the other, whatever becomes of each. */
function persevere(
  repository: OpenRepository,
  id: string,
  { told, errors }: { readonly told: Told[]; readonly errors: unknown[] },
): Perseverance {
  let isOver = false;
  const work = async (): Promise<void> => {
    while (!isOver) {
      const step = takeSteps(repository, { id, steps: 1, tell: (one) => told.push(one) });
      await inTime(step).catch((error: unknown) => {
        errors.push(error);
        return pause(20);
      });
    }
  };
  return {
    over: work(),
    stop() {
      isOver = true;
    },
  };
}

async function inTime(call: Promise<unknown>): Promise<void> {
  const late = new AbortController();
  const bound = pause(PATIENCE_MS, null, { signal: late.signal }).then(
    () => Promise.reject(new Error(`no answer and no error within ${PATIENCE_MS} ms`)),
    () => undefined,
  );
  await Promise.race([call, bound]).finally(() => late.abort());
}

async function expectUnreachable(repository: OpenRepository, id: string): Promise<void> {
  const list = async (): Promise<void> => {
    for await (const record of repository.list()) throw new Error(`it tells of ${record.record_id}`);
  };
  const calls = [
    repository.get(id),
    repository.getByRef('X'),
    repository.listByState('a'),
    list(),
    repository.delete(id),
  ];
  const ends = await Promise.allSettled(calls.map(inTime));
  const codes = ends.map((end) => (end.status === 'rejected' ? codeOf(end.reason) : 'answered'));
  expect(codes).toEqual(calls.map(() => 'store_unreachable'));
}

function codeOf(error: unknown): string {
  return error instanceof LoopForgeError ? error.code : String(error);
}
