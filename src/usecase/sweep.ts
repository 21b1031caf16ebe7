import type { ItemResult } from '../core/outcome.ts';
import type { Clock, Reading, SweepItem, SweepSource } from '../core/ports.ts';
import { failedResult } from './item-result.ts';
import { settingsFor } from './look.ts';
import type { ItemAsk, Means } from './means.ts';
import { runItem } from './run-item.ts';
import type { Tracked } from './track.ts';

const RECENT_MS = 7 * 24 * 60 * 60 * 1000;
const PROGRESS_EVERY = 25;

/** What the config file, seen with the first item, says about the sweep itself. */
interface SweepRules {
  /** How many records this run may begin. */
  readonly limit: number;
  readonly pullsAreItems: boolean;
}

/**
 * Brings every open item, and those closed in the last 7 days, level with the facts: a plain loop. Records begin only
 * where an item is under way, and at most `limit` of them. One failing item does not stop the others.
 */
export async function sweep(means: Means, ask: ItemAsk, source: SweepSource, clock: Clock): Promise<Tracked> {
  const results: ItemResult[] = [];
  const faults: unknown[] = [];
  let rules: SweepRules | null = null;
  let begun = 0;
  let seen = 0;
  const since = secondsIso(Date.parse(clock()) - RECENT_MS);
  for await (const item of source.listSweepItems({ since, pulls: true })) {
    seen++;
    // Pull requests come last: where they are no items, the rest of the list is of no use.
    if (item.kind === 'pull_request' && rules?.pullsAreItems === false) break;
    if (seen % PROGRESS_EVERY === 0) means.log(`Sweep: ${seen} items seen, ${results.length} looked at.`);
    if (!isWorthALook(item, rules, begun)) continue;
    try {
      const reading = await readItem(means, item);
      if (reading === null) continue;
      rules ??= await rulesFrom(ask, reading);
      if (!isWorthALook(item, rules, begun)) continue;
      const result = await runItem(means, ask, reading);
      if (result.outcome === 'ignored') continue;
      results.push(result);
      if (result.changed && result.previousState === null) begun++;
    } catch (error) {
      faults.push(error);
      results.push(failedResult(item.number, error));
    }
  }
  means.log(`Sweep: ${seen} items seen, ${results.length} looked at, ${begun} records begun.`);
  return { results, faults };
}

async function rulesFrom(ask: ItemAsk, reading: Reading): Promise<SweepRules> {
  const { law, run } = await settingsFor(ask, reading);
  return { limit: run.limit, pullsAreItems: law.track === 'all' };
}

function isWorthALook(item: SweepItem, rules: SweepRules | null, begun: number): boolean {
  if (item.kind === 'pull_request' && (item.closesIssue || rules?.pullsAreItems === false)) return false;
  if (item.hasRecordComment || !item.allCommentsSeen) return true;
  return (item.hasOpenPull || item.hasAssignee) && (rules === null || begun < rules.limit);
}

/** A pull request that closes an issue by its text alone belongs to that issue, which is on the list itself. */
async function readItem({ github }: Means, item: SweepItem): Promise<Reading | null> {
  if (item.kind === 'issue') return github.read(item.number);
  return (await github.find({ kind: 'pull_request', number: item.number })).orphan;
}

function secondsIso(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
