import type { LoopRecord, MissingNeed, NeedKind } from '../../core/model.ts';
import { actOf, type RefusedStep } from '../../core/words/index.ts';

/** Of a merge they come too late, or what they ask for is done. */
const NOT_OF_CHECKS: readonly NeedKind[] = ['approvals', 'code_owner', 'changes_requested', 'draft', 'pull_request'];
const FOLLOWING: readonly NeedKind[] = ['not_merged', 'closed'];

/** What a refusal that proof ends lacks as things stand now; what it lacked then, where the record tells of nothing newer. */
export function lackingNow({ head }: LoopRecord, refused: RefusedStep): readonly MissingNeed[] {
  const act = actOf(refused);
  if (act !== 'merge' && act !== 'lost') return refused.needs;
  const idle = act === 'merge' ? [...FOLLOWING, ...NOT_OF_CHECKS] : FOLLOWING;
  const now = (head.shown?.needs ?? []).filter(({ kind }) => !idle.some((one) => one === kind));
  return now.length > 0 ? now : refused.needs;
}
