import { LoopForgeError } from '../../../core/model.ts';
import { isBusy, RESULT, resultCodeOf, storeDamaged, storeFailed, storeUnreachable } from '../shared/index.ts';

/**
 * What a failure of SQLite means to a store's caller.
 * @param store as its user would name it
 */
export function failureOf(error: unknown, store: string): LoopForgeError {
  if (error instanceof LoopForgeError) return error;
  const code = resultCodeOf(error);
  if (isBusy(error)) return storeUnreachable(store, error);
  if (code === RESULT.corrupt || code === RESULT.notADatabase) return storeDamaged(store, error);
  return storeFailed(store, error, 'Nothing was written.');
}
