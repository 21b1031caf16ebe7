import { type Hash, taggedHash } from '../../core/model.ts';

/**
 * The visible part as it is compared: CRLF becomes LF, and spaces, tabs and carriage returns at the end of a line and
 * line breaks at the end of the text are gone. Just these, so that any other language can do the same.
 */
export function normalizeView(text: string): string {
  const lines = text.split('\n').map((line) => withoutTrailing(line, ' \t\r'));
  return withoutTrailing(lines.join('\n'), '\n');
}

/** `head.view`: the hash of the visible part, whatever GitHub did to its line breaks. */
export function viewHash(text: string): Hash {
  return taggedHash('view', normalizeView(text));
}

function withoutTrailing(text: string, unwanted: string): string {
  let end = text.length;
  while (end > 0 && unwanted.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
