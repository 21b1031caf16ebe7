import { isHookUrl } from '../../codec/config/index.ts';
import { LoopForgeError } from '../../core/model.ts';

/**
 * A URL that something may be sent to. It may hold a secret, so that a wrong one is not repeated.
 * @throws LoopForgeError `input_invalid`: callers in plain JavaScript have no types to stop them
 */
export function checkedUrl(url: unknown, name: string): string {
  if (typeof url === 'string' && isHookUrl(url)) return url;
  const accepted = 'an https URL without an account in it, such as https://example.com/hook';
  throw new LoopForgeError('input_invalid', `"${name}" must be ${accepted}.`);
}

/** @throws LoopForgeError `input_invalid` for a list that is none, or empty, or holds something else than texts. */
export function checkedTexts(texts: unknown, name: string): readonly string[] {
  const isList = Array.isArray(texts) && texts.length > 0 && texts.every((text) => typeof text === 'string');
  if (isList) return [...texts];
  throw new LoopForgeError('input_invalid', `"${name}" must be a list of texts, and not empty.`);
}
