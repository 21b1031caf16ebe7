import { isWhole } from '../../model.ts';
import type { RecordEvidence } from '../record/index.ts';
import { notHad, there } from './gathered.ts';
import { RECORD_CHECKS } from './register.ts';
import { runChecks } from './run-checks.ts';
import type { Check } from './verification.ts';

/** Runs the checks of a record in itself. Where its sealed parts are missing, what needs all entries does not run. */
export function checkRecord(evidence: RecordEvidence): readonly Check[] {
  const record = there(evidence);
  const all_entries = isWhole(evidence.record) ? record : notHad(NOT_WHOLE);
  return runChecks(RECORD_CHECKS, { record, all_entries });
}

const NOT_WHOLE = 'The sealed parts of the record are missing, and this needs all entries.';
