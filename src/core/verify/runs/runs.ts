import { accountName, type Entry, type Instant, isRedacted, msBetween } from '../../model.ts';
import { type Finding, fail, notice, type RunEvidence, unclear } from '../findings/index.ts';
import { isClaim, unbacked, type Writers } from './claims.ts';
import { usesLoopForge, type WorkflowFile } from './workflow-file.ts';

const TOLERANCE_MS = 120_000;
/** GitHub keeps workflow runs for a while only: https://docs.github.com/en/organizations/managing-organization-settings/configuring-the-retention-period-for-github-actions-artifacts-and-logs-in-your-organization */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/** A workflow run that entries name, as GitHub shows it. */
export interface NamedRun {
  /** All that name it. */
  readonly entries: readonly Entry[];
  /** Null: it is gone, or never was. */
  readonly run: RunEvidence | null;
  /** Null: it was not looked at. */
  readonly workflow: WorkflowFile | null;
}

export interface RunsEvidence {
  /** Of the whole record. */
  readonly entries: readonly Entry[];
  /** Who wrote them; without whoever may write in the name of any workflow. */
  readonly writers: Writers;
  /** Those that were looked at, without what GitHub may have dropped. */
  readonly runs: readonly NamedRun[];
  readonly repo: string;
  readonly defaultBranch: string | null;
  /** The look is one in passing, over many items. */
  readonly isPassing: boolean;
}

/** The workflow runs that entries name exist, and fit them. */
export function checkRuns({ entries, writers, runs, ...about }: RunsEvidence): readonly Finding[] {
  return [
    ...unbacked(entries, writers),
    ...runs.flatMap((one) => [...judgeRun(one, about), ...judgeWorkflow(one, about)]),
  ];
}

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

/** The run is gone, and so old that GitHub may have dropped it: that says nothing of its entries. */
export function isExpired(entries: readonly Entry[], run: RunEvidence | null, repo: string, now: Instant): boolean {
  const [first] = entries;
  if (run !== null || first === undefined || isElsewhere(first, repo)) return false;
  return msBetween(first.recorded_at, now) > KEPT_MS;
}

/**
 * The entries that name a run against that run: it is of this repository, it was going on when each was recorded, and a
 * claim is by one of the accounts that started it. In passing, a run that somebody deleted is only told of, where facts
 * stand behind its entries.
 */
function judgeRun(
  { entries, run }: NamedRun,
  { repo, isPassing }: Pick<RunsEvidence, 'repo' | 'isPassing'>,
): readonly Finding[] {
  const [first] = entries;
  if (first === undefined) return [];
  if (run === null) return [unseen(first, isElsewhere(first, repo), isPassing && !entries.some(isClaim))];
  if (!isOf(run, repo)) {
    return [fail('not_corroborated', first.seq, `${named(first)} ${run.repo}, another repository.`)];
  }
  return entries.flatMap((entry) => [...outsideOf(run, entry), ...otherActor(run, entry)]);
}

/** Whoever may push can start a workflow of a branch with the same token; only the default branch's are LoopForge's. */
function judgeWorkflow(
  { entries: [entry], run, workflow }: NamedRun,
  { defaultBranch }: Pick<RunsEvidence, 'defaultBranch'>,
): readonly Finding[] {
  if (entry === undefined || run === null || workflow === null) return [];
  if (usesLoopForge(run, workflow, defaultBranch)) return [];
  const text = `Entry ${entry.seq} was written by a run of ${run.path}, and no such workflow on the default branch mentions LoopForge.`;
  return [unclear('not_corroborated', entry.seq, text)];
}

export function isOf(run: RunEvidence, repo: string): boolean {
  return run.repo.toLowerCase() === repo.toLowerCase();
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
