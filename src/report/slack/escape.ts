/** Longest single name or word, in characters as they are sent. */
const LONGEST_WORD = 150;

/** https://docs.slack.dev/messaging/formatting-message-text#escaping: with these nothing can name a person, a channel or a link. */
const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What cannot be seen, breaks a line or turns the direction of the text around. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/u;

/** A quotation between backticks, or a word; with the white space before it. */
const TOKEN = /(\s*)(`[^`]*`|[^\s`]+|`)/g;

/**
 * Text from outside, or a sentence of ours with names between backticks, as running text of Slack on one line. Plain words
 * stay as they are; what stands between backticks, and every word that could be a mention, a channel, a link, an emoji
 * or markup, becomes code, in which Slack looks for nothing.
 *
 * @param limit characters as they are sent
 * @returns longer texts are cut, with an ellipsis
 */
export function inert(text: string, limit: number): string {
  let out = '';
  for (const [, space, token = ''] of text.trimEnd().matchAll(TOKEN)) {
    const next = inertToken(token);
    // Slack takes a backtick for one of code only where no letter touches it from outside.
    const isTouching =
      (out.endsWith('`') && /^[\p{L}\p{N}`]/u.test(next)) || (/[\p{L}\p{N}]$/u.test(out) && next.startsWith('`'));
    const apart = out !== '' && (space !== '' || isTouching) ? ' ' : '';
    if (out.length + apart.length + next.length + ' …'.length > limit) return `${out} …`.trimStart();
    out += `${apart}${next}`;
  }
  return out;
}

/** A name from outside as code: it shows as it is and does nothing. */
export function inertCode(text: string, limit = LONGEST_WORD): string {
  return `\`${bounded(text.trim().replaceAll('`', "'"), limit) || '(empty)'}\``;
}

/** Text from outside where Slack formats nothing, on one line. */
export function inertPlain(text: string, limit: number): string {
  return bounded(text.replaceAll(/\s+/g, ' ').trim(), limit);
}

function inertToken(token: string): string {
  if (token === '`') return "'";
  if (token.length > 2 && token.startsWith('`')) return inertCode(token.slice(1, -1));
  // Of two colons the second may end the name of an emoji.
  const closing = token.indexOf(':') === token.lastIndexOf(':') ? CLOSING : CLOSING.replace(':', '');
  let start = 0;
  let end = token.length;
  while (start < end && OPENING.includes(token.charAt(start))) start++;
  while (end > start && closing.includes(token.charAt(end - 1))) end--;
  const core = token.slice(start, end);
  if (core === '') return token;
  const isPlain = core.length <= LONGEST_WORD && !LIVE.test(core) && !UNSEEN.test(core);
  return `${token.slice(0, start)}${isPlain ? escaped(core) : inertCode(core)}${token.slice(end)}`;
}

const OPENING = '("\'';
const CLOSING = ')"\',.;:!?';

/** Signs of Slack's markup, names and links; an emoji by its name; what a client would take for an address. */
const LIVE = /[*_~`|<>@#]|:\S*:|:\/\/|^www\.|[\p{L}\p{N}]\.\p{L}{2,}/u;

function escaped(text: string): string {
  return text.replaceAll(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
}

function bounded(text: string, limit: number): string {
  let out = '';
  for (const character of text) {
    const next = UNSEEN.test(character) ? asNumber(character) : escaped(character);
    if (out.length + next.length + '…'.length > limit) return `${out}…`;
    out += next;
  }
  return out;
}

function asNumber(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
