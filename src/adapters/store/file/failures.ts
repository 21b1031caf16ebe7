import { LoopForgeError } from '../../../core/model.ts';
import { isBusy, RESULT, resultCodeOf, storeFailed, storeUnreachable } from '../shared/index.ts';

const ADVICE: { readonly [code: string]: string } = {
  EISDIR: 'A path that ends in .json is that of a file, any other that of a folder.',
  ENOTDIR: 'A path that ends in .json is that of a file, any other that of a folder.',
};

/**
 * What a failure of the file system, or of the lock, means to a store's caller.
 * @param store as its user would name it
 */
export function fileFailure(error: unknown, store: string): LoopForgeError {
  if (error instanceof LoopForgeError) return error;
  if (isBusy(error)) return storeUnreachable(store, 'other processes have been writing for ten seconds');
  if (resultCodeOf(error) === RESULT.notADatabase) {
    return storeFailed(store, 'its lock is no empty file', 'Stop all who write, and delete the file "lock" beside it.');
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return storeFailed(store, error, ADVICE[code] ?? 'What was stored before stands.');
}
