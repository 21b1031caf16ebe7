/** Longest rendering of one outside text, in characters of Markdown. */
const CODE_LIMIT = 80;
const PROSE_LIMIT = 400;

/** Nothing in here means anything between backticks, in a table cell, or to somebody who reads the raw text. */
const HARMLESS_CODE = /^[\w.,:/()+=[\] -]+$/;

/**
 * Text from outside as code: it shows as it is and does nothing. Mentions, references and links do not count inside
 * code; what could end the code span is written as character references, which Markdown shows and never interprets.
 *
 * @returns one line, fit for a table cell; longer texts are cut, with an ellipsis
 */
export function codeSpan(text: string, limit: number = CODE_LIMIT): string {
  if (text === '') return '(empty)';
  if (text.length <= limit && text.trim() === text && HARMLESS_CODE.test(text)) return `\`${text}\``;
  return `<code>${bounded(text, referenceOf, limit)}</code>`;
}

/** A quotation between backticks, or a word; with the white space before it. */
const TOKEN = /(\s*)(`[^`]*`|[^\s`]+|`)/g;

/**
 * Text from outside as running text on one line. Plain words stay as they are; what stands between backticks, and
 * every word that could be a mention, a reference, a link or markup, becomes a code span.
 *
 * @returns longer texts are cut, with an ellipsis
 */
export function plain(text: string, limit: number = PROSE_LIMIT, isPlain: PlainWord = () => false): string {
  let out = '';
  for (const [, space, token] of text.matchAll(TOKEN)) {
    const next = plainToken(token ?? '', { isFirst: out === '', isPlain });
    const apart = out !== '' && (space !== '' || (out.endsWith('`') && next.startsWith('`')));
    if (out.length + next.length + 1 > limit) return `${out} …`.trimStart();
    out += apart ? ` ${next}` : next;
  }
  return out;
}

/** Whether a word that is none by its letters may stay as it is. */
export type PlainWord = (word: string) => boolean;

interface Place {
  readonly isFirst: boolean;
  readonly isPlain: PlainWord;
}

function plainToken(token: string, place: Place): string {
  const isQuoted = token.length > 2 && token.startsWith('`');
  return isQuoted ? codeSpan(token.slice(1, -1)) : plainWord(token, place);
}

const OPENING = '("\'';
const CLOSING = ')"\',.;:!?';

function plainWord(word: string, { isFirst, isPlain }: Place): string {
  let start = 0;
  let end = word.length;
  while (start < end && OPENING.includes(word.charAt(start))) start++;
  while (end > start && CLOSING.includes(word.charAt(end - 1))) end--;
  const core = word.slice(start, end);
  // A number with a sign behind it begins a list where it comes first.
  if (isNumber(core) && (end === word.length || !isFirst)) return word;
  if (isOnlyStops(word)) return word;
  if (core === '') return isPlain(word) ? word : codeSpan(word);
  if (isNumber(core)) return codeSpan(word);
  return `${word.slice(0, start)}${isWord(core) || isPlain(core) ? core : codeSpan(core)}${word.slice(end)}`;
}

/** Up to four digits: no commit, and with nothing after it no list item either. */
function isNumber(text: string): boolean {
  return /^\d{1,4}$/.test(text);
}

function isOnlyStops(word: string): boolean {
  return /^[,;.:]{1,3}$/.test(word);
}

/** Letters, perhaps with hyphens; a few signs. Seven letters that are hexadecimal digits might be a commit. */
function isWord(text: string): boolean {
  if (/^[→…–/]$/.test(text)) return true;
  return /^\p{L}[\p{L}\p{M}'’-]*$/u.test(text) && !/^[a-f]{7,}$/.test(text);
}

function referenceOf(character: string): string {
  if (/^[A-Za-z0-9 ]$/.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  // What cannot be seen, or turns the direction of the text around, is shown as its number.
  if (/^[\p{C}\p{Z}]$/u.test(character)) return `&#92;u${code.toString(16).padStart(4, '0')}`;
  return `&#${code};`;
}

function bounded(text: string, render: (character: string) => string, limit: number): string {
  let out = '';
  for (const character of text) {
    const next = render(character);
    if (out.length + next.length > limit) return `${out}…`;
    out += next;
  }
  return out;
}
