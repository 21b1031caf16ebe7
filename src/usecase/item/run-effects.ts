import { type ItemEffects, witnessUrl } from '../../core/model.ts';
import type { EffectVerdict } from '../../core/outcome/index.ts';
import type { Effect } from '../../core/plan/steps/index.ts';

/** The item that effects are about. */
export interface EffectSubject {
  readonly number: number;
  /** Address of the record comment, where there is one. */
  readonly commentUrl: string | null;
  /** The hash of the record's last entry, where there is one. */
  readonly headHash: string | null;
}

/**
 * Shows a state outside the record, which is stored by now. One effect that fails stops no other, and never throws:
 * what was recorded is recorded.
 * @returns a verdict for each effect, in their order
 */
export async function runEffects(
  github: ItemEffects,
  effects: readonly Effect[],
  subject: EffectSubject,
): Promise<readonly EffectVerdict[]> {
  const verdicts: EffectVerdict[] = [];
  for (const effect of effects) verdicts.push(await runEffect(github, effect, subject));
  return verdicts;
}

async function runEffect(github: ItemEffects, effect: Effect, subject: EffectSubject): Promise<EffectVerdict> {
  try {
    return { name: effect.kind, ok: true, message: await show(github, effect, subject) };
  } catch (error) {
    return { name: effect.kind, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

async function show(github: ItemEffects, effect: Effect, { number, ...record }: EffectSubject): Promise<string> {
  switch (effect.kind) {
    case 'label':
      await github.setStateLabel(number, effect.label);
      return `${effect.label.prefix}${effect.label.state}`;
    case 'status':
      await github.setCommitStatus({ ...effect.status, targetUrl: addressOf(record) });
      return `${effect.status.context}: ${effect.status.state}`;
  }
}

function addressOf({ commentUrl, headHash }: Omit<EffectSubject, 'number'>): string | null {
  return commentUrl === null || headHash === null ? commentUrl : witnessUrl(commentUrl, headHash);
}
