import type { LoopRecord } from '../../core/model.ts';
import type { CopyResult } from './copy-result.ts';

/** How records are copied. */
export interface CopyOptions {
  /** Nothing is written; the outcomes are those that would be. */
  readonly dryRun: boolean;
  /** A record that is another one, or a later version, gives way. */
  readonly overwrite: boolean;
}

/** Where records are copied to. */
export interface CopyTarget {
  /** @throws what the target throws; one record is whole there or as it was before */
  take(record: LoopRecord, options: CopyOptions): Promise<CopyResult>;
}
