import { type HookSettings, type Reading, RUN_DEFAULTS, type SweepItem, type SweepSource } from '../../core/model.ts';
import { type ItemResult, standingOf } from '../../core/outcome/index.ts';
import { RECENT_MS } from '../../core/plan/steps/index.ts';
import { runItem } from '../item/index.ts';
import { type ItemPorts, type ItemRequest, settingsFor } from '../item-state/index.ts';
import { eachItem } from './each-item.ts';
import { endingWith, resultOfEach } from './item-results.ts';
import { loopOptions } from './loop-options.ts';

const PROGRESS_EVERY = 25;
/** Whoever is to be told something is told of it this long after the item was closed, and no longer. */
const WAITING_MS = 90 * 24 * 60 * 60 * 1000;

/** What a sweep knows so far. */
interface Progress {
  seen: number;
  looked: number;
  /** Records begun by this run. */
  begun: number;
  /** What the config file, seen with the first item, says about the sweep itself; null: none was read yet. */
  rules: { readonly limit: number; readonly pullsAreItems: boolean; readonly hooks: HookSettings } | null;
}

/**
 * Brings every open item, and those closed in the last 7 days, level with the facts, one after another; also those closed
 * longer ago whose record holds what a hook is still to be told. Each result is yielded as it comes. Records begin only where an item is under way, and at most `limit` of them. One failing item does
 * not stop the others; trouble that strikes all ends the sweep, and what was done until then is kept.
 */
export async function* sweep(
  ports: ItemPorts,
  request: ItemRequest,
  source: SweepSource,
): AsyncGenerator<ItemResult, void> {
  const progress: Progress = { seen: 0, looked: 0, begun: 0, rules: null };
  const sinks = () => ports.hooks?.sinksFor(progress.rules?.hooks ?? { ...RUN_DEFAULTS, ...request.inputs }) ?? [];
  const waiting = { closedWithinMs: WAITING_MS, sinks };
  const list = source.listSweepItems({ closedWithinMs: RECENT_MS, pulls: true, waiting });
  const items = worthALook(ports, list, progress);
  const work = (item: SweepItem): Promise<ItemResult | null> => sweepItem(ports, request, item, progress);
  for await (const each of eachItem(items, loopOptions(ports.isCancelled, 1), work)) {
    if (each.kind === 'done') {
      if (each.result !== null && each.result.outcome !== 'ignored') yield each.result;
      continue;
    }
    const failed = resultOfEach(each, ({ number }) => ({ kind: 'item', number }), { isClaim: false });
    yield each.kind === 'ended' && failed.outcome === 'failed' ? endingWith(failed, endOf(progress)) : failed;
  }
  const { seen, looked, begun } = progress;
  ports.log(`Sweep: ${seen} items seen, ${looked} looked at, ${begun} records begun.`);
}

function endOf({ seen, looked }: Progress): string {
  return `The sweep ended there: ${looked} items were looked at, of ${seen} seen so far. The next sweep goes on.`;
}

/** The items of the list that need a look, as far as the list and what was seen so far can tell. */
async function* worthALook(
  ports: ItemPorts,
  list: AsyncIterable<SweepItem>,
  progress: Progress,
): AsyncGenerator<SweepItem, void> {
  for await (const item of list) {
    // Pull requests come last: where they are no items, the rest of the list is of no use.
    if (item.kind === 'pull_request' && progress.rules?.pullsAreItems === false) return;
    progress.seen++;
    if (progress.seen % PROGRESS_EVERY === 0) {
      ports.log(`Sweep: ${progress.seen} items seen, ${progress.looked} looked at.`);
    }
    if (isWorthALook(item, progress)) yield item;
  }
}

/** Null: it turned out to need no look. */
async function sweepItem(
  ports: ItemPorts,
  request: ItemRequest,
  item: SweepItem,
  progress: Progress,
): Promise<ItemResult | null> {
  const reading = await readItem(ports, item);
  if (reading === null) return null;
  progress.rules ??= await rulesFrom(request, reading);
  if (!isWorthALook(item, progress)) return null;
  progress.looked++;
  const result = await runItem(ports, request, reading);
  const standing = standingOf(result);
  const isBegun = standing?.record != null && standing.previousState === null;
  if (isBegun && !request.dryRun) progress.begun++;
  return result;
}

async function rulesFrom(request: ItemRequest, reading: Reading): Promise<NonNullable<Progress['rules']>> {
  const { law, run } = await settingsFor(request, reading);
  return { limit: run.limit, pullsAreItems: law.track === 'all', hooks: run };
}

function isWorthALook(item: SweepItem, { rules, begun }: Progress): boolean {
  if (item.kind === 'pull_request' && (item.closesIssue || rules?.pullsAreItems === false)) return false;
  if (item.hasRecordComment || !item.allCommentsSeen) return true;
  return (item.hasOpenPull || item.hasAssignee) && (rules === null || begun < rules.limit);
}

/** A pull request that closes an issue by its text alone belongs to that issue, which is on the list itself. */
async function readItem({ github }: ItemPorts, item: SweepItem): Promise<Reading | null> {
  if (item.kind === 'issue') return github.read(item.number);
  return (await github.find({ kind: 'pull_request', number: item.number })).unlinkedPull;
}
