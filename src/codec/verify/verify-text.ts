import { type Binding, type Lifecycle, LoopForgeError, type LoopRecord, type Render } from '../../core/model.ts';
import {
  type Check,
  checkOwn,
  checkRecord,
  concludeVerification,
  fail,
  NO_SUBJECT,
  notAsked,
  ran,
  subjectOf,
  type Verification,
} from '../../core/verify/index.ts';
import { releasedLifecycle } from '../lifecycle/index.ts';
import { parseJsonText } from '../text/index.ts';
import { verifyBody, verifySchema } from './verify-body.ts';
import { joinParts } from './verify-parts.ts';
import { withRendered } from './verify-view.ts';

export interface VerifyOptions {
  /** Lifecycles of your own that entries may name, beside the released ones. */
  readonly lifecycles?: readonly Lifecycle[];
  /** The item that the record must belong to. */
  readonly binding?: Binding;
  /** Makes the visible part of a record; left out: it is only compared with its hash. */
  readonly render?: Render;
  /** Bodies of the comments that hold sealed parts of the record. What is none is passed over. */
  readonly segments?: readonly string[];
}

const NO_JSON = 'This is neither a record as JSON nor the body of a record comment.';
const NO_RECORD = 'There is no record to look at.';
const OFFLINE = 'It needs GitHub: a file cannot show who wrote it, or when.';

/**
 * Verifies a record in itself: schema, chain, commitments, legal steps, fold, sealed parts. It says nothing of who wrote
 * the record: `PASS` has the scope `record`, and the checks that need GitHub are listed as not run. A value that is
 * no record is `FAIL` with `malformed`.
 * @throws nothing but what `options.render` throws.
 */
export function verifyValue(value: unknown, options: VerifyOptions = {}): Verification {
  const { record, check } = verifySchema(value);
  const why = 'The record was not given as a comment.';
  const given = [notAsked('canonical', why), check, notAsked('view', why)];
  if (record === null) return concludeVerification('record', NO_SUBJECT, given, NO_RECORD);
  try {
    return concludeVerification('record', subjectOf(record), checksOf(record, given, options), OFFLINE);
  } catch (error) {
    if (!(error instanceof LoopForgeError)) throw error;
    return concludeVerification(
      'record',
      NO_SUBJECT,
      [ran('schema', [fail('malformed', null, error.message)])],
      NO_RECORD,
    );
  }
}

/** The same for the text of a file: a record as JSON, or the body of a record comment. @internal */
export function verifyText(text: string, options: VerifyOptions = {}): Verification {
  if (/^[ \t\r\n]*\{/.test(text)) return verifyJson(text, options);
  const { record, checks } = verifyBody(text);
  return record === null
    ? concludeVerification('record', NO_SUBJECT, checks, NO_RECORD)
    : concludeVerification('record', subjectOf(record), checksOf(record, checks, options), OFFLINE);
}

/** The same for its bytes, which must be UTF-8. */
export function verifyBytes(bytes: Uint8Array, options: VerifyOptions = {}): Verification {
  const text = textOf(bytes);
  if (text === null) return unread('malformed', 'The file is not UTF-8.');
  return verifyText(text, options);
}

/** The text of some bytes, nothing of which is passed over; null: they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function verifyJson(text: string, options: VerifyOptions): Verification {
  const json = parseJsonText(text);
  if (json.kind === 'json') return verifyValue(json.value, options);
  return json.kind === 'ambiguous' ? unread('not_canonical', json.why) : unread('malformed', NO_JSON);
}

function unread(code: 'malformed' | 'not_canonical', reason: string): Verification {
  return concludeVerification('record', NO_SUBJECT, [ran('schema', [fail(code, null, reason)])], NO_RECORD);
}

function checksOf(
  given: LoopRecord,
  before: readonly Check[],
  { lifecycles = [], binding, segments = [], render }: VerifyOptions,
): readonly Check[] {
  const own = new Map(lifecycles.map((lifecycle) => [lifecycle.hash, lifecycle]));
  const lifecycleOf = (hash: string) => own.get(hash) ?? releasedLifecycle(hash);
  const { record, findings } = joinParts(given, segments);
  const checks = checkRecord(record, { lifecycleOf, ...(binding === undefined ? {} : { binding }) });
  const also = { segments: findings, chain: record === given ? [] : checkOwn(given) };
  const inItself = checks.map((check) => {
    return { ...check, findings: [...check.findings, ...(Reflect.get(also, check.name) ?? [])] };
  });
  return withRendered([...before, ...inItself], { record: given, render });
}
