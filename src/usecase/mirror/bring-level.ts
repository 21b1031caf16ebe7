import {
  type Copies,
  type CopyStanding,
  type CopyToMirror,
  hasCode,
  isConflict,
  LoopForgeError,
  type LoopRecord,
  type Mirror,
  standingOfCopy,
} from '../../core/model.ts';

/** Other runs write copies too; so often they may be first. */
const ROUNDS = 10;

/** A copy, and what is to become of it. */
interface Compared {
  /** The version to write over; null: there is none. */
  readonly version: number | null;
  /** `damaged`: what stands there is no record. */
  readonly standing: CopyStanding | 'absent' | 'damaged';
}

/**
 * Brings the copy of a record level with it. The record in the comment is the truth, and a copy never goes back: one that
 * the record has gone on from is replaced; before any other is, the comment is read again, since it may be this run that is
 * late. Whatever was not a step forward is followed by one more look, until what was written is what the comment says.
 * @param readAgain the whole record as it is now; null: there is none any more
 * @returns the record as the copy holds it now, if this run wrote it; null: nothing was to be done
 * @throws LoopForgeError those of the store, and what reading again throws
 */
export async function bringLevel(
  { copies }: Mirror,
  { record: first, isCheck }: Pick<CopyToMirror, 'record' | 'isCheck'>,
  readAgain: () => Promise<LoopRecord | null>,
): Promise<LoopRecord | null> {
  let record = first;
  let written: LoopRecord | null = null;
  // Whether the record was read after the last copy that was seen.
  let isFresh = false;
  for (let round = 0; round < ROUNDS; round++) {
    const { version, standing } = await compare(copies, record);
    if (standing === 'level' || (standing === 'ahead' && !isCheck)) return written;
    if (standing !== 'absent' && standing !== 'behind' && !isFresh) {
      const now = await readAgain();
      if (now === null) return written;
      record = now;
      isFresh = true;
      continue;
    }
    isFresh = false;
    if (!(await replace(copies, record, { version, standing }))) continue;
    written = record;
    if (isStep(record, { version, standing })) return written;
    const now = await readAgain();
    if (now === null) return written;
    record = now;
    isFresh = true;
  }
  throw new LoopForgeError('conflict', 'Other runs kept writing the same copy. The next sweep compares it again.');
}

async function compare(copies: Copies, record: LoopRecord): Promise<Compared> {
  try {
    const copy = await copies.get(record.record_id);
    if (copy === null) return { version: null, standing: 'absent' };
    return { version: copy.head.seq, standing: standingOfCopy(copy, record) };
  } catch (error) {
    if (hasCode(error, 'store_damaged')) return { version: null, standing: 'damaged' };
    throw error;
  }
}

/** False: another run was first. */
async function replace(copies: Copies, record: LoopRecord, { version, standing }: Compared): Promise<boolean> {
  try {
    if (standing === 'damaged') await copies.delete(record.record_id);
    await copies.save(record, { expectedVersion: version });
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

/** Versions tell steps apart, not revisions: of two writers of one version the store cannot say which is late. */
function isStep({ head }: LoopRecord, { version, standing }: Compared): boolean {
  return standing === 'absent' || (standing === 'behind' && version !== null && head.seq > version);
}
