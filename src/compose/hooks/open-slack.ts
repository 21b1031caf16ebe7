import { createHookClient, systemPatience } from '../../adapters/hook/http/index.ts';
import { slack } from '../../adapters/hook/slack.ts';
import type { DeliveryHook, HookSettings } from '../../core/model.ts';
import { slackMessage } from '../../report/slack/index.ts';
import type { HookContext } from './hook-context.ts';

/** The channel behind the incoming webhook. */
export function openSlack(
  { allowHosts, hookTimeout, slackOn }: HookSettings,
  { request: { hooks }, timer }: HookContext,
): DeliveryHook {
  return slack({
    url: hooks.slackUrl,
    messageFor: (news) => slackMessage(news, slackOn),
    client: createHookClient({ allowHosts }),
    timeoutMs: hookTimeout * 1000,
    patience: systemPatience(timer.sleep),
  });
}
