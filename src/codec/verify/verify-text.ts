import { LoopForgeError } from '../../core/errors.ts';
import type { Lifecycle } from '../../core/lifecycle/lifecycle.ts';
import type { Binding } from '../../core/record/binding.ts';
import { canonicalize } from '../../core/record/canonical.ts';
import type { LoopRecord } from '../../core/record/record.ts';
import type { Render } from '../../core/record/shown.ts';
import { fail } from '../../core/verify/finding.ts';
import type { Check, Verification } from '../../core/verify/types.ts';
import { conclude, NO_SUBJECT, notAsked, ran } from '../../core/verify/verdict.ts';
import { checkRecord, subjectOf } from '../../core/verify/verify-record.ts';
import { releasedLifecycle } from '../lifecycle/released-lifecycles.ts';
import { bears, RECORD_MARKER } from '../record/comment-envelope.ts';
import { boundedDepth } from '../record/json-depth.ts';
import { hasDoubledKey } from '../record/json-doubles.ts';
import { verifyBody, verifySchema } from './verify-body.ts';
import { withRendered } from './verify-view.ts';

export interface VerifyOptions {
  /** Lifecycles of your own that entries may name, beside the released ones. */
  readonly lifecycles?: readonly Lifecycle[];
  /** The item that the record must belong to. */
  readonly binding?: Binding;
  /** Makes the visible part of a record; left out: it is only compared with its hash. */
  readonly render?: Render;
}

const NO_RECORD = 'There is no record to look at.';
const OFFLINE = 'It needs GitHub: a file cannot show who wrote it, or when.';

/**
 * Verifies a record in itself: schema, chain, commitments, legal steps, fold, sealed parts. It says nothing of who wrote
 * the record: `PASS` has the scope `record`, and the checks that need GitHub are listed as not run. Never throws; a
 * value that is no record is `FAIL` with `malformed`.
 */
export function verifyRecord(value: unknown, options: VerifyOptions = {}): Verification {
  const { record, check } = verifySchema(value);
  const why = 'The record was not given as a comment.';
  const given = [notAsked('canonical', why), check, notAsked('view', why)];
  if (record === null) return conclude('record', NO_SUBJECT, given, NO_RECORD);
  try {
    return conclude('record', subjectOf(record), checksOf(record, given, options), OFFLINE);
  } catch (error) {
    if (!(error instanceof LoopForgeError)) throw error;
    return conclude('record', NO_SUBJECT, [ran('schema', [fail('malformed', null, error.message)])], NO_RECORD);
  }
}

/** The same for the text of a file: a record as JSON, or the body of a record comment. */
export function verifyText(text: string, options: VerifyOptions = {}): Verification {
  if (!bears(text, RECORD_MARKER)) return verifyJson(text, options);
  const { record, checks } = verifyBody(text);
  return record === null
    ? conclude('record', NO_SUBJECT, checks, NO_RECORD)
    : conclude('record', subjectOf(record), checksOf(record, checks, options), OFFLINE);
}

function verifyJson(text: string, options: VerifyOptions): Verification {
  const parsed = parseJson(text);
  if (parsed === null) return unread('malformed', 'This is neither a record as JSON nor the body of a record comment.');
  const problem = ambiguityOf(text, parsed.value);
  return problem === null ? verifyRecord(parsed.value, options) : unread('not_canonical', problem);
}

function parseJson(text: string): { readonly value: unknown } | null {
  try {
    return boundedDepth(text) ? { value: JSON.parse(text) } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A file may be laid out as it likes, but every reader must see the same values in it. */
function ambiguityOf(text: string, value: unknown): string | null {
  if (hasDoubledKey(text, value)) return 'A key stands twice in one object, so that two readers may see two records.';
  try {
    canonicalize(value);
    return null;
  } catch (error) {
    if (error instanceof LoopForgeError) return error.message;
    throw error;
  }
}

function unread(code: 'malformed' | 'not_canonical', reason: string): Verification {
  return conclude('record', NO_SUBJECT, [ran('schema', [fail(code, null, reason)])], NO_RECORD);
}

function checksOf(
  record: LoopRecord,
  given: readonly Check[],
  { lifecycles = [], binding, render }: VerifyOptions,
): readonly Check[] {
  const own = new Map(lifecycles.map((lifecycle) => [lifecycle.hash, lifecycle]));
  const lifecycleOf = (hash: string) => own.get(hash) ?? releasedLifecycle(hash);
  const inItself = checkRecord(record, { lifecycleOf, ...(binding === undefined ? {} : { binding }) });
  return withRendered([...given, ...inItself], { record, render });
}
