import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import { readStoreAddress } from '../../../src/compose/stores/address.ts';
import { openStore } from '../../../src/compose/stores/open-store.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { useBuiltEntry } from '../use-built-cli.ts';

const KILLS = 50;
const RECORDS = 420;
/** So many records are copied at most before the process is killed: what is left is enough for all kills. */
const MOST = 8;

const entry = useBuiltEntry();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loopforge-killed-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Records of one and of several entries. */
async function fill(address: string): Promise<void> {
  const { repository } = await openStore(readStoreAddress(address));
  const service = new LoopService({ repository });
  for (let n = 0; n < RECORDS; n++) {
    const { record_id } = await service.create({ ref: `TICKET-${n}`, labels: { text: 'x'.repeat(n * 7) } });
    if (n % 3 === 0) await service.transition(record_id, 'task_queued', { metadata: { n } });
  }
  await repository.close?.();
}

async function recordsIn(address: string): Promise<ReadonlyMap<string, LoopRecord>> {
  const { repository } = await openStore(readStoreAddress(address));
  const found = new Map<string, LoopRecord>();
  for await (const record of repository.list()) found.set(record.record_id, record);
  await repository.close?.();
  return found;
}

/**
 * Starts the built command line, and kills it a random moment after it has copied so many records.
 * @param after null: it is left to come to its end
 */
async function copy(from: string, to: string, after: number | null): Promise<{ code: number | null; copied: number }> {
  const args = [entry(), 'copy', '--from', from, '--to', to, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  let copied = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('"outcome":"copied"')) continue;
    copied++;
    if (copied === after) setTimeout(() => child.kill('SIGKILL'), Math.random() * 3);
  }
  await closed;
  return { code: child.exitCode, copied };
}

describe.each([['a SQLite database', 'sqlite:copy.db']])('copying into %s', (_, name) => {
  test(`killed at ${KILLS} random moments, and in the end the hashes are equal`, async () => {
    const from = `sqlite:${join(folder, 'source.db')}`;
    const to = name.replace(/(?<=:|^)(?=[\w-]+(?:\.|\/))/, `${folder}/`);
    await fill(from);
    const source = await recordsIn(from);
    let killed = 0;
    for (let n = 0; n < KILLS; n++) {
      const { code } = await copy(from, to, 1 + Math.floor(Math.random() * MOST));
      if (code === null) killed++;
      if (n % 10 !== 9) continue;
      // What is there is whole, and is the record that was copied.
      const there = await recordsIn(to);
      expect(there.size).toBeLessThanOrEqual(RECORDS);
      for (const [id, record] of there) expect(record).toEqual(source.get(id));
    }
    expect(killed).toBeGreaterThan(KILLS * 0.8);
    expect((await copy(from, to, null)).code).toBe(0);
    const hashes = (records: ReadonlyMap<string, LoopRecord>) =>
      [...records].map(([id, { head }]) => `${id} ${head.seq} ${head.hash}`).sort();
    expect(hashes(await recordsIn(to))).toEqual(hashes(source));
    expect((await copy(from, to, null)).copied).toBe(0);
  }, 400_000);
});
