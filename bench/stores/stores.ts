import { fileURLToPath } from 'node:url';
import { LoopService } from '../../src/compose/library/loop-service.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { run } from '../../test/nodes/nodes.ts';
import { figure, inMegabytes, median, table } from '../measure.ts';
import { madeRecords } from './made-records.ts';
import type { PlainFiles } from './plain-files.ts';
import { type RunningTarget, TARGETS, type Target } from './targets.ts';

const STREAM = fileURLToPath(new URL('stream.ts', import.meta.url));
/** As the records are made, the state of every fourth. */
const STATE = 'pr_created';
const PAGE = 100;

/** How many records there are when it is measured, and how often each call is made. */
export interface StoresOptions {
  readonly sizes: readonly number[];
  readonly goes: number;
  /** Names of stores, among other words: only these. None of them is one: all. */
  readonly only?: readonly string[];
}

/** One call: what it takes, and its floor. In milliseconds, medians. */
interface Cost {
  readonly ms: number;
  /**
   * What no program can do without: what the driver took of this very call, and making JSON of the records that were
   * written and values of the JSON that was read. Where there is no driver: the same done by Node alone, in turns.
   */
  readonly floorMs: number;
  /** How often the driver was called. */
  readonly calls: number;
  /** The median of the ratios of each go. */
  readonly ratio: number;
}

/** The records that a call read and wrote. */
interface Moved {
  readonly read?: readonly (LoopRecord | null)[];
  readonly written?: LoopRecord | null;
}

type Costs = { readonly [call: string]: Cost };

/** What a service costs over each store, as the store grows, and the floor beside it: a table for each, as it is known. */
export async function* measureStores({ sizes, goes, only = [] }: StoresOptions): AsyncGenerator<string> {
  const records = await madeRecords(Math.max(...sizes));
  const named = TARGETS.filter(({ store }) => only.includes(store));
  for (const target of named.length > 0 ? named : TARGETS) {
    const why = target.engine?.missing ?? null;
    if (why === null) yield await measureStore(target, { records, sizes, goes });
    else yield `### ${target.name}\n\nSkipped: ${why}`;
  }
}

async function measureStore(
  target: Target,
  { records, sizes, goes }: StoresOptions & { readonly records: readonly string[] },
): Promise<string> {
  await using running = await target.start();
  const { most } = target;
  const service = new LoopService({ repository: running.repository });
  const bySize: Costs[] = [];
  const peaks: string[] = [];
  let loaded = 0;
  const fitting = sizes.filter((size) => most === null || size <= most);
  for (const size of fitting) {
    await running.load(records.slice(loaded, size));
    loaded = size;
    // What reads and writes all records with each call is measured less often.
    const times = most === null ? goes : Math.ceil(goes / 5);
    bySize.push(await measureCalls(running, service, { records: records.slice(0, size), goes: times }));
    peaks.push(`${size.toLocaleString('en-GB')}: ${await streamed(target, running)}`);
  }
  const last = bySize.at(-1) ?? {};
  const rows = Object.entries(last).map(([call, { floorMs, calls, ratio }]) => [
    call,
    ...bySize.map((costs) => figure(costs[call]?.ms ?? Number.NaN)),
    figure(floorMs),
    figure(ratio),
    String(calls),
  ]);
  const head = ['call', ...fitting.map((size) => `${size.toLocaleString('en-GB')} (ms)`)];
  return [
    `### ${target.name}\n`,
    table([...head, 'its floor (ms)', 'ratio', 'driver calls'], rows),
    `\nPeak memory of a process, with 64 MB for what it keeps, that streams all records: ${peaks.join('; ')}`,
  ].join('\n');
}

async function measureCalls(
  running: RunningTarget,
  service: LoopService,
  { records, goes }: { readonly records: readonly string[]; readonly goes: number },
): Promise<Costs> {
  const { repository, plain } = running;
  const ids = sample(records, goes);
  const created: LoopRecord[] = [];
  const turn = async (name: string, times: number, call: (go: number) => Promise<Moved>) =>
    [name, await costOf(running, times, call)] as const;
  return Object.fromEntries([
    await turn('create', goes, async (go) => {
      const written = await service.create({ ref: `new ${go}` });
      created.push(written);
      return { written };
    }),
    await turn('transition', goes, async (go) => {
      const { record } = await service.transition(created[go]?.record_id ?? '', 'task_queued');
      return { read: [created[go] ?? null], written: record };
    }),
    await turn('get', goes, async (go) => ({ read: [await repository.get(ids[go] ?? '')] })),
    await turn(`list by state, ${PAGE}`, plain === undefined ? Math.ceil(goes / 5) : SCANS, async () => ({
      read: await repository.listByState(STATE, { limit: PAGE }),
    })),
  ]);
}

/** Without an index a list reads everything. */
const SCANS = 5;

/** Goes that do not count: code that runs for the first time is compiled then. */
const WARM_UP = 0.2;

async function costOf(
  { driver, plain }: RunningTarget,
  goes: number,
  call: (go: number) => Promise<Moved>,
): Promise<Cost> {
  const costs: Cost[] = [];
  for (let go = 0; go < goes; go++) {
    driver.take();
    const start = performance.now();
    const moved = await call(go);
    const ms = performance.now() - start;
    const { ms: driverMs, calls } = driver.take();
    const floorMs = plain === undefined ? driverMs + jsonMs(moved) : await plainMs(plain, moved);
    costs.push({ ms, floorMs, calls, ratio: ms / floorMs });
  }
  const warm = costs.slice(Math.floor(goes * WARM_UP));
  const middle = (of: keyof Cost): number => median(warm.map((cost) => cost[of]));
  return { ms: middle('ms'), floorMs: middle('floorMs'), calls: middle('calls'), ratio: middle('ratio') };
}

async function plainMs(plain: PlainFiles, { read = [], written = null }: Moved): Promise<number> {
  const start = performance.now();
  if (read.length > 1) await plain.readAll();
  else for (const record of read) await plain.read(record?.record_id ?? '');
  if (written !== null) await plain.write(written);
  return performance.now() - start;
}

function jsonMs({ read = [], written = null }: Moved): number {
  const texts = read.map((record) => JSON.stringify(record));
  const start = performance.now();
  for (const text of texts) JSON.parse(text);
  if (written !== null) JSON.stringify(written);
  return performance.now() - start;
}

/** Ids from all over the records. */
function sample(records: readonly string[], count: number): readonly string[] {
  const ids = Array.from({ length: count }, (_, at): string => {
    const record: LoopRecord = JSON.parse(records[Math.floor((at * records.length) / count)] ?? '');
    return record.record_id;
  });
  return ids.toSorted();
}

/** Else what is left over is collected so late that the peak tells of that. What is kept for each record would not find room. */
const SMALL_HEAP = ['--max-old-space-size=64', '--max-semi-space-size=1'];

async function streamed({ store }: Target, { at }: RunningTarget): Promise<string> {
  const { stdout, stderr, exitCode } = await run(
    process.execPath,
    [...SMALL_HEAP, STREAM, JSON.stringify({ name: store, at })],
    '.',
  );
  if (exitCode !== 0) throw new Error(`the records could not be streamed:\n${stderr}`);
  const { count, kilobytes }: { readonly count: number; readonly kilobytes: number } = JSON.parse(stdout);
  return `${inMegabytes(kilobytes)} (${count.toLocaleString('en-GB')} records)`;
}
