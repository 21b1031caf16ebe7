import { exportOriginal } from '../../codec/original/index.ts';
import { canonicalize, type LoopRecord } from '../../core/model.ts';
import { type CopyOutcome, type CopyResult, copyResult } from './copy-result.ts';
import type { CopyOptions, CopyTarget } from './copy-target.ts';
import { type Compare, problemOf, type Relation } from './store-target.ts';

/** A record in the original's form. */
export type Original = ReturnType<typeof exportOriginal>['record'];

/** Where records in the original's form are kept. */
export interface OriginalRecords {
  get(id: string): Original | undefined;
  put(record: Original): Promise<void>;
}

/**
 * Records of the Python original as a target, for the ten states that it knows. What has no place there is counted in the
 * message of the result.
 */
export function originalTarget(originals: OriginalRecords): CopyTarget {
  return { take: (record, options) => takeOriginal(originals, record, options) };
}

async function takeOriginal(
  originals: OriginalRecords,
  record: LoopRecord,
  { dryRun, overwrite }: CopyOptions,
): Promise<CopyResult> {
  const problem = problemOf(record);
  if (problem !== null) return copyResult(record, 'damaged', problem);
  const { record: original, lost } = exportOriginal(record);
  const there = originals.get(record.record_id);
  const relation = there === undefined ? null : relationOf(there, original);
  const outcome = relation === null ? 'copied' : outcomeOf(relation, overwrite);
  const isLeft = outcome === 'present' || outcome === 'ahead' || outcome === 'differs';
  if (!isLeft && !dryRun) await originals.put(original);
  const count = lost.rejections + lost.notes;
  return copyResult(record, outcome, isLeft || count === 0 ? null : `${count} refusals and notes have no place there.`);
}

function outcomeOf(relation: Relation, overwrite: boolean): CopyOutcome {
  if (relation === 'earlier') return 'updated';
  return relation !== 'present' && overwrite ? 'overwritten' : relation;
}

/** The original has no hashes: the steps of one begin with those of the other. */
function relationOf(there: Original, now: Original): Relation {
  if (canonicalize(there) === canonicalize(now)) return 'present';
  if (there.ref !== now.ref || there.created_at !== now.created_at) return 'differs';
  if (beginsWith(now, there)) return 'earlier';
  return beginsWith(there, now) ? 'ahead' : 'differs';
}

function beginsWith(longer: Original, shorter: Original): boolean {
  const start = longer.transitions.slice(0, shorter.transitions.length);
  return (
    longer.transitions.length > shorter.transitions.length && canonicalize(start) === canonicalize(shorter.transitions)
  );
}

/**
 * For records that come from the original: every import draws salts of its own, so hashes do not tell. One that went on
 * there since it was imported is another record: its chain begins anew.
 */
export const compareAsOriginals: Compare = (there, record) => {
  const relation = relationOf(exportOriginal(there).record, exportOriginal(record).record);
  return relation === 'earlier' ? 'differs' : relation;
};
