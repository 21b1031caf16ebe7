import { LoopForgeError, type LoopRecord } from '../../core/model.ts';
import { type Check, couldNot, type Finding, fail, ran } from '../../core/verify/index.ts';
import { bears, type Envelope, encodeLine, RECORD_MARKER, readRecordValue, unwrap } from '../record/index.ts';
import { boundedDepth } from '../text/index.ts';
import { checkView } from './verify-view.ts';

/** What the body of a comment shows before its entries are looked at. */
export interface VerifiedBody {
  /** Null: there is no record in it that could be looked at any further. */
  readonly record: LoopRecord | null;
  /** `canonical`, `schema` and `view`. */
  readonly checks: readonly Check[];
}

/** A body that bears the record marker, taken apart without throwing: everything that is wrong becomes a finding. */
export function verifyBody(body: string): VerifiedBody {
  let envelope: Envelope;
  try {
    if (!bears(body, RECORD_MARKER)) return broken('The comment does not bear the marker of a record.');
    envelope = unwrap(body, RECORD_MARKER);
  } catch (error) {
    return broken(reasonOf(error));
  }
  const { line, visible } = envelope;
  const parsed = parse(line);
  if (parsed === undefined) return broken('The hidden line is not JSON, so it was cut or edited.');
  const canonical = ran('canonical', checkSpelling(parsed.value, line));
  if (canonical.findings.length > 0) return { record: null, checks: [canonical, ...WITHOUT_RECORD] };
  const { record, check } = verifySchema(parsed.value);
  const view = record === null ? couldNot('view', NO_RECORD) : ran('view', checkView(record, visible));
  return { record, checks: [canonical, check, view] };
}

/** The schema alone, for a record that does not stand in a comment. */
export function verifySchema(value: unknown): { readonly record: LoopRecord | null; readonly check: Check } {
  try {
    return { record: readRecordValue(value), check: ran('schema', []) };
  } catch (error) {
    return { record: null, check: ran('schema', [fail('malformed', null, reasonOf(error))]) };
  }
}

const NO_RECORD = 'There is no record to compare it with.';

const WITHOUT_RECORD: readonly Check[] = [couldNot('schema', NO_RECORD), couldNot('view', NO_RECORD)];

function broken(reason: string): VerifiedBody {
  return { record: null, checks: [ran('canonical', [fail('malformed', null, reason)]), ...WITHOUT_RECORD] };
}

function parse(line: string): { readonly value: unknown } | undefined {
  if (!boundedDepth(line)) return undefined;
  try {
    return { value: JSON.parse(line) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Only one spelling is read: every other could mean one thing to us and another to the next reader. */
function checkSpelling(value: unknown, line: string): readonly Finding[] {
  try {
    if (encodeLine(value) === line) return [];
    return [fail('not_canonical', null, 'The hidden line is not in canonical form, so somebody else wrote it.')];
  } catch (error) {
    return [fail('not_canonical', null, `The hidden line has no canonical form: ${reasonOf(error)}`)];
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof LoopForgeError) return error.message;
  throw error;
}
