import type { RunSettings } from '../../core/model.ts';
import { type EffectVerdict, failedResult } from '../../core/outcome/index.ts';
import { recordAuthorsFor, searchRecord } from '../find-record/index.ts';
import { type ItemPorts, type ItemRequest, settingsFor } from '../item-state/index.ts';
import { mirrorEffect } from './mirror-effect.ts';
import { showEffects } from './run-effects.ts';

/** What became of the copy of one record, and how that is to be told. */
export interface MirroredItem extends Pick<RunSettings, 'onEffectFailure'> {
  readonly effects: readonly EffectVerdict[];
}

/** Brings the mirror level with the record of an item that was changed otherwise than by a run over it. Never throws. */
export async function mirrorItem(ports: ItemPorts, request: ItemRequest, number: number): Promise<MirroredItem> {
  try {
    const reading = await ports.github.read(number);
    const { law, run } = await settingsFor(request, reading);
    const { found } = await searchRecord(ports.github, reading, recordAuthorsFor(reading, law, request));
    const { stored } = found;
    const record = stored?.record ?? null;
    const { effects } = mirrorEffect(ports, request, { run, record, isWritten: true });
    const subject = { number, commentUrl: stored?.comment.url ?? null, headHash: record?.head.hash ?? null };
    return { effects: await showEffects(ports, request, effects, subject), onEffectFailure: run.onEffectFailure };
  } catch (error) {
    const { message } = failedResult({ kind: 'item', number }, error);
    return { effects: [{ name: 'mirror', ok: false, message }], onEffectFailure: 'warn' };
  }
}
