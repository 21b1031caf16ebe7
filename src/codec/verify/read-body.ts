import { LoopForgeError, type LoopRecord } from '../../core/model.ts';
import {
  checkCanonical,
  type GatheredEvidence,
  type LineEvidence,
  notHad,
  there,
  type ValueEvidence,
} from '../../core/verify/index.ts';
import { bears, type Envelope, encodeLine, RECORD_MARKER, readRecordValue, unwrap } from '../record/index.ts';
import { boundedDepth } from '../text/index.ts';

/** A text that claims to be a record, taken apart. */
export interface ReadText {
  /** Null: there is no record in it that could be looked at any further. */
  readonly record: LoopRecord | null;
  /** The part that people read; null: the text is no comment, or cannot be taken apart. */
  readonly visible: string | null;
  /** Evidence of how it is written. Where it holds no record, of what people read too: that there is none to compare. */
  readonly written: Pick<GatheredEvidence, 'line' | 'value' | 'view'>;
}

/** The body of a comment, taken apart without throwing: what is wrong with it the checks find. */
export function readBody(body: string): ReadText {
  let envelope: Envelope;
  try {
    if (!bears(body, RECORD_MARKER)) return unreadable('The comment does not bear the marker of a record.');
    envelope = unwrap(body, RECORD_MARKER);
  } catch (error) {
    return unreadable(reasonOf(error));
  }
  const { line, visible } = envelope;
  const parsed = parse(line);
  if (parsed === undefined) return unreadable('The hidden line is not JSON, so it was cut or edited.');
  const spelt = spellingOf(parsed.value, line);
  if (checkCanonical(spelt).length > 0) return without(spelt);
  const { record, evidence } = readValue(parsed.value);
  const written = { line: there(spelt), value: there(evidence) };
  return { record, visible, written: record === null ? { ...written, view: NO_RECORD } : written };
}

/** A value read as a record, whatever it is. Null: it is none, and the evidence says why. */
export function readValue(value: unknown): { readonly record: LoopRecord | null; readonly evidence: ValueEvidence } {
  try {
    return { record: readRecordValue(value), evidence: { problem: null } };
  } catch (error) {
    return { record: null, evidence: { problem: { code: 'malformed', reason: reasonOf(error) } } };
  }
}

const NO_RECORD = notHad('There is no record to compare it with.');

function unreadable(reason: string): ReadText {
  return without({ kind: 'unreadable', reason });
}

function without(line: LineEvidence): ReadText {
  return { record: null, visible: null, written: { line: there(line), value: NO_RECORD, view: NO_RECORD } };
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

function spellingOf(value: unknown, line: string): LineEvidence {
  try {
    return { kind: 'read', line, canonical: encodeLine(value) };
  } catch (error) {
    return { kind: 'without_spelling', reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof LoopForgeError) return error.message;
  throw error;
}
