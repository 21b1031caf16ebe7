import { existsSync } from 'node:fs';
import { MemoryRepository } from '../../adapters/store/memory/repository.ts';
import { LoopForgeError, type Repository } from '../../core/model.ts';
import { type Compare, type CopyTarget, originalTarget, storeTarget } from '../../usecase/copy/index.ts';
import { openStore, type StoreAddress, type StoreEnvironment } from '../stores/index.ts';

/** One end of a copy, while it is open. */
export interface End<What> {
  readonly what: What;
  close(): Promise<void>;
}

/** As many as a server answers at the same time without asking for more connections than its driver keeps. */
const AT_ONCE = 8;

/** How many records may be on their way into a store; GitHub asks for one write after the other. */
export function atOnceInto({ kind }: StoreAddress): number {
  return kind === 'github' ? 1 : AT_ONCE;
}

/**
 * Opens what records are copied into, with its schema brought up to date.
 * @param compare for records that are not known by their hashes
 * @throws LoopForgeError `input_invalid`, `driver_missing`, `token_missing`, and what the store says
 */
export async function openTarget(
  { to, dryRun }: { readonly to: StoreAddress; readonly dryRun: boolean },
  env: StoreEnvironment,
  compare?: Compare,
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
  return { what: storeTarget(repository, compare), close: closing(repository) };
}

/** How a store is let go of. */
export function closing(repository: Repository & { close?(): Promise<void> }): () => Promise<void> {
  return async () => repository.close?.();
}
