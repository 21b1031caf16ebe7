import { ERROR_CODES, VERIFY_CODES } from '../model.ts';
import { REASON_CODES } from './result.ts';

/** What a code means and what to do about it, as this release has it. */
const PAGE = 'https://github.com/loopforge/loopforge/blob/v1/docs/codes.md';

const WITH_ENTRY: ReadonlySet<string> = new Set([...REASON_CODES, ...ERROR_CODES]);
const FINDINGS: ReadonlySet<string> = new Set(VERIFY_CODES);

/** The web address of the entry on a reason, an error or a finding; of a word that is none of them, that of the page. @internal */
export function codePage(code: string): string {
  if (WITH_ENTRY.has(code)) return `${PAGE}#${code}`;
  return FINDINGS.has(code) ? `${PAGE}#what-verify-finds` : PAGE;
}

/** A message, and on a line of its own where its code is explained; without a code, or a text, there is nothing to add. */
export function withCodePage(text: string, code: string): string {
  return code === '' || text === '' ? text : `${text}\nSee ${codePage(code)}`;
}
