import { itemLink } from '../../report/markdown/index.ts';
import { renderNotice } from '../../report/pages/index.ts';
import { type RepairResult, repair } from '../../usecase/by-hand/index.ts';
import type { ItemRequest, Ports } from '../../usecase/item-state/index.ts';
import type { RepairCommand } from '../github/index.ts';
import type { ResultReport } from './result-report.ts';

/** Carries out `repair` and tells what was done in a notice. @throws LoopForgeError as the use case does */
export async function runRepair(
  ports: Ports,
  ask: ItemRequest,
  { number, reason }: RepairCommand,
  repoUrl: string,
): Promise<ResultReport> {
  const done = await repair(ports, ask, { number, reason, dryRun: ask.dryRun });
  const { recordId, url } = done;
  const notice = noticeOf(done);
  return {
    outcome: 'unchanged',
    reason: '',
    changed: false,
    red: false,
    messages: [{ level: 'notice', code: '', text: notice }],
    summary: renderNotice(itemLink('issue', number, repoUrl), notice),
    recordId,
    number,
    commentId: /\d+$/.exec(url)?.[0] ?? null,
    commentUrl: url,
    notice,
  };
}

function noticeOf(done: RepairResult): string {
  const { recordId, good } = done;
  const back = `revision ${good.rev}, which ends with entry ${good.seq}`;
  switch (done.outcome) {
    case 'sound':
      return `The record of ${recordId} is sound; nothing was written.`;
    case 'repairable':
      return `The record of ${recordId} would go back to ${back}: ${done.problem}.`;
    case 'repaired':
      return `The record of ${recordId} went back to ${back}: ${done.problem}. What was found is kept in note ${done.note}.`;
  }
}
