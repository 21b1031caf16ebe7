import { UNAVAILABLE } from '../core/facts/facts.ts';
import type { ItemResult } from '../core/outcome.ts';
import type { Found, Reading, Target } from '../core/ports.ts';
import { BLANK, failedResult } from './item-result.ts';
import { cancelled } from './lock.ts';
import { settingsFor } from './look.ts';
import type { ItemAsk, Means } from './means.ts';
import { inPool } from './pool.ts';
import { runItem } from './run-item.ts';

/** What one run came to. */
export interface Tracked {
  readonly results: readonly ItemResult[];
  /** What failed items threw. */
  readonly faults: readonly unknown[];
}

/** GitHub takes a hundred requests at once from a token; a run makes a few each time, and leaves room for others. */
const AT_ONCE = 4;

/** One item of the run: how it is brought level. */
interface Task {
  readonly number: number;
  readonly run: () => Promise<ItemResult>;
}

/** What came of a task; `faults` holds what it threw. */
interface Ended extends Tracked {
  readonly number: number | null;
}

/**
 * Brings every item that the targets lead to level with the facts, a few at a time. One failing item does not stop the
 * others. Results come by number.
 */
export async function track(means: Means, ask: ItemAsk, targets: readonly Target[]): Promise<Tracked> {
  const tasks = new Map<number, Task>();
  const lost: Ended[] = [];
  for (const target of targets) {
    try {
      for (const task of tasksFrom(means, ask, await means.github.find(target))) {
        if (!tasks.has(task.number)) tasks.set(task.number, task);
      }
    } catch (error) {
      lost.push(failed(numberOf(target), error));
    }
  }
  const ended = [...lost, ...(await inPool([...tasks.values()], AT_ONCE, (task) => attempt(means, task)))];
  if (ended.length === 0) return { results: [nothingFound(targets)], faults: [] };
  const sorted = ended.toSorted((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity));
  return { results: sorted.flatMap(({ results }) => results), faults: sorted.flatMap(({ faults }) => faults) };
}

function tasksFrom(means: Means, ask: ItemAsk, { readings, more, orphan }: Found): readonly Task[] {
  return [
    ...readings.map((reading) => ({ number: reading.facts.number, run: () => runItem(means, ask, reading) })),
    ...more.map((number) => ({
      number,
      run: async () => runItem(means, ask, await means.github.read(number)),
    })),
    ...(orphan === null ? [] : [{ number: orphan.facts.number, run: () => runOrphan(means, ask, orphan) }]),
  ];
}

/** A cancelled run begins nothing more. */
async function attempt(means: Means, { number, run }: Task): Promise<Ended> {
  try {
    if (means.isCancelled()) throw cancelled();
    return { number, results: [await run()], faults: [] };
  } catch (error) {
    return failed(number, error);
  }
}

function failed(number: number | null, error: unknown): Ended {
  return { number, results: [failedResult(number, error)], faults: [error] };
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
