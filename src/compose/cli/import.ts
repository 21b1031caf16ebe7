import { LoopForgeError, type LoopRecord } from '../../core/model.ts';
import { type CopyResult, type CopyTarget, copyRecords } from '../../usecase/copy/index.ts';
import type { CancelSwitch } from '../github/index.ts';
import type { RecordSource } from '../sources/index.ts';
import { nameOfStore, type StoreAddress, type StoreEnvironment } from '../stores/index.ts';
import { atOnceInto, openTarget } from './copy-end.ts';

/** What is to be brought in, and where to. */
export interface ImportOrder {
  readonly source: RecordSource;
  readonly to: StoreAddress;
  readonly overwrite: boolean;
  readonly dryRun: boolean;
}

/**
 * Brings records into a store as they are, hash for hash, and yields what came of each. Each is verified before. Repeated,
 * it goes on: what is there is left alone.
 * @throws LoopForgeError `input_invalid`, `driver_missing`, `cancelled`, and what strikes all records
 */
export async function* importInto(
  { source, to, overwrite, dryRun }: ImportOrder,
  env: StoreEnvironment,
  { isRequested: isCancelled }: CancelSwitch,
): AsyncGenerator<CopyResult, void> {
  if (to.kind === 'original' || to.kind === 'original-table') {
    throw new LoopForgeError('input_invalid', `"loopforge copy" brings records to ${nameOfStore(to)}.`);
  }
  const target = await openTarget({ to, dryRun }, env);
  try {
    const what = inTurn(target.what);
    yield* copyRecords({
      ...{ source: source.records(), target: what, atOnce: atOnceInto(to) },
      ...{ isCancelled, dryRun, overwrite },
    });
  } finally {
    await target.close();
  }
}

/** A file may hold several versions of a record: they are taken in their order. */
function inTurn(target: CopyTarget): CopyTarget {
  const last = new Map<string, Promise<unknown>>();
  return {
    take: async (record: LoopRecord, options) => {
      const { record_id } = record;
      const before = last.get(record_id);
      const taken = (before ?? Promise.resolve()).then(() => target.take(record, options));
      const settled = taken.catch(() => {});
      last.set(record_id, settled);
      void settled.then(() => last.get(record_id) === settled && last.delete(record_id));
      return taken;
    },
  };
}
