import { repairSentences } from '../../core/by-hand/index.ts';
import { failedEffects } from '../../core/words/index.ts';
import { itemLink } from '../../report/markdown/index.ts';
import { renderNotice } from '../../report/pages/index.ts';
import { repair } from '../../usecase/by-hand/index.ts';
import { type ShownChange, showChange } from '../../usecase/item/index.ts';
import type { ItemPorts, ItemRequest } from '../../usecase/item-state/index.ts';
import type { RepairCommand } from '../github/index.ts';
import type { Message, ResultReport } from '../result/index.ts';

const UNCHANGED: ShownChange = { effects: [], onEffectFailure: 'warn' };

/** Carries out `repair` and tells what was done in a notice. @throws LoopForgeError as the use case does */
export async function runRepair(
  ports: ItemPorts,
  ask: ItemRequest,
  { number, reason }: RepairCommand,
  repoUrl: string,
): Promise<ResultReport> {
  const done = await repair(ports, ask, { number, reason, dryRun: ask.dryRun });
  const { recordId, url } = done;
  const notice = repairSentences(done).join(' ');
  const shown = done.outcome === 'repaired' ? await showChange(ports, ask, number, done.note) : UNCHANGED;
  const failures = failedEffects(shown.effects);
  const isRed = shown.onEffectFailure === 'fail' && failures.length > 0;
  return {
    outcome: 'unchanged',
    reason: '',
    changed: false,
    red: isRed,
    messages: [
      ...failures.map((text): Message => ({ level: isRed ? 'error' : 'warning', code: '', text })),
      { level: 'notice', code: '', text: notice },
    ],
    effects: shown.effects,
    summary: renderNotice(itemLink('issue', number, repoUrl), notice),
    recordId,
    number,
    commentId: /\d+$/.exec(url)?.[0] ?? null,
    commentUrl: url,
    notice,
  };
}
