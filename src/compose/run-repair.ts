import { BLANK } from '../usecase/item-result.ts';
import type { ItemAsk, Means } from '../usecase/means.ts';
import { type Repair, repair } from '../usecase/repair.ts';
import type { Tracked } from '../usecase/track.ts';
import type { RepairCommand } from './request.ts';
import { viewByHand } from './view-by-hand.ts';

/** Carries out `repair` and tells what was done in a notice. @throws LoopForgeError as the use case does */
export async function runRepair(means: Means, ask: ItemAsk, { number, reason }: RepairCommand): Promise<Tracked> {
  const by = { ...means, render: viewByHand };
  const done = await repair(by, ask, { number, reason, dryRun: ask.dryRun });
  const { recordId, url } = done;
  const commentId = /\d+$/.exec(url)?.[0] ?? null;
  const result = { ...BLANK, recordId, number, commentId, commentUrl: url, notice: noticeOf(done) };
  return { results: [result], faults: [] };
}

function noticeOf({ needed, recordId, problem, good, note, dryRun }: Repair): string {
  if (!needed) return `The record of ${recordId} is sound; nothing was written.`;
  const back = `revision ${good.rev}, which ends with entry ${good.seq}`;
  if (dryRun) return `The record of ${recordId} would go back to ${back}: ${problem}.`;
  return `The record of ${recordId} went back to ${back}: ${problem}. What was found is kept in note ${note}.`;
}
