import { createHookClient } from '../../adapters/hook/http/index.ts';
import { metrics } from '../../adapters/hook/metrics.ts';
import type { DeliveryHook, HookSettings } from '../../core/model.ts';
import type { HookContext } from './hook-context.ts';

/** Whoever takes metrics at the endpoint. */
export function openMetrics(
  { allowHosts, hookTimeout, otlpEndpoint }: HookSettings,
  { request: { hooks } }: HookContext,
): DeliveryHook {
  return metrics({
    endpoint: otlpEndpoint,
    headers: hooks.otlpHeaders,
    client: createHookClient({ allowHosts }),
    timeoutMs: hookTimeout * 1000,
  });
}
