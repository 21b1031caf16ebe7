import { MemoryRepository } from '../../../src/adapters/store/memory/repository.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { aService, ROUND } from '../../library/sample-service.ts';

/** A record at each of its steps, as its comment would hold it: written once for every step. */
export async function historyOf(steps: number, ref = 'https://example.test/1'): Promise<readonly LoopRecord[]> {
  const repository = new MemoryRepository();
  const service = aService({ lifecycle: ROUND, repository });
  const created = await service.create({ ref });
  const all = [created];
  for (let step = 1; step < steps; step++) {
    const result = await service.transition(created.record_id, step % 2 === 1 ? 'b' : 'a', { trigger: 'test.step' });
    if (!result.success) throw new Error(result.error);
    all.push(result.record);
  }
  return all.map((record, index) => withRev(record, index + 1));
}

/** The same record in a later revision of its comment. */
export function withRev(record: LoopRecord, rev: number): LoopRecord {
  return { ...record, head: { ...record.head, rev } };
}

/** What a comment holds that was deleted and begun anew, for the same item. */
export async function begunAnew(record: LoopRecord, steps: number): Promise<readonly LoopRecord[]> {
  const other = await historyOf(steps, 'https://example.test/2');
  return other.map((one) => ({ ...one, record_id: record.record_id }));
}

/** A record of which something was erased: the same hashes, other values. */
export function erased(record: LoopRecord): LoopRecord {
  const transitions = record.transitions.map((entry) => ({ ...entry, metadata: { ticket: { redacted: entry.hash } } }));
  return { ...record, transitions };
}
