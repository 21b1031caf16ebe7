import type { LawSettings } from '../../values/index.ts';
import {
  type CheckFact,
  type Known,
  type PullFacts,
  type RequiredCheck,
  rulesChangedSince,
  UNAVAILABLE,
  type Unavailable,
} from '../index.ts';
import { latestOfEach } from './check-words.ts';
import { type ChecksThen, checksThen } from './checks-then.ts';
import { type ChecksState, type ChecksVerdict, NO_CHECKS, verdictOn } from './checks-verdict.ts';
import { matchesAny } from './glob.ts';
import { groupProof, withGroup } from './merge-group.ts';
import { ownChecks, type Self } from './own-checks.ts';
import { chooseChecks } from './required-checks.ts';

type CheckSettings = Pick<LawSettings, 'ci' | 'requiredChecks' | 'ignoreChecks'>;

/**
 * Judges the checks of a pull request's head; of a merged one as of its merge. `asserted` is what a workflow last
 * claimed for this pull request and head; with `ci: asserted` it alone counts. Unavailable when the checks, or what is
 * required, could not be read, and when it is not known what was required then.
 */
export function judgeChecks(
  pull: PullFacts,
  settings: CheckSettings,
  self: Self,
  asserted: 'success' | 'failure' | null,
): ChecksVerdict | Unavailable {
  if (settings.ci === 'asserted') return claimed(asserted);
  const { checks, requiredChecks } = pull;
  if (checks === UNAVAILABLE || requiredChecks === UNAVAILABLE || rulesChangedSince(pull)) return UNAVAILABLE;
  const own = ownChecks(checks, self);
  const isIgnored = (name: string): boolean => matchesAny(settings.ignoreChecks, name);
  const reports = reportsOf(pull, checks, (check) => !own.isOwn(check) && !isIgnored(check.name));
  const ruled = requiredChecks.filter(({ name }) => !isIgnored(name) && !isOurs(name, own.names, reports.checks));
  const verdict = decide(reports, ruled, settings.requiredChecks);
  if (verdict === UNAVAILABLE || dependsOnGroup(pull, verdict)) return UNAVAILABLE;
  const warnings = [...own.warnings, ...rebuiltWarnings(verdict.rebuilt)];
  return { ...verdict, ...gateOf(verdict.state, pull, settings.ci), warnings };
}

function claimed(asserted: 'success' | 'failure' | null): ChecksVerdict {
  const state = asserted ?? 'pending';
  return { ...NO_CHECKS, state, ok: state === 'success' };
}

function decide({ checks, gone, unread }: ChecksThen, ruled: readonly RequiredCheck[], patterns: readonly string[]) {
  const chosen = chooseChecks([...checks, ...gone], ruled, patterns);
  const open = chooseChecks(unread, ruled, patterns);
  const isUnknown = chosen.unknown.length + open.unknown.length + open.checks.length > 0;
  return isUnknown ? UNAVAILABLE : verdictOn(chosen, gone);
}

/** What an unread group showed could be the proof that the head lacks, or a failure where no rule says what counts. */
function dependsOnGroup(
  { group, mergedAt }: PullFacts,
  { state, required }: Pick<ChecksVerdict, 'state' | 'required'>,
) {
  return group === UNAVAILABLE && mergedAt !== null && !(required && state === 'success');
}

/** No check at all opens the gate where the settings say so, and provisionally once the pull request is merged. */
function gateOf(state: ChecksState, pull: PullFacts, ci: CheckSettings['ci']): Pick<ChecksVerdict, 'ok' | 'noChecks'> {
  const noChecks = state === 'none' && ci !== 'none' && pull.state === 'merged';
  return { ok: state === 'success' || noChecks || (state === 'none' && ci === 'none'), noChecks };
}

/** The reports that count, ours aside. */
function reportsOf(pull: PullFacts, checks: readonly CheckFact[], isWanted: (check: CheckFact) => boolean): ChecksThen {
  const wanted = checks.filter(isWanted);
  if (pull.mergedAt === null) return { checks: latestOfEach(wanted), gone: [], unread: [] };
  const earlier: Known<readonly CheckFact[]> =
    pull.earlierChecks === UNAVAILABLE ? UNAVAILABLE : pull.earlierChecks.filter(isWanted);
  const proof = groupProof(pull, pull.mergedAt).filter(isWanted);
  return withGroup(checksThen(wanted, earlier, pull.mergedAt, proof.length > 0), proof);
}

/** A branch may require LoopForge's own check too; it must not wait for itself. */
function isOurs(name: string, ownNames: ReadonlySet<string>, counted: readonly CheckFact[]): boolean {
  return ownNames.has(name) && !counted.some((check) => check.name === name);
}

function rebuiltWarnings(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return [
    `Only attempts later than the merge are left of these checks, so what they showed then is not held against it: ${names.join(', ')}.`,
  ];
}
