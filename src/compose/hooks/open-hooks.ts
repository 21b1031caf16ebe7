import type { DeliveryHook, HookSettings } from '../../core/model.ts';
import type { HookContext } from './hook-context.ts';
import { untilItFails } from './until-it-fails.ts';

/** One kind of hook: opened where it is asked for. Each loads its own code. */
type OpenHook = (settings: HookSettings, context: HookContext) => Promise<readonly DeliveryHook[]>;

const KINDS: readonly OpenHook[] = [
  async (settings, context) => {
    if (context.request.hooks.webhookUrls.length === 0) return [];
    const { openWebhooks } = await import('./open-webhooks.ts');
    return openWebhooks(settings, context);
  },
  async (settings, context) => {
    if (context.request.hooks.slackUrl === '') return [];
    const { openSlack } = await import('./open-slack.ts');
    return [openSlack(settings, context)];
  },
  async ({ dispatch: type }, { sendDispatch: send }) => {
    if (type === '') return [];
    const { dispatch } = await import('../../adapters/hook/dispatch.ts');
    return [dispatch({ type, send })];
  },
  async (settings, context) => {
    if (settings.auditLog === '') return [];
    const { openAuditLog } = await import('./open-audit-log.ts');
    return [openAuditLog(settings, context)];
  },
  async (settings, context) => {
    if (settings.otlpEndpoint === '') return [];
    const { openMetrics } = await import('./open-metrics.ts');
    return [openMetrics(settings, context)];
  },
];

/** Every hook that settings and secrets ask for. */
export async function openHooks(settings: HookSettings, context: HookContext): Promise<readonly DeliveryHook[]> {
  const opened = await Promise.all(KINDS.map((open) => open(settings, context)));
  return opened.flat().map(untilItFails);
}
