import type { Effect, EffectKind, EffectRunners, EffectSubject } from '../../core/model.ts';
import type { EffectVerdict } from '../../core/outcome/index.ts';

/**
 * Shows a state outside the record, which is stored by now. One effect that fails stops no other, and never throws:
 * what was recorded is recorded.
 * @returns a verdict for each effect, in their order
 */
export async function runEffects(
  runners: EffectRunners,
  effects: readonly Effect[],
  subject: EffectSubject,
): Promise<readonly EffectVerdict[]> {
  const verdicts: EffectVerdict[] = [];
  for (const effect of effects) verdicts.push(await runEffect(runners, effect, subject));
  return verdicts;
}

async function runEffect<Kind extends EffectKind>(
  runners: EffectRunners,
  effect: Effect<Kind>,
  subject: EffectSubject,
): Promise<EffectVerdict> {
  try {
    return { name: effect.kind, ok: true, message: await runners[effect.kind](effect, subject) };
  } catch (error) {
    return { name: effect.kind, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
