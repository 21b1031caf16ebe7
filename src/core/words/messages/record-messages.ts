import type { Need } from '../../model.ts';
import { ABOUT_NOTHING } from '../basics/index.ts';
import { missingLine, missingNeedSentence } from '../needs/index.ts';

/*
 * The message that a refusal keeps in the record, in the form of the original library.
 */

/**
 * The message of a refused step, in the form of the original library, with one more line on what is missing.
 * @param allowed the states that may be entered from `from` now
 */
export function refusedStep(from: string, to: string, allowed: readonly string[], missing: string): string {
  const may = allowed.length > 0 ? allowed.join(', ') : 'none (terminal)';
  return withMissing(`Invalid transition: ${from} → ${to}. Allowed from ${from}: ${may}`, missing);
}

/** Why a claim was refused: there is no such step, its guard is shut, or its proof is missing. */
export function refusedClaim(first: string, code: string, needs: readonly Need[], about = ABOUT_NOTHING): string {
  if (code === 'illegal_transition') return `${first}\nThe lifecycle has no such step.`;
  return withMissing(
    first,
    code === 'guard_false'
      ? needs.map((need) => missingNeedSentence(need, about)).join(' · ')
      : missingLine(needs, about),
  );
}

/** The message for a gate that was passed and whose proof is gone. */
export function lostGate(gate: string, head: string | null, missing: string): string {
  return withMissing(`Gate lost: ${gate} no longer holds for ${head ?? 'a commit that is gone'}`, missing);
}

function withMissing(first: string, missing: string): string {
  return missing === '' ? first : `${first}\nMissing: ${missing}`;
}

/** What a refused close lacks, and what a person can do with the item as it is. */
export function refusedClose(missing: string, couldBeSetAside: boolean): string {
  const aside = couldBeSetAside ? 'close it as not planned, or ' : '';
  return [missing, `or ${aside}override it with a reason`].filter((part) => part !== '').join(' · ');
}
