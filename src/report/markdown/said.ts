import { type PlainWord, plain } from './escape.ts';

/** `15:16`, `pr.merged`, and the bracket before a name: nothing can be made of them, and sentences of ours have them. */
const isOurs: PlainWord = (word) =>
  /^(?:\d{1,2}:\d{2}|[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*|[(),.]+)$/.test(word) && !word.includes('www');

/**
 * A sentence of the module of words as Markdown: names stand between backticks and become code, and whatever could be a
 * mention, a reference, a link or markup does too, should it ever get into one.
 * @returns one line; a longer sentence is cut, with an ellipsis
 */
export function said(text: string, limit: number): string {
  return plain(text, limit, isOurs);
}
