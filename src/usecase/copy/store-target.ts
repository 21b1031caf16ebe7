import { verifyValue } from '../../codec/verify/index.ts';
import { goesOnFrom, isConflict, type LoopRecord, type Repository } from '../../core/model.ts';
import { type CopyOutcome, type CopyResult, copyResult } from './copy-result.ts';
import type { CopyOptions, CopyTarget } from './copy-target.ts';

/** Another writer of the target may be first, but not for ever. */
const MAX_TRIES = 5;

/** How a record that is there already stands to the one that is copied. */
export type Relation = 'present' | 'earlier' | 'ahead' | 'differs';
export type Compare = (there: LoopRecord, record: LoopRecord) => Relation;

/**
 * A store of ours as a target. Each record is verified before it is written, and read back and verified afterwards.
 * @param compare for records that are not known by their hashes, such as imported ones
 */
export function storeTarget(repository: Repository, compare: Compare = compareByHash): CopyTarget {
  return { take: (record, options) => takeRecord(repository, compare, record, options) };
}

async function takeRecord(
  repository: Repository,
  compare: Compare,
  record: LoopRecord,
  { dryRun, overwrite }: CopyOptions,
): Promise<CopyResult> {
  const problem = problemOf(record);
  if (problem !== null) return copyResult(record, 'damaged', problem);
  for (let tries = 1; ; tries++) {
    const there = await repository.get(record.record_id);
    const plan = planFor(there, record, compare, overwrite);
    if (plan.isDone || dryRun) return copyResult(record, plan.outcome, plan.message);
    try {
      await repository.save(record, { expectedVersion: there?.head.seq ?? null });
    } catch (error) {
      if (isConflict(error) && tries < MAX_TRIES) continue;
      throw error;
    }
    return readBack(repository, record, plan.outcome);
  }
}

interface Plan {
  readonly outcome: CopyOutcome;
  readonly message: string | null;
  /** There is nothing to write. */
  readonly isDone: boolean;
}

function planFor(there: LoopRecord | null, record: LoopRecord, compare: Compare, overwrite: boolean): Plan {
  if (there === null) return { outcome: 'copied', message: null, isDone: false };
  const damage = problemOf(there);
  const relation = damage === null ? compare(there, record) : 'differs';
  if (relation === 'present') return { outcome: 'present', message: null, isDone: true };
  if (relation === 'earlier') return { outcome: 'updated', message: null, isDone: false };
  if (overwrite) return { outcome: 'overwritten', message: null, isDone: false };
  const versions = `version ${there.head.seq} there, ${record.head.seq} here`;
  const message = damage === null ? versions : `The record there does not hold: ${damage}`;
  return { outcome: relation, message, isDone: true };
}

/** By the chains: that of one record begins with that of the other, to the last salt. */
function compareByHash(there: LoopRecord, record: LoopRecord): Relation {
  if (there.head.seq === record.head.seq && there.head.hash === record.head.hash) return 'present';
  if (goesOnFrom(there, record)) return 'earlier';
  return goesOnFrom(record, there) ? 'ahead' : 'differs';
}

/** What was written is there, or a later version of it by now. */
async function readBack(repository: Repository, record: LoopRecord, outcome: CopyOutcome): Promise<CopyResult> {
  const back = await repository.get(record.record_id);
  const problem = back === null ? 'It is not there.' : (problemOf(back) ?? otherThan(record, back));
  if (problem === null) return copyResult(record, outcome);
  return copyResult(record, 'damaged', `What the target gives back is not what was written. ${problem}`);
}

function otherThan(record: LoopRecord, back: LoopRecord): string | null {
  const { seq, hash } = record.head;
  if ((back.head.seq === seq && back.head.hash === hash) || goesOnFrom(record, back)) return null;
  return `It ends with ${back.head.hash} and not with ${hash}.`;
}

/** Why a record does not hold in itself; null: it does, as far as it can be told. */
export function problemOf(record: LoopRecord): string | null {
  const findings = verifyValue(record).checks.flatMap((check) => check.findings);
  return findings.find(({ gravity }) => gravity === 'fail')?.message ?? null;
}
