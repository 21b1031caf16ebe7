import { LoopForgeError, type RecordFilter } from '../../core/model.ts';
import { type CopyResult, copyRecords, storeTarget } from '../../usecase/copy/index.ts';
import type { CancelSwitch } from '../github/index.ts';
import { nameOfStore, type OpenStore, openStore, type StoreAddress, type StoreEnvironment } from '../stores/index.ts';

/** What is to be copied, and where to. */
export interface CopyOrder {
  readonly from: StoreAddress;
  readonly to: StoreAddress;
  readonly filter: RecordFilter;
  readonly overwrite: boolean;
  readonly dryRun: boolean;
}

/** As many as a server answers at the same time without asking for more connections than its driver keeps. */
const AT_ONCE = 8;

/**
 * Copies the records of one store into another, and yields what came of each. The schema of the target is brought up to
 * date before. What is saved to the source meanwhile is copied too, as its list promises; what is deleted there stays.
 * @throws LoopForgeError `input_invalid`, `driver_missing`, and what strikes all records
 */
export async function* copyStores(
  order: CopyOrder,
  env: StoreEnvironment,
  cancellation: CancelSwitch,
): AsyncGenerator<CopyResult, void> {
  const { from, to, filter, dryRun, overwrite } = order;
  if (nameOfStore(from) === nameOfStore(to))
    throw new LoopForgeError('input_invalid', `"--from" and "--to" are the same store: ${nameOfStore(to)}.`);
  const opened: OpenStore[] = [];
  try {
    const source = keep(opened, await openStore(from, env, { mustExist: true }));
    const target = keep(opened, await openStore(to, env, { mustExist: dryRun }));
    if (!dryRun) await target.repository.migrate?.();
    yield* copyRecords({
      source: source.repository.list(filter),
      target: storeTarget(target.repository),
      // GitHub asks for one write after the other.
      atOnce: to.kind === 'github' ? 1 : AT_ONCE,
      isCancelled: cancellation.isRequested,
      ...{ dryRun, overwrite },
    });
  } finally {
    for (const { repository } of opened) await repository.close?.();
  }
}

function keep(opened: OpenStore[], store: OpenStore): OpenStore {
  opened.push(store);
  return store;
}
