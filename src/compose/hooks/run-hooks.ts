import type { DeliveryHook, DeliveryHooks, HookSettings } from '../../core/model.ts';
import type { HookContext } from './hook-context.ts';
import { webhookSink } from './webhook-sink.ts';

/** The hooks of one run: whatever the items, each is opened once, and its code is loaded then. */
export class RunHooks implements DeliveryHooks {
  readonly #context: HookContext;
  readonly #opened = new Map<string, Promise<readonly DeliveryHook[]>>();

  constructor(context: HookContext) {
    this.#context = context;
  }

  sinksFor({ dispatch }: HookSettings): readonly string[] {
    const webhooks = this.#context.request.hooks.webhookUrls.map(webhookSink);
    return dispatch === '' ? webhooks : [...webhooks, 'dispatch'];
  }

  open(settings: HookSettings): Promise<readonly DeliveryHook[]> {
    const { slackUrl } = this.#context.request.hooks;
    const { auditLog, otlpEndpoint } = settings;
    if (slackUrl + auditLog + otlpEndpoint === '' && this.sinksFor(settings).length === 0) return Promise.resolve([]);
    const key = JSON.stringify(settings);
    const opened = this.#opened.get(key) ?? this.#openFirst(settings);
    this.#opened.set(key, opened);
    return opened;
  }

  async #openFirst(settings: HookSettings): Promise<readonly DeliveryHook[]> {
    const { openHooks } = await import('./open-hooks.ts');
    return openHooks(settings, this.#context);
  }
}
