import { canonicalize } from '../../core/model.ts';

/** All that needs a second look: a text without it is its own line. */
const PLAIN = /^[ -~]*$/;
/** Control, format and line-separating characters, and code points that are none; below U+0020 canonical JSON spells them out already. */
const UNSEEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;
/** The log of a job takes it for a command of the runner, wherever it stands. */
const COMMAND = '##[';

/**
 * A value as one line: canonical JSON, in which a character that a terminal, an editor or a reader of lines could obey
 * is spelled `\u` and four digits: U+007F to U+009F, U+2028, U+2029, marks that turn the direction of text, and whatever
 * else is a format character or no character; and of `##[` the bracket. None of it occurs outside strings, so it is the same value.
 * @throws LoopForgeError `record_invalid` where the value holds what JSON cannot
 */
export function jsonLine(value: unknown): string {
  const text = canonicalize(value);
  const seen = PLAIN.test(text) ? text : text.replace(UNSEEN, escapeUnits);
  return seen.includes(COMMAND) ? seen.replaceAll(COMMAND, '##\\u005b') : seen;
}

/** Each half of a surrogate pair by itself, as JSON wants it. */
function escapeUnits(character: string): string {
  let escaped = '';
  for (let at = 0; at < character.length; at++) {
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}
