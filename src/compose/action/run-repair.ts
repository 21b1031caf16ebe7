import { repairSentences } from '../../core/by-hand/index.ts';
import { itemLink } from '../../report/markdown/index.ts';
import { renderNotice } from '../../report/pages/index.ts';
import { repair } from '../../usecase/by-hand/index.ts';
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
  const notice = repairSentences(done).join(' ');
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
