import stringWidth from 'string-width';
import { printable } from './printable.ts';

/** How many columns a text takes on a terminal; most of East Asia's letters, and emoji, take two. */
export function columnsOf(text: string): number {
  return stringWidth(printable(text));
}

/** A text in lines of at most so many columns, broken between words; a word that is longer keeps a line to itself. */
export function wrapped(text: string, columns: number): readonly string[] {
  if (columns === Number.POSITIVE_INFINITY) return [text];
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const joined = `${last} ${word}`;
    if (last !== undefined && columnsOf(joined) <= columns) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

/** A text with spaces behind it, so that it takes so many columns; one that is longer stays as it is. */
export function padded(text: string, columns: number): string {
  return `${text}${' '.repeat(Math.max(0, columns - columnsOf(text)))}`;
}

/** A text of at most so many columns: what is longer is cut between two characters as people see them, and ends with `…`. */
export function cutTo(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (columnsOf(kept) + columnsOf(segment) > columns - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
