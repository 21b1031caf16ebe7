import { type Effect, type EffectKind, type EffectRunners, type EffectSubject, hasCode } from '../../core/model.ts';
import type { EffectVerdict } from '../../core/outcome/index.ts';
import type { ItemPorts, ItemRequest } from '../item-state/index.ts';
import { setHeadStatus } from './head-status.ts';

/**
 * Shows outside the record what a plan wants shown, once the record is stored. One effect that fails stops no other,
 * and never throws: what was recorded is recorded.
 * @returns a verdict for each effect, in their order. None where it was shown already, nor where a fork's event came with a
 * token that can only read: that is nobody's mistake, and a later run shows it.
 */
export async function showEffects(
  ports: ItemPorts,
  request: ItemRequest,
  effects: readonly Effect[],
  subject: EffectSubject,
): Promise<readonly EffectVerdict[]> {
  const runners: EffectRunners = {
    label: ports.effects.label,
    mirror: async ({ mirror }, { number }) =>
      (await import('../mirror/mirror-record.ts')).mirrorRecord(ports, request, number, mirror),
    status: ({ status }) => setHeadStatus(ports, request, status, subject),
  };
  const verdicts: EffectVerdict[] = [];
  for (const effect of effects) {
    try {
      const message = await runEffect(runners, effect, subject);
      if (message !== null) verdicts.push({ name: effect.kind, ok: true, message });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (request.fork && hasCode(error, 'permission_missing')) ports.log(message);
      else verdicts.push({ name: effect.kind, ok: false, message });
    }
  }
  return verdicts;
}

async function runEffect<Kind extends EffectKind>(
  runners: EffectRunners,
  effect: Effect<Kind>,
  subject: EffectSubject,
): Promise<string | null> {
  return runners[effect.kind](effect, subject);
}
