import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import { readStoreAddress } from '../../../src/compose/stores/address.ts';
import { openStore } from '../../../src/compose/stores/open-store.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { envOf } from '../cli.ts';

type Records = ReadonlyMap<string, LoopRecord>;

/** Puts records of one and of two entries into a store, of many sizes and with texts that few stores like. */
export async function fill(address: string, count: number): Promise<Records> {
  const { repository } = await openStore(readStoreAddress(address));
  await repository.migrate?.();
  const service = new LoopService({ repository });
  for (let n = 0; n < count; n++) {
    const { record_id } = await service.create({ ref: `TICKET-${n}`, labels: { text: 'x'.repeat(n * 7) } });
    const metadata = { n, odd: '\u0000\u001a\\u0000 😀 é', least: 5e-324 };
    if (n % 3 === 0) await service.transition(record_id, 'task_queued', { metadata });
  }
  await repository.close?.();
  return recordsIn(address);
}

export async function recordsIn(address: string): Promise<Records> {
  const { repository } = await openStore(readStoreAddress(address));
  const found = new Map<string, LoopRecord>();
  for await (const record of repository.list()) found.set(record.record_id, record);
  await repository.close?.();
  return found;
}

/** Ids, versions and last hashes, in one order. */
export function hashesOf(records: Records): readonly string[] {
  return [...records].map(([id, { head }]) => `${id} ${head.seq} ${head.hash}`).sort();
}

export interface Copying {
  /** The built command line. */
  readonly entry: string;
  readonly from: string;
  readonly to: string;
  readonly env?: { readonly [name: string]: string };
}

/**
 * Starts a copy, and kills it a random moment after it has copied so many records.
 * @param after null: it is left to come to its end
 * @returns its exit code, null where it was killed, and how many records it had said that it copied
 */
export async function copyKilled(
  { entry, from, to, env = {} }: Copying,
  after: number | null,
): Promise<{ readonly code: number | null; readonly copied: number }> {
  const args = [entry, 'copy', '--from', from, '--to', to, '--json'];
  const child = spawn(process.execPath, args, { env: envOf({ env }), stdio: ['ignore', 'pipe', 'ignore'] });
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
