import type { DeliveryHook, HookSettings } from '../../core/model.ts';
import type { HookContext } from './hook-context.ts';
import { untilItFails } from './until-it-fails.ts';

/** One kind of hook: opened where it is asked for. Each loads its own code. */
interface Kind {
  readonly name: DeliveryHook['name'];
  readonly open: (settings: HookSettings, context: HookContext) => Promise<readonly DeliveryHook[]>;
}

const KINDS: readonly Kind[] = [
  {
    name: 'webhook',
    open: async (settings, context) => {
      if (context.request.hooks.webhookUrls.length === 0) return [];
      const { openWebhooks } = await import('./open-webhooks.ts');
      return openWebhooks(settings, context);
    },
  },
  {
    name: 'slack',
    open: async (settings, context) => {
      if (context.request.hooks.slackUrl === '') return [];
      const { openSlack } = await import('./open-slack.ts');
      return [openSlack(settings, context)];
    },
  },
  {
    name: 'dispatch',
    open: async ({ dispatch: type }, { sendDispatch: send }) => {
      if (type === '') return [];
      const { dispatch } = await import('../../adapters/hook/dispatch.ts');
      return [dispatch({ type, send })];
    },
  },
  {
    name: 'audit-log',
    open: async (settings, context) => {
      if (settings.auditLog === '') return [];
      const { openAuditLog } = await import('./open-audit-log.ts');
      return [openAuditLog(settings, context)];
    },
  },
  {
    name: 'metrics',
    open: async (settings, context) => {
      if (settings.otlpEndpoint === '') return [];
      const { openMetrics } = await import('./open-metrics.ts');
      return [openMetrics(settings, context)];
    },
  },
];

/** Every hook that settings and secrets ask for. */
export async function openHooks(settings: HookSettings, context: HookContext): Promise<readonly DeliveryHook[]> {
  const opened = await Promise.all(KINDS.map((kind) => openKind(kind, settings, context)));
  return opened.flat().map(untilItFails);
}

/** Hooks that cannot be opened say so when they are told, and keep no others from being told. */
async function openKind(
  { name, open }: Kind,
  settings: HookSettings,
  context: HookContext,
): Promise<readonly DeliveryHook[]> {
  try {
    return await open(settings, context);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [{ name, sink: null, tell: async () => ({ upTo: null, ok: false, message: `It is not told: ${why}` }) }];
  }
}
