import type { LoopRecord } from '../../core/model.ts';
import type { About } from '../../core/words/index.ts';
import { builtInLawOf } from './built-in-law.ts';

/** Of which issue a record speaks. */
export function aboutRecord(record: LoopRecord): About {
  const issue = record.ref.includes('/issues/') ? record.ref_number : null;
  return { issue, canBeSetAside: issue !== null && builtInLawOf(record) === 'standard' };
}
