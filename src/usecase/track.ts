import { UNAVAILABLE } from '../core/facts.ts';
import type { ItemResult } from '../core/outcome.ts';
import type { Found, Reading, Target } from '../core/ports.ts';
import { BLANK, failedResult } from './item-result.ts';
import { settingsFor } from './look.ts';
import type { ItemAsk, Means } from './means.ts';
import { runItem } from './run-item.ts';

/** What one run came to. */
export interface Tracked {
  readonly results: readonly ItemResult[];
  /** What failed items threw. */
  readonly faults: readonly unknown[];
}

/** Brings every item that the targets lead to level with the facts. One failing item does not stop the others. */
export async function track(means: Means, ask: ItemAsk, targets: readonly Target[]): Promise<Tracked> {
  const tally = new Tally();
  for (const target of targets) {
    const found = await tally.attempt(numberOf(target), () => means.github.find(target));
    if (found !== null) await trackFound(means, ask, found, tally);
  }
  if (tally.results.length === 0 && tally.faults.length === 0) tally.add(nothingFound(targets));
  return tally;
}

class Tally implements Tracked {
  readonly results: ItemResult[] = [];
  readonly faults: unknown[] = [];
  readonly #seen = new Set<number>();

  add(result: ItemResult): void {
    this.results.push(result);
  }

  /** True the first time that this item turns up in the run. */
  isNew(number: number): boolean {
    if (this.#seen.has(number)) return false;
    this.#seen.add(number);
    return true;
  }

  async attempt<T>(number: number | null, action: () => Promise<T>): Promise<T | null> {
    try {
      return await action();
    } catch (error) {
      this.faults.push(error);
      this.results.push(failedResult(number, error));
      return null;
    }
  }
}

async function trackFound(means: Means, ask: ItemAsk, found: Found, tally: Tally): Promise<void> {
  const trackOne = async (number: number, read: () => Promise<Reading>): Promise<void> => {
    if (!tally.isNew(number)) return;
    const result = await tally.attempt(number, async () => runItem(means, ask, await read()));
    if (result !== null) tally.add(result);
  };
  for (const reading of found.readings) await trackOne(reading.facts.number, async () => reading);
  for (const number of found.more) await trackOne(number, () => means.github.read(number));
  const { orphan } = found;
  if (orphan === null || !tally.isNew(orphan.facts.number)) return;
  const result = await tally.attempt(orphan.facts.number, () => runOrphan(means, ask, orphan));
  if (result !== null) tally.add(result);
}

/** A pull request that closes no issue: an item of its own, a violation, or none of our business. */
async function runOrphan(means: Means, ask: ItemAsk, reading: Reading): Promise<ItemResult> {
  const { law } = await settingsFor(ask, reading);
  if (law.requireIssue && isOpenByPerson(reading))
    return issueRequired(reading, law.onInvalid === 'fail' && !ask.dryRun);
  if (law.track === 'all') return runItem(means, ask, reading);
  const notice = `Pull request #${reading.facts.number} closes no issue. Write "Closes #<issue>" in its description, or set \`track: all\` to track it as an item of its own.`;
  return { ...BLANK, outcome: 'ignored', reason: 'no_item', pullRequestNumber: reading.facts.number, notice };
}

function isOpenByPerson({ facts }: Reading): boolean {
  const pull = facts.pulls === UNAVAILABLE ? undefined : facts.pulls[0];
  return pull !== undefined && pull.state !== 'closed' && pull.author?.type !== 'Bot';
}

function issueRequired({ facts }: Reading, red: boolean): ItemResult {
  const error = `Pull request #${facts.number} closes no issue, and this repository requires one (\`require-issue\`). Write "Closes #<issue>" in its description.`;
  return { ...BLANK, outcome: 'rejected', reason: 'issue_required', pullRequestNumber: facts.number, error, red };
}

function nothingFound(targets: readonly Target[]): ItemResult {
  const [first] = targets;
  const what =
    first?.kind === 'commit' ? `Commit ${first.sha.slice(0, 7)} belongs to no pull request` : 'The event names no item';
  return { ...BLANK, outcome: 'ignored', reason: 'no_item', notice: `${what}, so there is nothing to track.` };
}

function numberOf(target: Target): number | null {
  return target.kind === 'commit' ? null : target.number;
}
