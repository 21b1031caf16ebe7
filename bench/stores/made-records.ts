import { LoopService } from '../../src/compose/library/loop-service.ts';
import type { Repository } from '../../src/core/ports/repository.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { instantOf } from '../../src/core/values/instant.ts';

const WAY = ['task_queued', 'pr_created', 'ci_pending'] as const;

/** Records as a service makes them, as JSON: each a second later than the one before, a quarter of them in each of four states. */
export async function madeRecords(count: number): Promise<readonly string[]> {
  let kept: LoopRecord | null = null;
  let seconds = 0;
  const one: Pick<Repository, 'get' | 'save'> = {
    get: async () => kept,
    save: async (record) => {
      kept = record;
      return record;
    },
  };
  const repository: Repository = Object.assign(Object.create(null), one);
  const clock = () => instantOf(Date.UTC(2026, 0, 1) + seconds * 1_000);
  // Of so many ids drawn at random two would be the same now and then, and here nobody looks.
  const random = (size: number): Uint8Array => {
    const bytes = new Uint8Array(size);
    new DataView(bytes.buffer).setUint32(0, seconds);
    return bytes;
  };
  const service = new LoopService({ repository, clock, random });
  const texts: string[] = [];
  for (; seconds < count; seconds++) {
    kept = null;
    let record = await service.create({ ref: `https://tickets.example.com/${seconds}`, labels: { team: 'platform' } });
    for (const state of WAY.slice(0, seconds % (WAY.length + 1))) {
      const result = await service.transition(record.record_id, state);
      if (result.success) record = result.record;
    }
    texts.push(JSON.stringify(record));
  }
  return texts;
}
