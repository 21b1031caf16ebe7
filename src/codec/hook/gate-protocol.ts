import { cutText, type GateAnswer, type GateQuestion, type LoopRecord } from '../../core/model.ts';
import { isPlainObject, parseJsonText } from '../text/index.ts';

/** What the gate is sent: `gate/1`, described in docs/hooks.md. */
interface GateRequest {
  readonly loopforge: 'gate/1';
  readonly transition: { readonly [field: string]: unknown };
  /** As it stands, in the record format; null: the step begins it. */
  readonly record: LoopRecord | null;
  readonly item: GateQuestion['item'];
}

/** What came back over HTTP, as far as it matters. */
interface GateReply {
  readonly status: number;
  /** Null: it was too long, or broke off. */
  readonly body: string | null;
}

/** In bytes. A reason is a sentence or two. */
export const LONGEST_GATE_ANSWER = 65_536;
/** What of it is kept, in characters of a record. */
const ROOM = { reason: 1_000, reviewer: 100 };
const FIELDS = ['allow', 'reason', 'reviewer'];

/** The question as JSON text. */
export function gateRequest({ step, record, item }: GateQuestion): string {
  const { prUrl, ...transition } = step;
  const request: GateRequest = { loopforge: 'gate/1', transition: { ...transition, pr_url: prUrl }, record, item };
  return JSON.stringify(request);
}

/**
 * What the gate says. Only status 200 with `{"allow": true}` or `{"allow": false}` is an answer, with texts in `reason` and
 * `reviewer` or without; whatever else it may be is silence, whose `why` quotes nothing of it.
 */
export function readGateAnswer({ status, body }: GateReply): GateAnswer {
  if (status !== 200) return silent(`it answered ${status}, and only 200 is an answer`);
  if (body === null) return silent(`its answer is longer than ${LONGEST_GATE_ANSWER} bytes, or broke off`);
  const parsed = parseJsonText(body);
  if (parsed.kind !== 'json') return silent('its answer is not JSON that all readers read alike');
  const { value } = parsed;
  if (!isPlainObject(value)) return silent('its answer is not an object');
  const { allow, reason, reviewer } = value;
  if (typeof allow !== 'boolean') return silent('"allow" in its answer is neither true nor false');
  if (!isTextOrNone(reason) || !isTextOrNone(reviewer)) {
    return silent('"reason" or "reviewer" in its answer is not a text');
  }
  if (!Object.keys(value).every((key) => FIELDS.includes(key))) {
    return silent(`its answer has other fields than ${FIELDS.map((field) => `"${field}"`).join(', ')}`);
  }
  return {
    kind: allow ? 'allowed' : 'denied',
    reviewer: lineOf(reviewer, ROOM.reviewer),
    reason: lineOf(reason, ROOM.reason),
  };
}

function silent(why: string): GateAnswer {
  return { kind: 'silent', why };
}

function isTextOrNone(value: unknown): value is string | null | undefined {
  return value === null || value === undefined || typeof value === 'string';
}

/** One line without control characters, cut where it is too long; null: there is nothing in it. */
function lineOf(text: string | null | undefined, room: number): string | null {
  const line = (text ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line === '' ? null : cutText(line, room);
}
