import { type Entry, isNoteOf, isTransition, type Transition } from '../../model.ts';
import type { Finding, PullName, Timeline } from '../findings/index.ts';
import { judgeChecksOf } from './checks.ts';
import { judgeMerge } from './merges.ts';
import { judgeMoment, judgeOpening, judgeProposal, judgeTakingUp } from './moments.ts';
import { judgeReview } from './reviews.ts';
import { checkSettings } from './settings.ts';
import {
  isApproval,
  isFromFacts,
  isKnownBy,
  isMerge,
  isStep,
  keyOfPull,
  pullOf,
  readPull,
  refuted,
  type ShownToday,
  uncertain,
} from './shown-today.ts';
import { checkWitness, type WitnessEvidence } from './witness.ts';

const ABOUT_PULLS: readonly string[] = ['pr.opened', 'issue.assigned'];

/**
 * The pull requests of which entries claim what the reading of the item does not tell. One that was moved has some
 * elsewhere.
 */
export function pullsToAsk(
  entries: readonly Entry[],
  shown: Pick<ShownToday, 'facts' | 'lifecycleOf'>,
): readonly PullName[] {
  const names = new Map<string, PullName>();
  for (const entry of entries) {
    const pull = isAboutPull(entry, shown) ? pullOf(entry) : null;
    if (pull !== null) names.set(keyOfPull(pull), pull);
  }
  return [...names.values()];
}

function isAboutPull(entry: Entry, { facts, lifecycleOf }: Pick<ShownToday, 'facts' | 'lifecycleOf'>): boolean {
  if (isJudgement(entry)) return true;
  if (!isStep(entry)) return false;
  if (isMerge(entry, lifecycleOf) || isApproval(entry, lifecycleOf)) return true;
  return isFromFacts(entry) && ABOUT_PULLS.includes(entry.trigger) && readPull(entry, facts) === null;
}

/** The note that a merge beside the path was in order. */
function isJudgement(entry: Entry): boolean {
  return isNoteOf(entry, 'merge_judged');
}

export interface CorroborationEvidence extends ShownToday {
  readonly entries: readonly Entry[];
  readonly witness: WitnessEvidence;
}

/** GitHub shows what entries say, and the commit statuses name no entry that does not stand among them. */
export function checkCorroboration({ entries, witness, ...shown }: CorroborationEvidence): readonly Finding[] {
  return [...corroborate(entries, shown), ...checkWitness(entries, witness)];
}

/**
 * What entries say against what GitHub shows today. What cannot be undone there and is not shown never was; what can
 * change honestly is never a failure. @internal
 */
export function corroborate(entries: readonly Entry[], shown: ShownToday): readonly Finding[] {
  return [
    ...entries.flatMap((entry) => (isStep(entry) ? judge(entry, shown) : [])),
    ...entries.filter(isJudgement).flatMap((entry) => judgeMerge(entry, shown)),
    ...judgeChecksOf(entries, shown),
    ...entries.filter((entry) => entry.flags.includes('rebuilt')).map(rebuilt),
    ...checkCycles(entries, shown.timeline),
    ...checkRenewals(entries),
    ...checkSettings(entries),
  ];
}

/** Neither a claim nor an override makes a merge or an approval: they need what GitHub shows, too. */
function judge(entry: Transition, shown: ShownToday): readonly Finding[] {
  if (isMerge(entry, shown.lifecycleOf)) return judgeMerge(entry, shown);
  if (entry.source !== 'override' && isApproval(entry, shown.lifecycleOf)) return judgeReview(entry, shown);
  if (!isFromFacts(entry)) return [];
  switch (entry.trigger) {
    case 'issue.opened':
      return judgeOpening(entry, shown);
    case 'issue.assigned':
      return judgeTakingUp(entry, shown);
    case 'pr.opened':
      return judgeProposal(entry, shown);
    case 'issue.closed':
      return judgeMoment(entry, shown.timeline.closed, 'closed');
    case 'issue.reopened':
      return judgeMoment(entry, shown.timeline.reopened, 'reopened');
    default:
      return [];
  }
}

/** A cycle begins with a reopening, and the timeline keeps every one. */
function checkCycles(entries: readonly Entry[], { reopened }: Timeline): readonly Finding[] {
  let cycle = 0;
  const findings: Finding[] = [];
  for (const entry of entries) {
    if (entry.basis.cycle <= cycle) continue;
    cycle = entry.basis.cycle;
    const known = reopened.filter((one) => isKnownBy(one.at, entry.recorded_at)).length;
    if (known >= cycle) continue;
    findings.push(refuted(entry, `the item had been reopened ${cycle} times, and its timeline shows ${known}`));
  }
  return findings;
}

/** A gate is proven anew for another head or another pull request, never for what was proven already. */
function checkRenewals(entries: readonly Entry[]): readonly Finding[] {
  let proven: Pick<Entry, 'pr' | 'sha'> = { pr: null, sha: null };
  const findings: Finding[] = [];
  for (const entry of entries) {
    const isRenewal = isNoteOf(entry, 'reproved');
    if (isRenewal && entry.pr === proven.pr && entry.sha === proven.sha) {
      findings.push(
        refuted(entry, `a gate holds anew for ${entry.sha}, and the entries before it are about that already`),
      );
    }
    if (isRenewal || isTransition(entry)) proven = entry;
  }
  return findings;
}

/** It was recorded by what could still be known, so nobody can say now that it was so. */
function rebuilt(entry: Entry): Finding {
  return uncertain(entry, 'what reviews or checks came to at the merge can be told only in part (`rebuilt`)');
}
