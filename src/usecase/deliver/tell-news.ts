import type { DeliveryHook, RunSettings } from '../../core/model.ts';
import type { ItemPorts, ItemRequest, ItemState } from '../item-state/index.ts';
import type { NewsTold, StoredNews } from './stored-news.ts';

/**
 * Tells everybody who is to know what was stored, and what waits since an earlier run, side by side; and notes in the
 * record what need not be told again. Loaded only where somebody is asked for and there may be something to tell. Never
 * throws: what was recorded is recorded.
 */
export async function tellNews(ports: ItemPorts, request: ItemRequest, stored: StoredNews): Promise<NewsTold> {
  const { record, appended, itemState } = stored;
  const mayBeNews = record !== null && (appended.length > 0 || record.head.outbox !== null);
  if (!mayBeNews || ports.isCancelled()) return { effects: [], record };
  try {
    const hooks = await hooksFor(ports, itemState.run);
    if (hooks.length === 0) return { effects: [], record };
    return await (await import('./deliver-news.ts')).deliverNews(ports, request, { ...stored, record }, hooks);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { effects: [{ name: 'hooks', ok: false, message }], record };
  }
}

/** What a dry run says of those who would be told. */
export async function aboutDryHooks(ports: ItemPorts, { run }: ItemState): Promise<readonly string[]> {
  const names = new Set((await hooksFor(ports, run)).map(({ name }) => name));
  return names.size === 0 ? [] : [`What is recorded would be told to: ${[...names].join(', ')}.`];
}

async function hooksFor({ hooks }: ItemPorts, run: RunSettings): Promise<readonly DeliveryHook[]> {
  return hooks === undefined ? [] : hooks.open(run);
}
