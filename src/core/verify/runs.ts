import type { Entry } from '../record/record.ts';
import type { RunEvidence } from './evidence.ts';
import { fail, notice, unclear } from './finding.ts';
import type { Finding } from './types.ts';

const TOLERANCE_MS = 120_000;
/** GitHub keeps workflow runs for a while only: https://docs.github.com/en/organizations/managing-organization-settings/configuring-the-retention-period-for-github-actions-artifacts-and-logs-in-your-organization */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/** The first entry of each workflow run that entries name. */
export function runsToAsk(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const runs = new Map<string, Entry>();
  for (const entry of entries) {
    if (entry.run !== null && !runs.has(entry.run.id)) runs.set(entry.run.id, entry);
  }
  return runs;
}

/** The run that an entry names exists, in this repository, and began before the entry was recorded. */
export function judgeRun(entry: Entry, run: RunEvidence | null, repo: string, now: string): readonly Finding[] {
  const { seq, recorded_at } = entry;
  const id = entry.run?.id ?? '';
  if (run === null && isElsewhere(entry, repo)) {
    const text = `Entry ${seq} names the workflow run ${id} of another repository, where the item was before; it was not looked at.`;
    return [notice('not_corroborated', seq, text)];
  }
  if (run === null) {
    const isOld = Date.parse(now) - Date.parse(recorded_at) > KEPT_MS;
    const text = `Entry ${seq} was written by the workflow run ${id}, which GitHub does not show${isOld ? ' any more' : ''}.`;
    return [isOld ? notice('not_corroborated', seq, text) : unclear('not_corroborated', seq, text)];
  }
  if (run.repo.toLowerCase() !== repo.toLowerCase()) {
    return [fail('not_corroborated', seq, `Entry ${seq} names the workflow run ${id}, which belongs to ${run.repo}.`)];
  }
  if (Date.parse(run.createdAt) <= Date.parse(recorded_at) + TOLERANCE_MS) return [];
  const text = `Entry ${seq} was recorded at ${recorded_at}, before the workflow run that it names (${id}) began at ${run.createdAt}.`;
  return [fail('not_corroborated', seq, text)];
}

/** By its address, which an entry from before a transfer has in another repository. */
function isElsewhere({ run }: Entry, repo: string): boolean {
  return run !== null && !run.url.toLowerCase().includes(`/${repo.toLowerCase()}/actions/runs/`);
}
