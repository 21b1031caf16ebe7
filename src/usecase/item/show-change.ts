import { entriesOf, type RunSettings } from '../../core/model.ts';
import { type EffectVerdict, failedResult } from '../../core/outcome/index.ts';
import { lookAtRecord, tellNews } from '../deliver/index.ts';
import type { ItemPorts, ItemRequest } from '../item-state/index.ts';
import { mirrorEffect } from './mirror-effect.ts';
import { showEffects } from './run-effects.ts';

/** What became of what is shown of a record outside of it, and how that is to be told. */
export interface ShownChange extends Pick<RunSettings, 'onEffectFailure'> {
  readonly effects: readonly EffectVerdict[];
}

/**
 * Tells the hooks, and brings the mirror level with the record of an item that was changed otherwise than by a run over it.
 * Never throws.
 * @param note number of the entry that says so
 */
export async function showChange(
  ports: ItemPorts,
  request: ItemRequest,
  number: number,
  note: number,
): Promise<ShownChange> {
  try {
    const itemState = await lookAtRecord(ports.github, request, await ports.github.read(number));
    const { found, run } = itemState;
    const stored = found.stored?.record ?? null;
    const appended = stored === null ? [] : entriesOf(stored).filter(({ seq }) => seq === note);
    const news = await tellNews(ports, request, { itemState, record: stored, comment: null, appended, violations: [] });
    const { record } = news;
    const { effects } = mirrorEffect(ports, request, { run, record, isWritten: true });
    const subject = {
      number,
      commentUrl: found.stored?.comment.url ?? null,
      headHash: record?.head.hash ?? null,
    };
    const copied = await showEffects(ports, request, effects, subject);
    return { effects: [...news.effects, ...copied], onEffectFailure: run.onEffectFailure };
  } catch (error) {
    const { message } = failedResult({ kind: 'item', number }, error);
    return { effects: [{ name: 'mirror', ok: false, message }], onEffectFailure: 'warn' };
  }
}
