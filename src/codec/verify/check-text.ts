import type { Render } from '../../core/model.ts';
import {
  type Check,
  checkRecord,
  type GivenRecord,
  RECORD_CHECKS,
  recordEvidence,
  runChecks,
} from '../../core/verify/index.ts';
import type { ReadText } from './read-body.ts';
import { viewEvidence } from './view-evidence.ts';

/** All checks of a record in itself. @param render undefined: what people read is only compared with its hash */
export function checkText(
  { visible, written }: ReadText,
  given: GivenRecord,
  render: Render | undefined,
): readonly Check[] {
  const checks = [...runChecks(RECORD_CHECKS, written), ...checkRecord(recordEvidence(given))];
  const view = viewEvidence(given.given, { visible, render, checks });
  return [...checks, ...runChecks(RECORD_CHECKS, { view })];
}
