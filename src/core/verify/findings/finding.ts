import type { VERIFY_CODES } from '../../model.ts';

export type VerifyCode = (typeof VERIFY_CODES)[number];

/**
 * `fail`: the record does not hold. `inconclusive`: it cannot be told. `notice`: it holds, and yet this must be shown,
 * such as a stranger's look-alike beside it or an edit that was repaired.
 */
export type Gravity = 'fail' | 'inconclusive' | 'notice';

export interface Finding {
  readonly code: VerifyCode;
  readonly gravity: Gravity;
  /** The entry that it is about; null: none in particular. */
  readonly seq: number | null;
  /** It can come about honestly, such as by a review that was dismissed later, and is never more than a warning. */
  readonly honest?: true;
  readonly message: string;
}

/** A finding about one entry, or (`seq` null) about the record as a whole. */
function finding(gravity: Gravity, code: VerifyCode, seq: number | null, message: string): Finding {
  return { code, gravity, seq, message };
}

export function fail(code: VerifyCode, seq: number | null, message: string): Finding {
  return finding('fail', code, seq, message);
}

export function unclear(code: VerifyCode, seq: number | null, message: string): Finding {
  return finding('inconclusive', code, seq, message);
}

/** What cannot be told, and can come about honestly. */
export function doubt(code: VerifyCode, seq: number | null, message: string): Finding {
  return { ...finding('inconclusive', code, seq, message), honest: true };
}

export function notice(code: VerifyCode, seq: number | null, message: string): Finding {
  return finding('notice', code, seq, message);
}
