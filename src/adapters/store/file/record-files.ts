import type { LoopRecord, RecordFilter } from '../../../core/model.ts';
import type { Listed, PagePlace } from '../shared/index.ts';

/** Records in files of one kind. Whoever reads needs no lock; whoever writes holds it. */
export interface RecordFiles {
  get(id: string): Promise<LoopRecord | null>;
  /** The one that was created last. */
  getByRef(ref: string): Promise<LoopRecord | null>;
  page(filter: RecordFilter, place: PagePlace): Promise<readonly LoopRecord[]>;
  /** All that match, in order, as one look finds them; what is damaged comes first, since nobody knows its place. */
  inOrder(filter: RecordFilter): AsyncIterable<Listed>;
  /**
   * @param record which nobody else may change
   * @param text the same as it is stored
   * @param expected the version that is there; null: none
   * @throws ConflictError
   */
  put(record: LoopRecord, text: string, expected: number | null): Promise<void>;
  /** Whether it was there. */
  remove(id: string): Promise<boolean>;
}
