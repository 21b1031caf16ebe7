import type { Finding, Gravity, VerifyCode } from './verification.ts';

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
