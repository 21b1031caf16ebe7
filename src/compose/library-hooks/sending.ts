import { createHookClient, type HookClient } from '../../adapters/hook/http/index.ts';
import type { SendOptions } from './send-options.ts';

/** What every hook that sends is made with. */
export function sendingBy({ answerTimeoutMs, allowHosts }: Required<SendOptions>): {
  readonly client: HookClient;
  readonly timeoutMs: number;
} {
  return { client: createHookClient({ allowHosts }), timeoutMs: answerTimeoutMs };
}
