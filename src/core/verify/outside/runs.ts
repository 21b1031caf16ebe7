import { accountName, type Entry, type Instant, isNoteOf, isRedacted, msBetween } from '../../model.ts';
import { type Finding, fail, notice, type RunEvidence, unclear } from '../findings/index.ts';

const TOLERANCE_MS = 120_000;
/** GitHub keeps workflow runs for a while only: https://docs.github.com/en/organizations/managing-organization-settings/configuring-the-retention-period-for-github-actions-artifacts-and-logs-in-your-organization */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/** The entries of each workflow run that entries name, by its id. */
export function entriesByRun(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const runs = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.run === null) continue;
    const there = runs.get(entry.run.id);
    if (there === undefined) runs.set(entry.run.id, [entry]);
    else there.push(entry);
  }
  return runs;
}

/** No fact stands behind it, only who says so: what a workflow asserts and what a person forces. */
export function isClaim({ source }: Entry): boolean {
  return source === 'asserted' || source === 'override';
}

function isByHand(entry: Entry): boolean {
  return isNoteOf(entry, 'redaction') || isNoteOf(entry, 'repair');
}

/** A claim that no workflow run stands behind. What a person adds by hand names none. */
export function unbacked(entries: readonly Entry[]): readonly Finding[] {
  return entries
    .filter((entry) => isClaim(entry) && entry.run === null && !isByHand(entry))
    .map(({ seq, source }) => {
      const text = `Entry ${seq} is ${source === 'override' ? 'an override' : 'a claim'}, and names no workflow run that made it.`;
      return unclear('not_corroborated', seq, text);
    });
}

/** The run is gone, and so old that GitHub may have dropped it: that says nothing of its entries. */
export function isExpired(entries: readonly Entry[], run: RunEvidence | null, repo: string, now: Instant): boolean {
  const [first] = entries;
  if (run !== null || first === undefined || isElsewhere(first, repo)) return false;
  return msBetween(first.recorded_at, now) > KEPT_MS;
}

/**
 * The entries that name a run against that run: it is of this repository, it was going on when each was recorded, and a
 * claim is by one of the accounts that started it.
 * @param options.isPassing the look is one in passing, over many items: a run that somebody deleted is only told of, where
 *   facts stand behind its entries
 */
export function judgeRun(
  entries: readonly Entry[],
  run: RunEvidence | null,
  { repo, isPassing }: { readonly repo: string; readonly isPassing: boolean },
): readonly Finding[] {
  const [first] = entries;
  if (first === undefined) return [];
  if (run === null) return [unseen(first, isElsewhere(first, repo), isPassing && !entries.some(isClaim))];
  if (run.repo.toLowerCase() !== repo.toLowerCase()) {
    return [fail('not_corroborated', first.seq, `${named(first)} ${run.repo}, another repository.`)];
  }
  return entries.flatMap((entry) => [...outsideOf(run, entry), ...otherActor(run, entry)]);
}

/** The workflow file of the run was none of the default branch that uses LoopForge. */
export function foreignWorkflow([entry]: readonly Entry[], { path }: RunEvidence): readonly Finding[] {
  if (entry === undefined) return [];
  const text = `Entry ${entry.seq} was written by a run of ${path}, and no such workflow on the default branch mentions LoopForge.`;
  return [unclear('not_corroborated', entry.seq, text)];
}

/** By its address, which an entry from before a transfer has in another repository. */
function isElsewhere({ run }: Entry, repo: string): boolean {
  return run !== null && !run.url.toLowerCase().includes(`/${repo.toLowerCase()}/actions/runs/`);
}

function unseen({ seq, run }: Entry, isElsewhere: boolean, isTold: boolean): Finding {
  const text = isElsewhere
    ? `Entry ${seq} names the workflow run ${run?.id} of another repository, where the item was before; it was not looked at.`
    : `Entry ${seq} was written by the workflow run ${run?.id}, which GitHub does not show.`;
  return isElsewhere || isTold ? notice('not_corroborated', seq, text) : unclear('not_corroborated', seq, text);
}

function outsideOf(run: RunEvidence, entry: Entry): readonly Finding[] {
  const attempt = entry.run?.attempt ?? run.attempt;
  const { seq, recorded_at } = entry;
  if (attempt > run.attempt) {
    const text = `Entry ${seq} names attempt ${attempt} of the workflow run ${entry.run?.id}, which has had ${run.attempt}.`;
    return [fail('not_corroborated', seq, text)];
  }
  const [from, to] = spanOf(run, attempt);
  if (msBetween(recorded_at, from) > TOLERANCE_MS) {
    const text = `Entry ${seq} was recorded at ${recorded_at}, before the workflow run that it names (${entry.run?.id}) began at ${from}.`;
    return [fail('not_corroborated', seq, text)];
  }
  if (to === null || msBetween(to, recorded_at) <= TOLERANCE_MS) return [];
  const text = `Entry ${seq} was recorded at ${recorded_at}, when the workflow run that it names (${entry.run?.id}) was over: it ended at ${to}.`;
  return [fail('not_corroborated', seq, text)];
}

/** Between which moments an attempt went on. An earlier one was over when the last one began. */
function spanOf(run: RunEvidence, attempt: number): readonly [from: Instant, to: Instant | null] {
  return attempt === run.attempt ? [run.startedAt, run.endedAt] : [run.createdAt, run.startedAt];
}

/** A run knows who started it first, and who did again. */
function otherActor({ actor, triggeringActor }: RunEvidence, entry: Entry): readonly Finding[] {
  const who = entry.actor;
  if (!isClaim(entry) || who === null || isRedacted(who) || who.id === '0') return [];
  const known = [actor, triggeringActor].filter((one) => one !== null);
  if (known.length === 0 || known.some(({ id }) => id === who.id)) return [];
  const text = `Entry ${entry.seq} is by ${accountName(who)}, and the workflow run that it names (${entry.run?.id}) was started by ${accountName(known[0] ?? null)}.`;
  return [fail('not_corroborated', entry.seq, text)];
}

function named({ seq, run }: Entry): string {
  return `Entry ${seq} names the workflow run ${run?.id}, which belongs to`;
}
