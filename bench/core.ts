import { MemoryRepository } from '../src/adapters/store/memory/repository.ts';
import type { LoopState } from '../src/codec/lifecycle/builtin.ts';
import { LoopService } from '../src/compose/library/loop-service.ts';
import { cpuMs, figure, median, table } from './measure.ts';

/** A healthy item's way through `strict`, birth not counted. */
const LIFE: readonly LoopState[] = [
  'task_queued',
  'pr_created',
  'ci_pending',
  'ci_passed',
  'awaiting_review',
  'approved',
  'merged',
  'closed',
];
/** From here on, a record can fail and restart its checks for ever. */
const START: readonly LoopState[] = ['task_queued', 'pr_created', 'ci_pending'];

/** What the Python original does, by its own figures: without any hash, on short records and at 1,000 steps. */
const ORIGINAL = { short: 60_000, long: 900 };

interface Taken {
  readonly steps: number;
  readonly ms: number;
}

/** Steps a second of CPU of `LoopService` over `MemoryRepository`, hash chain included. */
export async function measureCore({ goes }: { goes: number }): Promise<string> {
  const rows: string[][] = [];
  const short = await rate(goes, () => shortLives(2_000));
  rows.push(['short records, 8 steps each', figure(short), `${figure(short / ORIGINAL.short)} ×`]);
  for (const length of [100, 1_000, 5_000]) {
    const steps = await rate(goes, () => longLives(length));
    const versus = length === 1_000 ? `${figure(steps / ORIGINAL.long)} ×` : '';
    rows.push([`one record, up to ${length} steps`, figure(steps), versus]);
  }
  return `### Transitions, in memory\n\n${table(['records', 'steps/s', 'of the Python original'], rows)}`;
}

/** Goes that do not count: the first tens of thousands of steps are what it takes to compile the code well. */
const WARM_UP = 3;

/** Median of the steps a second of CPU of several goes, once it is warm. */
async function rate(goes: number, work: () => Promise<Taken>): Promise<number> {
  const rates: number[] = [];
  for (let go = -WARM_UP; go < goes; go++) {
    const { steps, ms } = await work();
    if (go >= 0) rates.push((steps / ms) * 1000);
  }
  return median(rates);
}

async function shortLives(records: number): Promise<Taken> {
  const service = newService();
  const ids: string[] = [];
  for (let index = 0; index < records; index++) ids.push((await service.create({ ref: `ticket ${index}` })).record_id);
  return taken(records * LIFE.length, async () => {
    for (const id of ids) for (const state of LIFE) await step(service, id, state);
  });
}

/** Records of this length, until there are steps enough to measure. */
async function longLives(length: number): Promise<Taken> {
  const service = newService();
  const records = Math.ceil(10_000 / length);
  const ids: string[] = [];
  for (let index = 0; index < records; index++) ids.push((await service.create({ ref: `ticket ${index}` })).record_id);
  return taken(records * length, async () => {
    for (const id of ids) for (let index = 0; index < length; index++) await step(service, id, stateAt(index));
  });
}

function stateAt(index: number): LoopState {
  return START[index] ?? (index % 2 === 1 ? 'ci_failed' : 'ci_pending');
}

function newService(): LoopService {
  return new LoopService({ repository: new MemoryRepository() });
}

async function step(service: LoopService, id: string, state: LoopState): Promise<void> {
  const { success, error } = await service.transition(id, state);
  if (!success) throw new Error(`The step should have been taken: ${error}`);
}

async function taken(steps: number, work: () => Promise<void>): Promise<Taken> {
  const before = cpuMs();
  await work();
  return { steps, ms: cpuMs() - before };
}
