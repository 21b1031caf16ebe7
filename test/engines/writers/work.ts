import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import type { Repository } from '../../../src/core/ports/repository.ts';
import { anotherState, ROUND, type RoundState } from './round.ts';
import type { Tell } from './told.ts';

/** Takes so many steps of one record, each of which others take too. */
export async function takeSteps(
  repository: Repository,
  { id, steps, tell }: { readonly id: string; readonly steps: number; readonly tell: Tell },
): Promise<void> {
  const service = new LoopService({ repository, lifecycle: ROUND });
  let state: string | undefined;
  for (let taken = 0; taken < steps; ) {
    const by = randomUUID();
    const result = await service.transition(id, anotherState(state), { metadata: { by } });
    state = result.record?.state;
    if (result.success) {
      taken++;
      tell({ kind: 'stepped', id, by, seq: result.record.head.seq, hash: result.record.head.hash });
    } else if (result.code !== 'invalid_transition') throw new Error(result.error);
  }
}

/** Refs of several records each. */
const REFS = ['https://tickets.example.com/1', 'Ticket Ω/2', 'ref:3', 'x'];
/** It makes records until it knows so many. */
const ENOUGH = 12;

/**
 * Creates records, takes their steps and deletes some, on and on.
 * @param pauseMs between two of them: a store that answers at once would let nobody else have a word
 */
export async function liveOn(
  repository: Repository,
  { tell, pauseMs, isOver }: { readonly tell: Tell; readonly pauseMs: number; readonly isOver: () => boolean },
): Promise<void> {
  const service = new LoopService({ repository, lifecycle: ROUND });
  const known: string[] = [];
  for await (const { record_id } of repository.list()) known.push(record_id);
  for (; !isOver(); await pause(pauseMs)) {
    const chance = Math.random();
    if (known.length < ENOUGH || chance < 0.1) known.push(await create(service, tell));
    const place = Math.floor(Math.random() * known.length);
    const id = known[place] ?? '';
    const isGone = chance > 0.95 ? await remove(repository, id, tell) : !(await step(service, id, tell));
    if (isGone) known.splice(place, 1);
  }
}

async function create(service: LoopService<RoundState>, tell: Tell): Promise<string> {
  const ref = REFS[Math.floor(Math.random() * REFS.length)] ?? '';
  const { record_id: id } = await service.create({ ref });
  tell({ kind: 'created', id, ref });
  return id;
}

async function remove(repository: Repository, id: string, tell: Tell): Promise<boolean> {
  tell({ kind: 'deleting', id });
  await repository.delete(id);
  tell({ kind: 'deleted', id });
  return true;
}

/** Whether the record is there still. */
async function step(service: LoopService<RoundState>, id: string, tell: Tell): Promise<boolean> {
  const by = randomUUID();
  const result = await service.transition(id, anotherState(), { metadata: { by } });
  if (result.success) {
    tell({ kind: 'stepped', id, by, seq: result.record.head.seq, hash: result.record.head.hash });
  }
  return result.code !== 'record_not_found';
}
