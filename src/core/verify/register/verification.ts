import type { Hash } from '../../model.ts';
import type { Finding, VerifyCode } from '../findings/index.ts';
import type { CheckName } from './register.ts';

/** One check and what it found. One that did not run says why, and is never a pass. */
export interface Check {
  readonly name: CheckName;
  readonly ran: boolean;
  /** It was asked for: the verdict depends on it, and is `INCONCLUSIVE` where it could not run. */
  readonly required: boolean;
  /** Why it did not run; null where it ran. */
  readonly why: string | null;
  readonly findings: readonly Finding[];
}

/** A check that ran, with what it found. */
export function ran(name: CheckName, findings: readonly Finding[]): Check {
  return { name, ran: true, required: true, why: null, findings };
}

/** A check that was asked for and could not run. */
export function couldNot(name: CheckName, why: string): Check {
  return { name, ran: false, required: true, why, findings: [] };
}

/** A check that nobody asked for. */
export function notAsked(name: CheckName, why: string): Check {
  return { name, ran: false, required: false, why, findings: [] };
}

const VERDICTS = ['PASS', 'FAIL', 'INCONCLUSIVE'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * What was asked. `record`: whether a record holds in itself, as a file alone can show; nobody knows from that who
 * wrote it and when. `github`: all of that, and whether GitHub's own evidence agrees.
 */
export type Scope = 'record' | 'github';

export interface Verification {
  /** Of the checks that were asked for: one of those that could not run makes it `INCONCLUSIVE`, never `PASS`. */
  readonly verdict: Verdict;
  readonly scope: Scope;
  /** The codes found, each once, in the order of {@link VERIFY_CODES}. */
  readonly codes: readonly VerifyCode[];
  /** All of {@link CHECK_NAMES}, in that order, those outside the scope too. */
  readonly checks: readonly Check[];
  readonly recordId: string | null;
  /** Number of the item; null for records outside GitHub. */
  readonly number: number | null;
  /** How many entries were looked at. */
  readonly entries: number;
  readonly headHash: Hash | null;
  /** Address of the record comment, where there is one. */
  readonly url: string | null;
}
