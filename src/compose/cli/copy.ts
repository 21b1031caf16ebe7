import { LoopForgeError, type RecordFilter } from '../../core/model.ts';
import { type CopyResult, compareAsOriginals, copyRecords, type SourceRecord } from '../../usecase/copy/index.ts';
import type { CancelSwitch } from '../github/index.ts';
import { nameOfStore, openStore, type StoreAddress, type StoreEnvironment } from '../stores/index.ts';
import { atOnceInto, closing, type End, openTarget } from './copy-end.ts';
import { matchesFilter } from './copy-filter.ts';

/** What is to be copied, and where to. */
export interface CopyOrder {
  readonly from: StoreAddress;
  readonly to: StoreAddress;
  readonly filter: RecordFilter;
  readonly overwrite: boolean;
  readonly dryRun: boolean;
}

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
  const { to, dryRun, overwrite } = order;
  const source = await openSource(order, env);
  try {
    const target = await openTarget(order, env, source.isImport ? compareAsOriginals : undefined);
    try {
      const isCancelled = cancellation.isRequested;
      yield* copyRecords({
        source: source.what,
        target: target.what,
        atOnce: atOnceInto(to),
        isCancelled,
        dryRun,
        overwrite,
      });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Also where one is the original's: the same table does not hold both. */
function isSameStore(from: StoreAddress, to: StoreAddress): boolean {
  const [one, other] = [from, to].map(({ kind, ...place }) =>
    JSON.stringify([kind.replace('original-table', 'dynamodb'), place]),
  );
  return one === other;
}

async function openSource(
  { from, to, filter }: CopyOrder,
  env: StoreEnvironment,
): Promise<End<AsyncIterable<SourceRecord>> & { readonly isImport: boolean }> {
  if (isSameStore(from, to))
    throw new LoopForgeError('input_invalid', `"--from" and "--to" are the same store: ${nameOfStore(to)}.`);
  const originals = await originalsAt(from);
  if (originals !== null) return { what: matchesFilter(originals, filter), close: async () => {}, isImport: true };
  const { repository } = await openStore(from, env, { mustExist: true });
  return { what: repository.scan?.(filter) ?? repository.list(filter), close: closing(repository), isImport: false };
}

/** Records of the Python original; null: it is a store of ours. */
async function originalsAt(from: StoreAddress): Promise<AsyncIterable<SourceRecord> | null> {
  const isFile = from.kind === 'file' && from.path.endsWith('.json');
  if (!isFile && from.kind !== 'original' && from.kind !== 'original-table') return null;
  const { holdsOriginals, importedFromFile, importedFromTable } = await import('../stores/original-file.ts');
  if (from.kind === 'original-table') {
    const { kind: _, ...options } = from;
    return importedFromTable(options);
  }
  return from.kind === 'original' || (await holdsOriginals(from.path)) ? importedFromFile(from.path) : null;
}
