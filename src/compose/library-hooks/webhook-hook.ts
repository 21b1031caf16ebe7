import { systemSleep } from '../../adapters/system/timer.ts';
import type { Hook } from '../../usecase/library/index.ts';
import { asLibraryHook } from './as-library-hook.ts';
import { checkedSending, checkedTexts, checkedUrl } from './checked-options.ts';
import type { SendOptions } from './send-options.ts';

export interface WebhookHookOptions extends SendOptions {
  readonly url: string;
  /** Each signs, so that a new one can take the place of an old one: `whsec_` and 24 to 64 bytes in base64. */
  readonly secrets: readonly string[];
  /** Who did it, and with which metadata: in clear, or as hashes (the default), which prove it and do not tell it. */
  readonly names?: 'clear' | 'hashed';
}

/**
 * A hook that sends each step as a CloudEvent, signed as Standard Webhooks 1.0 has it, in up to three tries; `webhook-id` is the
 * entry's hash. A receiver that answers 410 is sent nothing more.
 * @throws LoopForgeError `input_invalid` for a URL that is no https URL, or no secrets
 * @example
 * service.addHook(webhook({ url, secrets: [secret] }), { timeoutMs: 60_000 });
 */
export function webhookHook({ url, secrets, names = 'hashed', ...options }: WebhookHookOptions): Hook {
  const checked = { url: checkedUrl(url, 'url'), secrets: checkedTexts(secrets, 'secrets'), names };
  const sending = checkedSending(options);
  return asLibraryHook(async () => {
    const [{ webhook }, { systemPatience }, { sendingBy }] = await Promise.all([
      import('../../adapters/hook/webhook.ts'),
      import('../../adapters/hook/http/index.ts'),
      import('./sending.ts'),
    ]);
    return webhook({ ...checked, sink: null, patience: systemPatience(systemSleep), ...sendingBy(sending) });
  });
}
