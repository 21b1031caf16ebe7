import { createHookClient, type HookClient } from '../../adapters/hook/http/index.ts';
import type { SendOptions } from './send-options.ts';

const DEFAULT_ANSWER_MS = 5_000;

/** What every hook that sends is made with. */
export function sendingBy({ answerTimeoutMs = DEFAULT_ANSWER_MS, allowHosts = [] }: SendOptions): {
  readonly client: HookClient;
  readonly timeoutMs: number;
} {
  return { client: createHookClient({ allowHosts }), timeoutMs: answerTimeoutMs };
}
