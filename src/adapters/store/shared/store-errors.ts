import { ConflictError, LoopForgeError } from '../../../core/model.ts';

/** Another writer was first. A version is a `head.seq`; null: not stored. */
export function versionConflict(id: string, expected: number | null, found: number | null): ConflictError {
  const versions = `expected version ${expected ?? 'none'}, found ${found ?? 'none'}`;
  return new ConflictError(`Record ${id} was changed by another writer: ${versions}. Load it again.`);
}

/**
 * No answer from a store's server.
 * @param store as its user would name it, without credentials, such as `Postgres at db.example.com:5432`
 * @param mayBeWritten whether a write had been sent: then nobody knows whether it was done
 */
export function storeUnreachable(store: string, cause: unknown, mayBeWritten = false): LoopForgeError {
  const changed = mayBeWritten
    ? 'Whether the change was made is not known: load the record again before you try again.'
    : 'Nothing was changed by this call; try again.';
  const message = `${store} cannot be reached: ${wordsOf(cause)}. ${changed}`;
  return new LoopForgeError('store_unreachable', message, { cause });
}

/** A store answered, and would not do it. `advice`: what to do about it, as a sentence. */
export function storeFailed(store: string, cause: unknown, advice = ''): LoopForgeError {
  const message = `${store} refused: ${wordsOf(cause)}.${advice === '' ? '' : ` ${advice}`}`;
  return new LoopForgeError('store_failed', message, { cause });
}

/** @param place what cannot be read as a record, such as `loop-0a058059 in /srv/records.json` */
export function storeDamaged(place: string, cause: unknown): LoopForgeError {
  const message = `${place} is damaged: ${wordsOf(cause)}. Nothing was changed; restore it from a copy.`;
  return new LoopForgeError('store_damaged', message, { cause });
}

/** @param bytes of the record as it would be stored @param limit what the store can hold */
export function tooLarge(id: string, bytes: number, limit: number): LoopForgeError {
  const message = `Record ${id} takes ${bytes} bytes, and this store holds at most ${limit} of one record. Nothing was written.`;
  return new LoopForgeError('too_large', message);
}

/** What an error says, without its full stop. Node's own for several addresses has no message of its own. */
function wordsOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '') return cause.errors.map(wordsOf).join('; ');
  const words = cause instanceof Error ? cause.message : String(cause);
  return words.replace(/\.$/, '');
}
