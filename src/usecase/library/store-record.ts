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
const SHORTEST_PAUSE_MS = 4;
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
 *
 * As long as a try takes is the least that tells two writers apart: of a large record that is a hundred times what it is of
 * a small one, and whoever comes back sooner finds the same others in the way.
 * @param attempt how many have been tried, from 1
 * @param tookMs how long the last of them took
 */
export async function pauseAfter(
  attempt: number,
  tookMs: number,
  { random, sleep }: Pick<RecordPorts, 'random'> & Pick<Timer, 'sleep'>,
): Promise<void> {
  const share = (random(1)[0] ?? 0) / 256;
  const unit = Math.max(SHORTEST_PAUSE_MS, 2 * tookMs);
  await sleep(share * Math.min(unit * 2 ** (attempt - 1), LONGEST_PAUSE_MS));
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
