import {
  type AnyRepository,
  type CreateRecordOptions,
  type EntryWriter,
  isConflict,
  type LoopRecord,
  newRecord,
  type RecordPorts,
  type Repository,
  type Timer,
} from '../../core/model.ts';

const MAX_TRIES = 100;
/**
 * Long enough that many writers of a large record come apart: with a quarter of a second, sixteen of a record that takes
 * 60 ms to load and save try twelve times for each step, and some a hundred times and more; with this they try thrice.
 */
const LONGEST_PAUSE_MS = 2_000;

/** A save, and how many were tried before it. */
export interface SaveAttempt {
  /** See `Repository.save`. */
  readonly expectedVersion: number | null;
  /** From 1. */
  readonly attempt: number;
}

/**
 * Saves a record unless another writer was first.
 * @returns the record as stored; null: another writer was first, and it may be tried again
 * @throws what the repository throws; its conflict too once that was the last try.
 */
export async function trySave(
  repository: Repository,
  record: LoopRecord,
  { expectedVersion, attempt }: SaveAttempt,
): Promise<LoopRecord | null> {
  try {
    return await repository.save(record, { expectedVersion });
  } catch (error) {
    if (isConflict(error) && attempt < MAX_TRIES) return null;
    throw error;
  }
}

/**
 * Waits before a save is tried again: at random, and longer each time, so that many writers of one record come apart.
 * (AWS calls this "full jitter": https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/)
 * @param attempt how many have been tried, from 1
 */
export async function pauseAfter(
  attempt: number,
  { random, sleep }: Pick<RecordPorts, 'random'> & Pick<Timer, 'sleep'>,
): Promise<void> {
  const share = (random(1)[0] ?? 0) / 256;
  await sleep(share * Math.min(2 ** (attempt + 1), LONGEST_PAUSE_MS));
}

/**
 * Creates and stores a record; an id that is taken is drawn again, unless the store's items give the ids.
 * @throws LoopForgeError `record_invalid`, or what the repository throws: its conflict where an item has a record already.
 */
export async function createStored(
  options: CreateRecordOptions,
  ports: RecordPorts & { readonly repository: AnyRepository },
): Promise<LoopRecord> {
  const { repository } = ports;
  const binding = await repository.bindingFor?.(options.ref);
  if (binding !== undefined) {
    const record = newRecord(options, ports, { binding, ...(await writerOf(repository)) });
    return repository.save(record, { expectedVersion: null });
  }
  for (let attempt = 1; ; attempt++) {
    const saved = await trySave(repository, newRecord(options, ports), { expectedVersion: null, attempt });
    if (saved !== null) return saved;
  }
}

/** Who writes, as far as the store knows. */
export async function writerOf(repository: AnyRepository): Promise<EntryWriter> {
  return (await repository.writer?.()) ?? { actor: null, run: null };
}
