import {
  type CheckFact,
  type Entry,
  type EntrySettings,
  type Instant,
  isAfter,
  isBefore,
  isFailure,
  isSuccess,
  LAW_DEFAULTS,
  type LawSettings,
  latestOf,
  matchesAny,
  type PullFacts,
  rulesFingerprint,
  type Transition,
  UNAVAILABLE,
} from '../../model.ts';
import type { Finding } from '../findings/index.ts';
import { settingsOfEach } from './settings.ts';
import { isFromFacts, isSame, isStep, leadsTo, refuted, type ShownToday, unshown } from './shown-today.ts';

/** The results that a step may claim, and what refutes each. */
const REFUTES = { passed: isFailure, failed: isSuccess } as const;

const NOT_YET: Instant = '9999-12-31T23:59:59Z';

interface Claimed {
  readonly entry: Transition;
  readonly result: keyof typeof REFUTES;
  readonly law: LawSettings;
}

/**
 * What steps say of checks, where their head is still the pull request's: a report that was there by then, is still the
 * latest of its check, and says the opposite. A later one says nothing of then.
 */
export function judgeChecksOf(entries: readonly Entry[], shown: ShownToday): readonly Finding[] {
  const pulls = shown.facts?.pulls ?? UNAVAILABLE;
  if (pulls === UNAVAILABLE) return [];
  const settings = settingsOfEach(entries);
  return entries.flatMap((entry): readonly Finding[] => {
    const claim = claimIn(entry, settings.get(entry) ?? null, shown);
    const pull = pulls.find(({ url, headSha }) => url === entry.pr_url && headSha === entry.sha);
    return claim === null || pull === undefined ? [] : judge(claim, pull);
  });
}

/** Null: it claims nothing of checks, or what GitHub does not show. */
function claimIn(entry: Entry, settings: EntrySettings | null, { lifecycleOf }: ShownToday): Claimed | null {
  if (!isStep(entry) || entry.source === 'override' || settings === null || settings.ci === 'asserted') return null;
  if (entry.flags.some((flag) => flag === 'no_checks' || flag === 'rebuilt')) return null;
  const law = {
    ...LAW_DEFAULTS,
    ci: settings.ci,
    requiredChecks: settings.required_checks,
    ignoreChecks: settings.ignore_checks,
    requireCurrentApproval: settings.require_current_approval,
  };
  if (leadsTo(entry, 'passed', lifecycleOf)) return { entry, result: 'passed', law };
  return isFromFacts(entry) && leadsTo(entry, 'failed', lifecycleOf) ? { entry, result: 'failed', law } : null;
}

function judge(claim: Claimed, pull: PullFacts): readonly Finding[] {
  const { entry, result } = claim;
  for (const name of namesIn(claim, pull)) {
    const since = refutedSince(claim, reportsOf(pull, name, entry.recorded_at));
    if (since === null) continue;
    const text = `the checks of ${entry.sha} had ${result}, and GitHub shows since ${since} that "${name}" had not`;
    return [isSame(since, entry.recorded_at) ? unshown(entry, text) : refuted(entry, text)];
  }
  return [];
}

/** The names that the claim rests on: those that it tells, and of a success all that were required. */
function namesIn(claim: Claimed, pull: PullFacts): readonly string[] {
  const { entry, result, law } = claim;
  const told = Object.entries(entry.evidence.checks ?? {})
    .filter(([, conclusion]) => (conclusion === 'success') === (result === 'passed'))
    .map(([name]) => name);
  return [...new Set([...told, ...(result === 'passed' ? requiredBy(entry, law, pull) : [])])];
}

/** As long as the rules are those of then; without any every check counts but LoopForge's own. */
function requiredBy({ basis }: Entry, law: LawSettings, pull: PullFacts): readonly string[] {
  const { checks, requiredChecks } = pull;
  if (checks === UNAVAILABLE || requiredChecks === UNAVAILABLE || basis.rules !== rulesFingerprint(pull, law))
    return [];
  const ruled = requiredChecks.map(({ name }) => name);
  const isRequired = ({ name }: CheckFact): boolean => ruled.includes(name) || matchesAny(law.requiredChecks, name);
  const isAny = ruled.length + law.requiredChecks.length > 0;
  return checks
    .filter((check) => !matchesAny(law.ignoreChecks, check.name) && (isAny ? isRequired(check) : !isOwn(check)))
    .map(({ name }) => name);
}

/** Told by its name alone: which job of which run recorded the step is not looked up here. */
function isOwn({ name, workflow }: CheckFact): boolean {
  return workflow === UNAVAILABLE || /loopforge/i.test(`${name} ${workflow}`);
}

/** All that reported under a name; what came after a merge, and what the merge queue proved, says nothing of the head. */
function reportsOf({ checks, mergedAt, group }: PullFacts, name: string, recordedAt: Instant): readonly CheckFact[] {
  if (checks === UNAVAILABLE || group !== null) return [];
  const limit = mergedAt !== null && isBefore(mergedAt, recordedAt) ? mergedAt : recordedAt;
  const named = checks.filter((check) => check.name === name);
  return named.every((check) => !isAfter(check.startedAt ?? check.createdAt ?? NOT_YET, limit)) ? named : [];
}

/** Since when every report says the opposite; null: they do not, or did not by then. */
function refutedSince({ entry, result }: Claimed, reports: readonly CheckFact[]): Instant | null {
  const last = latestOf(reports.map((check) => check.completedAt ?? check.createdAt ?? NOT_YET));
  const isOpposite = reports.every(REFUTES[result]);
  return last !== null && isOpposite && !isAfter(last, entry.recorded_at) ? last : null;
}
