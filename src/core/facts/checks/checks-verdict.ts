import type { CheckFact } from '../index.ts';
import { checkWordOf, isFailure, isPending, isSuccess } from './check-words.ts';
import type { DecidingChecks } from './required-checks.ts';

export type ChecksState = 'success' | 'failure' | 'pending' | 'none';

/** The verdict on a head commit's checks, as conditions read it. All lists are of names. */
export interface ChecksVerdict {
  readonly state: ChecksState;
  readonly ok: boolean;
  /** `ok` only because nothing had reported by the merge: provisional, later checks settle it. */
  readonly noChecks: boolean;
  /** All that did not pass, those cancelled and timed out too. */
  readonly failed: readonly string[];
  readonly cancelled: readonly string[];
  /** Of the cancelled ones those that a newer run replaced, and what GitHub took for lost. */
  readonly superseded: readonly string[];
  readonly timedOut: readonly string[];
  /** All that is waited for, those of the next four lists too. */
  readonly pending: readonly string[];
  readonly waiting: readonly string[];
  readonly queued: readonly string[];
  readonly neverReported: readonly string[];
  /** What only an app may report, and others did. */
  readonly wrongHand: readonly string[];
  /** The same, each with the id of its app. */
  readonly pinned: readonly string[];
  readonly skipped: readonly string[];
  /** Their attempt at the merge is gone, so they are not held against it. */
  readonly rebuilt: readonly string[];
  /** The checks that decided. */
  readonly counted: readonly CheckFact[];
  readonly required: boolean;
  readonly warnings: readonly string[];
}

const NO_NAMES = {
  failed: [],
  cancelled: [],
  superseded: [],
  timedOut: [],
  pending: [],
  waiting: [],
  queued: [],
  neverReported: [],
  wrongHand: [],
  pinned: [],
  skipped: [],
  rebuilt: [],
};

export const NO_CHECKS: ChecksVerdict = {
  ...NO_NAMES,
  state: 'none',
  ok: false,
  noChecks: false,
  counted: [],
  required: false,
  warnings: [],
};

/**
 * What the checks that decide come to.
 * @param gone those of them whose attempt of then is not to be had
 */
export function verdictOn(
  chosen: DecidingChecks,
  gone: readonly CheckFact[],
): Omit<ChecksVerdict, 'ok' | 'noChecks' | 'warnings'> {
  const counted = chosen.checks.filter((check) => !gone.includes(check));
  const named = (test: (check: CheckFact) => boolean): readonly string[] => [
    ...new Set(counted.filter(test).map((check) => check.name)),
  ];
  const worded = (word: string) => named((check) => checkWordOf(check) === word);
  const rebuilt = chosen.checks.filter((check) => gone.includes(check)).map((check) => check.name);
  const wrongHand = chosen.wrongHand.map(({ name }) => name);
  const neverReported = [...worded('expected'), ...chosen.absent];
  const names = {
    failed: named(isFailure),
    cancelled: worded('cancelled'),
    superseded: [...named((check) => isReplaced(check, counted)), ...worded('stale')],
    timedOut: worded('timed_out'),
    pending: [...new Set([...named(isPending), ...chosen.absent, ...wrongHand])],
    wrongHand,
    waiting: worded('waiting'),
    queued: worded('queued'),
    neverReported,
    pinned: chosen.wrongHand.map(({ name, appId }) => `${name} (app ${appId})`),
    skipped: worded('neutral'),
    rebuilt,
  };
  const passed = rebuilt.length > 0 || counted.some(isSuccess);
  const state =
    names.failed.length > 0 ? 'failure' : names.pending.length > 0 ? 'pending' : passed ? 'success' : 'none';
  return { ...names, state, counted, required: chosen.required };
}

/** Cancelled, while another run of the same name went on. */
function isReplaced(check: CheckFact, counted: readonly CheckFact[]): boolean {
  if (checkWordOf(check) !== 'cancelled') return false;
  return counted.some(
    (other) =>
      other.name === check.name &&
      checkWordOf(other) !== 'cancelled' &&
      (other.startedAt ?? '9999') >= (check.startedAt ?? ''),
  );
}
