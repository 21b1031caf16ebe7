import {
  type Entry,
  entriesOf,
  type Facts,
  hasRole,
  type Instant,
  isBefore,
  isNote,
  isRejection,
  isTransition,
  type LoopRecord,
  type PullFacts,
  plusMs,
  UNAVAILABLE,
} from '../../model.ts';
import { RECENT_MS } from '../../plan/steps/index.ts';
import { belongs, recordedIn } from '../../situation/index.ts';
import { type Finding, unclear } from '../findings/index.ts';
import type { LifecycleByHash } from '../record/index.ts';

/**
 * Merges before the last reopening, since the record began, that no entry accounts for. A run judges merges of the
 * present cycle only, so none will say whether these were in order, and what decided then can have changed: nobody can
 * tell, and nobody may call the record whole.
 */
export function checkEarlierMerges(record: LoopRecord, facts: Facts, lifecycleOf: LifecycleByHash): readonly Finding[] {
  const { pulls, reopenedAt } = facts;
  if (pulls === UNAVAILABLE || reopenedAt === null) return [];
  const entries = entriesOf(record);
  const named = new Set(pullsNamedIn(record, facts.repo));
  const since = beginOf(record);
  return pulls.flatMap((pull): readonly Finding[] => {
    const { mergedAt, number } = pull;
    if (mergedAt === null || !isBefore(mergedAt, reopenedAt) || isBefore(mergedAt, since)) return [];
    if (entries.some((entry) => entry.pr === number && accountsForMerge(entry, lifecycleOf))) return [];
    const isOwn = named.has(number) || isItems(pull, facts, record);
    if (isOwn === UNAVAILABLE) return [unclear('partial_read', null, doubtful(pull))];
    return isOwn ? [unclear('missing_transition', null, `${merge(pull)}, and no entry judges that.`)] : [];
  });
}

/** Numbers of the pull requests of this repository that steps name, in whichever cycle. */
export function pullsNamedIn({ transitions }: LoopRecord, repo: string): readonly number[] {
  const place = `/${repo}/pull/`.toLowerCase();
  const numbers = transitions.flatMap(({ pr, pr_url }) =>
    pr !== null && pr_url?.toLowerCase().endsWith(`${place}${pr}`) === true ? [pr] : [],
  );
  return [...new Set(numbers)];
}

/** Where an item was reopened before its record began, nothing says when the cycle of its birth had begun. */
function beginOf(record: LoopRecord): Instant {
  const birth = record.genesis.created_at;
  const isFirstCycle = (record.transitions[0]?.basis.cycle ?? 0) === 0;
  return isFirstCycle ? plusMs(birth, -RECENT_MS) : birth;
}

/** A step into the merge, its refusal (not that of a claim), or the note that it was in order. */
function accountsForMerge(entry: Entry, lifecycleOf: LifecycleByHash): boolean {
  if (isNote(entry)) return entry.kind === 'merge_judged';
  const lifecycle = entry.lifecycle === null ? undefined : lifecycleOf(entry.lifecycle);
  const isMerged = lifecycle !== undefined && hasRole(lifecycle, entry.to_state ?? '', 'merged');
  if (isRejection(entry)) {
    const isRefused = entry.cause.split('|')[1] === 'merge' || (entry.code === 'vetoed' && isMerged);
    return entry.source !== 'asserted' && isRefused;
  }
  return isTransition(entry) && (isMerged || entry.trigger === 'pr.merged');
}

/** What was written under a merge later accuses nobody. */
function isItems(pull: PullFacts, facts: Facts, record: LoopRecord): boolean | typeof UNAVAILABLE {
  const belonging = belongs(pull, facts, recordedIn(record));
  return belonging === 'inferred' ? false : belonging;
}

function merge({ number, mergedAt }: PullFacts): string {
  return `Pull request #${number} was merged at ${mergedAt}, before the item was last reopened`;
}

function doubtful(pull: PullFacts): string {
  return `${merge(pull)}. No entry judges that, and it cannot be told whether it is the item's.`;
}
