import { type Binding, type Hash, type Lifecycle, LoopForgeError, type Render } from '../../core/model.ts';
import {
  concludeVerification,
  NO_SUBJECT,
  notAskedFor,
  RECORD_CHECKS,
  runChecks,
  subjectOf,
  there,
  type ValueEvidence,
  type Verification,
} from '../../core/verify/index.ts';
import { releasedLifecycle } from '../lifecycle/index.ts';
import { parseJsonText } from '../text/index.ts';
import { checkText } from './check-text.ts';
import { joinParts } from './join-parts.ts';
import { type ReadText, readBody, readValue } from './read-body.ts';

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
  const { record, evidence } = readValue(value);
  const none = notAskedFor('The record was not given as a comment.');
  const written = { line: none, value: there(evidence) };
  try {
    return verifyRead(
      { record, visible: null, written: record === null ? { ...written, view: none } : written },
      options,
    );
  } catch (error) {
    if (!(error instanceof LoopForgeError)) throw error;
    return unread('malformed', error.message);
  }
}

/** The same for the text of a file: a record as JSON, or the body of a record comment. @internal */
export function verifyText(text: string, options: VerifyOptions = {}): Verification {
  return /^[ \t\r\n]*\{/.test(text) ? verifyJson(text, options) : verifyRead(readBody(text), options);
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
  const value: ValueEvidence = { problem: { code, reason } };
  return concludeVerification('record', NO_SUBJECT, runChecks(RECORD_CHECKS, { value: there(value) }), NO_RECORD);
}

function verifyRead(read: ReadText, options: VerifyOptions): Verification {
  const { record: given, written } = read;
  if (given === null) return concludeVerification('record', NO_SUBJECT, runChecks(RECORD_CHECKS, written), NO_RECORD);
  const { lifecycles = [], binding, segments = [], render } = options;
  const own = new Map(lifecycles.map((lifecycle) => [lifecycle.hash, lifecycle]));
  const lifecycleOf = (hash: Hash) => own.get(hash) ?? releasedLifecycle(hash);
  const item = binding === undefined ? null : { expected: binding, transfers: null };
  const { record, findings: aboutSegments } = joinParts(given, segments);
  const checks = checkText(read, { given, record, aboutSegments, lifecycleOf, item }, render);
  return concludeVerification('record', subjectOf(given), checks, OFFLINE);
}
