import { createHookClient, systemPatience } from '../../adapters/hook/http/index.ts';
import { webhook } from '../../adapters/hook/webhook.ts';
import type { DeliveryHook, HookSettings } from '../../core/model.ts';
import type { HookContext } from './hook-context.ts';
import { webhookSink } from './webhook-sink.ts';

/** One for each URL. They share nothing but the secrets. */
export function openWebhooks(
  { allowHosts, hookTimeout, webhookNames }: HookSettings,
  { request: { hooks }, timer }: HookContext,
): readonly DeliveryHook[] {
  const client = (hooks.clientFor ?? createHookClient)({ allowHosts });
  return hooks.webhookUrls.map((url) =>
    webhook({
      url,
      secrets: hooks.webhookSecrets,
      sink: webhookSink(url),
      names: webhookNames ? 'clear' : 'hashed',
      client,
      timeoutMs: hookTimeout * 1000,
      patience: systemPatience(timer.sleep),
    }),
  );
}
