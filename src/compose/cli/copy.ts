import { existsSync } from 'node:fs';
import { MemoryRepository } from '../../adapters/store/memory/repository.ts';
import { LoopForgeError, type RecordFilter, type Repository } from '../../core/model.ts';
import {
  type CopyResult,
  type CopyTarget,
  compareAsOriginals,
  copyRecords,
  originalTarget,
  type SourceRecord,
  storeTarget,
} from '../../usecase/copy/index.ts';
import type { CancelSwitch } from '../github/index.ts';
import { nameOfStore, openStore, type StoreAddress, type StoreEnvironment } from '../stores/index.ts';
import { matchesFilter } from './copy-filter.ts';

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

/** One end of a copy, while it is open. */
interface End<What> {
  readonly what: What;
  close(): Promise<void>;
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
    const target = await openTarget(order, env, source.isImport);
    try {
      // GitHub asks for one write after the other.
      const atOnce = to.kind === 'github' ? 1 : AT_ONCE;
      const isCancelled = cancellation.isRequested;
      yield* copyRecords({ source: source.what, target: target.what, atOnce, isCancelled, dryRun, overwrite });
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

async function openTarget(
  { to, dryRun }: CopyOrder,
  env: StoreEnvironment,
  isImport: boolean,
): Promise<End<CopyTarget>> {
  if (to.kind === 'original-table') {
    const message =
      'Records go out to the original as a JSON file, such as original:records.json, and not to its table.';
    throw new LoopForgeError('input_invalid', message);
  }
  if (to.kind === 'original') {
    const { OriginalFile } = await import('../stores/original-file.ts');
    const file = await OriginalFile.open(to.path);
    return { what: originalTarget(file), close: () => file.flush() };
  }
  // Where a file is yet to be made, nothing is there to compare with.
  const isNew = dryRun && 'path' in to && !existsSync(to.path);
  const { repository } = isNew ? { repository: new MemoryRepository() } : await openStore(to, env);
  if (!dryRun && 'migrate' in repository) await repository.migrate?.();
  const target = isImport ? storeTarget(repository, compareAsOriginals) : storeTarget(repository);
  return { what: target, close: closing(repository) };
}

function closing(repository: Repository & { close?(): Promise<void> }): () => Promise<void> {
  return async () => repository.close?.();
}
