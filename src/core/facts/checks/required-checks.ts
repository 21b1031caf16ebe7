import { type CheckFact, type RequiredCheck, UNAVAILABLE } from '../index.ts';
import { isSuccess } from './check-words.ts';
import { matchesAny } from './glob.ts';

/** The checks that decide. */
export interface DecidingChecks {
  readonly checks: readonly CheckFact[];
  /** Required names that never reported. */
  readonly absent: readonly string[];
  /** Rules that name an app, where only others reported. */
  readonly wrongHand: readonly RequiredCheck[];
  /** Rules that name an app, where it is not known whether that app reported. */
  readonly unknown: readonly RequiredCheck[];
  readonly required: boolean;
}

/**
 * Required contexts decide when there are any, otherwise all.
 * @param ruled what the base branch asks for
 * @param patterns what the setting `required-checks` asks for
 */
export function chooseChecks(
  counted: readonly CheckFact[],
  ruled: readonly RequiredCheck[],
  patterns: readonly string[],
): DecidingChecks {
  const none = { absent: [], wrongHand: [], unknown: [] };
  if (ruled.length === 0 && patterns.length === 0) return { ...none, checks: counted, required: false };
  const unmet = ruled.filter((rule) => !counted.some((check) => isBy(check, rule) === true));
  const isNamed = (rule: RequiredCheck): boolean => counted.some((check) => check.name === rule.name);
  return {
    checks: counted.filter(
      (check) => ruled.some((rule) => isBy(check, rule) === true) || matchesAny(patterns, check.name),
    ),
    absent: [
      ...unmet.filter((rule) => !isNamed(rule)).map((rule) => rule.name),
      ...patterns.filter((pattern) => !counted.some((check) => matchesAny([pattern], check.name))),
    ],
    wrongHand: unmet.filter(isNamed),
    unknown: ruled.filter((rule) => isUnknown(rule, counted)),
    required: true,
  };
}

/** Does the check answer the rule? A rule that names an app hears nobody else, a person least of all. */
function isBy(check: CheckFact, { name, appId }: RequiredCheck): boolean | typeof UNAVAILABLE {
  if (check.name !== name) return false;
  if (appId === null) return true;
  return check.appId === UNAVAILABLE ? UNAVAILABLE : check.appId === appId;
}

/** A success by an unknown hand changes nothing where the app itself has reported one. */
function isUnknown(rule: RequiredCheck, counted: readonly CheckFact[]): boolean {
  const proven = counted.some((check) => isBy(check, rule) === true && isSuccess(check));
  return counted.some((check) => isBy(check, rule) === UNAVAILABLE && !(proven && isSuccess(check)));
}
