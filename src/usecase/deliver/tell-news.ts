import type { DeliveryHook, DeliveryHooks, RunSettings } from '../../core/model.ts';
import type { EffectVerdict } from '../../core/outcome/index.ts';
import type { ItemPorts, ItemRequest, ItemState } from '../item-state/index.ts';
import { canNote, type NewsTold, type StoredNews } from './stored-news.ts';

/**
 * Tells everybody who is to know what was stored, and what waits since an earlier run, side by side; and notes in the
 * record what need not be told again. Loaded only where somebody is asked for and there is something to tell. Never throws:
 * what was recorded is recorded.
 */
export async function tellNews(ports: ItemPorts, request: ItemRequest, stored: StoredNews): Promise<NewsTold> {
  const { record, appended, itemState } = stored;
  const { hooks } = ports;
  const sinks = request.fork ? [] : (hooks?.sinksFor(itemState.run) ?? []);
  const isNews = appended.length > 0 || waits(stored, sinks);
  if (hooks === undefined || record === null || !isNews || ports.isCancelled()) return { effects: [], record };
  const opened = await openHooks(hooks, itemState.run);
  if (opened.hooks.length === 0) return { effects: opened.effects, record };
  const { deliverNews } = await import('./deliver-news.ts');
  const told = await deliverNews(ports, request, { ...stored, record }, opened.hooks);
  return { ...told, effects: [...opened.effects, ...told.effects] };
}

/** What a dry run says of those who would be told. */
export async function aboutDryHooks({ hooks }: ItemPorts, { run }: ItemState): Promise<readonly string[]> {
  if (hooks === undefined) return [];
  const opened = await openHooks(hooks, run);
  const names = [...new Set(opened.hooks.map(({ name }) => name))];
  return names.length === 0 ? [] : [`What is recorded would be told to: ${names.join(', ')}.`];
}

/**
 * Whether an earlier run left something that this one can tell, and note that it did. A fork's event leaves it to the runs of
 * the repository itself.
 */
function waits({ record, itemState, comment }: StoredNews, sinks: readonly string[]): boolean {
  const outbox = record?.head.outbox ?? {};
  return sinks.some((sink) => Object.hasOwn(outbox, sink)) && canNote({ itemState, comment });
}

interface Opened {
  readonly hooks: readonly DeliveryHook[];
  readonly effects: readonly EffectVerdict[];
}

async function openHooks(hooks: DeliveryHooks, run: RunSettings): Promise<Opened> {
  try {
    return { hooks: await hooks.open(run), effects: [] };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { hooks: [], effects: [{ name: 'hooks', ok: false, message }] };
  }
}
