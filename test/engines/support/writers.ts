import type { Repository } from '../../../src/core/ports/repository.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { later } from './records.ts';

/** What became of saves on one record while something happened to its server. */
export interface Written {
  /** The version of the last save that was answered. */
  readonly answered: number;
  /** The codes of all that failed. */
  readonly codes: ReadonlySet<unknown>;
}

/** Saves one record again and again, from the version that it finds, until it is told to stop. */
export async function keepWriting(repository: Repository, record: LoopRecord, isOver: () => boolean): Promise<Written> {
  const codes = new Set<unknown>();
  let current = record;
  let answered = record.head.seq;
  while (!isOver()) {
    try {
      current = await repository.save(later(current), { expectedVersion: current.head.seq });
      answered = current.head.seq;
    } catch (error) {
      codes.add(error instanceof Error && 'code' in error ? error.code : error);
      current = (await repository.get(record.record_id).catch(() => null)) ?? current;
    }
  }
  return { answered, codes };
}
