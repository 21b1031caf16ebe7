import { systemSleep } from '../../adapters/system/timer.ts';
import type { Hook } from '../../usecase/library/index.ts';
import { asLibraryHook } from './as-library-hook.ts';
import { checkedSending, checkedUrl } from './checked-options.ts';
import type { SendOptions } from './send-options.ts';

export interface SlackHookOptions extends SendOptions {
  /** Of an incoming webhook: whoever has it may post. */
  readonly url: string;
  /** The states that the channel is told of; the default is all. */
  readonly on?: readonly string[];
}

/**
 * A hook that posts each step to a channel of Slack, in up to three tries, and a second apart.
 * @throws LoopForgeError `input_invalid` for a URL that is no https URL; it is not repeated
 * @example
 * service.addHook(slack({ url, on: ['merged'] }), { timeoutMs: 60_000 });
 */
export function slackHook({ url, on = [], ...options }: SlackHookOptions): Hook {
  const checked = checkedUrl(url, 'url');
  const states = [...on];
  const sending = checkedSending(options);
  return asLibraryHook(async () => {
    const [{ slack }, { systemPatience }, { slackMessage }, { sendingBy }] = await Promise.all([
      import('../../adapters/hook/slack.ts'),
      import('../../adapters/hook/http/index.ts'),
      import('../../report/slack/index.ts'),
      import('./sending.ts'),
    ]);
    const messageFor = (news: Parameters<typeof slackMessage>[0]) => slackMessage(news, states);
    return slack({ url: checked, messageFor, patience: systemPatience(systemSleep), ...sendingBy(sending) });
  });
}
