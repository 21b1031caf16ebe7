/** What a code means and what to do about it, as this release has it. */
const PAGE = 'https://github.com/loopforge/loopforge/blob/v1/docs/codes.md';

/** The web address of the entry on a reason or an error. */
export function codePage(code: string): string {
  return `${PAGE}#${code}`;
}

/** A message, and on a line of its own where its code is explained; without a code, or a text, there is nothing to add. */
export function withCodePage(text: string, code: string): string {
  return code === '' || text === '' ? text : `${text}\nSee ${codePage(code)}`;
}
