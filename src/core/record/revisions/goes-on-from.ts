import { canonicalize } from '../../encoding/index.ts';
import { entriesOf, isErased, recordedErasures } from '../chain/index.ts';
import type { LoopRecord } from '../index.ts';
import { continues, holdsSame } from './compare-revisions.ts';

/**
 * Whether `after` is `before` with nothing or with further entries behind it: born as the same record, with the same
 * entries to the last salt, apart from what `redaction` notes say is erased, which must not come back.
 * @param before with the entries of its sealed parts, and so is `after`
 */
export function goesOnFrom(before: LoopRecord, after: LoopRecord): boolean {
  if (after.head.seq < before.head.seq || canonicalize(before.genesis) !== canonicalize(after.genesis)) return false;
  if (!continues(before, after) || !holdsSame(before, after)) return false;
  const entries = entriesOf(after);
  return isErased(entries, recordedErasures(entries));
}
