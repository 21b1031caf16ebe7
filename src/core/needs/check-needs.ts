import {
  type ChecksVerdict,
  type MissingNeed,
  missingNeed,
  missingNeedOfEach,
  type NeedKind,
  type PullFacts,
  UNAVAILABLE,
} from '../model.ts';
import type { Situation } from '../situation/index.ts';

/**
 * What the checks lack, in the words of what a person can do about it.
 * @param state the condition asks for `checks.state`, which nothing but success meets; else for `checks.ok`
 */
export function checkNeeds(
  { checks, pull }: Pick<Situation, 'checks' | 'pull'>,
  { state }: { readonly state: boolean },
): readonly MissingNeed[] {
  if (checks === UNAVAILABLE) return [missingNeed('unreadable', ['checks'])];
  const enough = state ? checks.state === 'success' : checks.ok;
  if (pull === null || pull === UNAVAILABLE || enough) return [];
  return [...failures(checks), ...open(checks, pull)];
}

function failures({ failed, cancelled, superseded, timedOut }: ChecksVerdict): readonly MissingNeed[] {
  const byItself = new Set([...cancelled, ...timedOut]);
  return [
    ...each(
      'failed',
      failed.filter((name) => !byItself.has(name)),
    ),
    ...each('timed_out', timedOut),
    ...each(
      'cancelled',
      cancelled.filter((name) => !superseded.includes(name)),
    ),
    ...each('superseded', superseded),
  ];
}

function open(verdict: ChecksVerdict, pull: PullFacts): readonly MissingNeed[] {
  const { pending, waiting, queued, neverReported, superseded, pinned, wrongHand, skipped, state } = verdict;
  const known = new Set([...waiting, ...queued, ...neverReported, ...superseded, ...wrongHand]);
  const blocked = pull.state === 'open' && pull.conflict === true && (state === 'none' || neverReported.length > 0);
  return [
    ...(blocked ? [missingNeed('conflict')] : []),
    ...each('waiting', waiting),
    ...each(
      'running',
      pending.filter((name) => !known.has(name)),
    ),
    ...each('queued', queued),
    ...each('pinned', pinned),
    ...(blocked ? [] : each('never_reported', neverReported)),
    ...(state === 'none' ? each('only_neutral', skipped) : []),
    ...(state === 'none' && skipped.length === 0 && !blocked ? [missingNeed('no_checks')] : []),
  ];
}

function each(kind: NeedKind, names: readonly string[]): readonly MissingNeed[] {
  return names.length === 0 ? [] : [missingNeedOfEach(kind, names)];
}
