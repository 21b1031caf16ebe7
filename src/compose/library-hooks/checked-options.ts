import { hookUrlLike, isHookUrl } from '../../codec/config/index.ts';
import { LoopForgeError } from '../../core/model.ts';
import { checkedTimeout } from '../../usecase/library/index.ts';
import type { SendOptions } from './send-options.ts';

/**
 * A URL that something may be sent to. It may hold a secret, so that a wrong one is not repeated.
 * @throws LoopForgeError `input_invalid`: callers in plain JavaScript have no types to stop them
 */
export function checkedUrl(url: unknown, name: string): string {
  if (typeof url === 'string' && isHookUrl(url)) return url;
  throw new LoopForgeError('input_invalid', `"${name}" must be ${hookUrlLike('https://example.com/hook')}.`);
}

/** @throws LoopForgeError `input_invalid` for a list that is none, or empty, or holds something else than texts. */
export function checkedTexts(texts: unknown, name: string): readonly string[] {
  const isList = Array.isArray(texts) && texts.length > 0 && texts.every((text) => typeof text === 'string');
  if (isList) return [...texts];
  throw new LoopForgeError('input_invalid', `"${name}" must be a list of texts, and not empty.`);
}

const DEFAULT_ANSWER_MS = 5_000;

/** @throws LoopForgeError `input_invalid` for a time that is none, or hosts that are no list of texts. */
export function checkedSending({ answerTimeoutMs, allowHosts = [] }: SendOptions): Required<SendOptions> {
  const ms = checkedTimeout(answerTimeoutMs ?? DEFAULT_ANSWER_MS, 'answerTimeoutMs');
  const isList = Array.isArray(allowHosts) && allowHosts.every((host) => typeof host === 'string');
  if (isList) return { answerTimeoutMs: ms, allowHosts: [...allowHosts] };
  throw new LoopForgeError('input_invalid', '"allowHosts" must be a list of texts.');
}
