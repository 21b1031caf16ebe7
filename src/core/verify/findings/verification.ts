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

/** Every check, in the order in which a report lists them. */
export const CHECK_NAMES = [
  'canonical', // the hidden line has the one spelling that it may have
  'schema', // every key there, none beside them
  'words', // every word is one that this release knows
  'view', // the visible part is the one that the record names
  'segments', // the sealed parts are there and are the ones that the record names
  'chain', // hashes, links, numbers and times of all entries
  'commitments', // erasable values and their salts; erasures are recorded
  'steps', // each step is legal under the lifecycle that its entry names
  'fold', // every derived field follows from genesis and entries
  'binding', // the record belongs to this host, repository and issue
  'one_record', // it is the only one of the item
  'author', // its comments are by trusted accounts
  'history', // every revision's entries begin the next one's; no stranger edited
  'times', // entries appeared in the comment when they say they were recorded
  'deletions', // no comment of an account that keeps records was deleted
  'corroboration', // GitHub shows the merges, reviews, closes and reopenings that entries name
  'runs', // the workflow runs that wrote the entries exist and fit
  'completeness', // the record says what GitHub shows
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

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
  readonly headHash: string | null;
  /** Address of the record comment, where there is one. */
  readonly url: string | null;
}
