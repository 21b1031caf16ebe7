import { cutText, type Instant, type MissingNeed } from '../../model.ts';
import type { About } from './about.ts';

const SHOWN_NAMES = 2;
/** As the record spells it: a name of a hundred letters, or of some twenty CJK ones. */
const LONGEST_NAME = 150;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A name of states, checks or people, told apart from the words around it, on one line and in one direction. */
export function code(name: string): string {
  return `\`${cutText(name, LONGEST_NAME).replaceAll('`', "'").replace(UNSEEN, asNumber)}\``;
}

/** What breaks a line or turns the direction of the text around. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function asNumber(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/** An account: as it is where nothing could be made of its name, else as a name from outside. */
export function sayPerson(login: string): string {
  const isPlain = /^[A-Za-z][A-Za-z0-9-]{0,38}$/.test(login) && !/^(?:gh-\d+|[a-f0-9]{7,40})$/i.test(login);
  return isPlain ? login : code(login);
}

/** `a`, `a and b`, `a, b and c`. */
export function listAnd(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** `a`, `a or b`, `a, b or c`. */
export function listOr(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} or ${last}`;
}

/** The names of a need, as many as are good to read. */
export function listedNames(lack: MissingNeed): string {
  return listed(lack, sayName);
}

/** The people of a need. */
export function listedPeople(lack: MissingNeed): string {
  return listed(lack, sayPerson);
}

function listed({ names, counts }: MissingNeed, say: (name: string) => string): string {
  const shown = [...new Set(names)].slice(0, SHOWN_NAMES).map(say);
  const more = (counts['total'] ?? names.length) - shown.length;
  return listAnd(more > 0 ? [...shown, `${more} more`] : shown);
}

/** The number of an item is no code, and of a commit seven digits are enough. */
function sayName(name: string): string {
  if (/^#\d+$/.test(name)) return name.slice(1);
  return code(/^[0-9a-f]{40,64}$/.test(name) ? name.slice(0, 7) : name);
}

/** Whether a need is about a single thing. */
export function isOne({ names, counts }: MissingNeed): boolean {
  return (counts['total'] ?? names.length) === 1;
}

/** `the check a`, `the checks a and b`. */
export function sayChecks(lack: MissingNeed, what = 'check'): string {
  return `the ${what}${isOne(lack) ? '' : 's'} ${listedNames(lack)}`;
}

/** What a run reads; a word from elsewhere is none of them. */
export function readable(what: string): string {
  return what === 'checks' || what === 'reviews' ? what : 'facts';
}

/** What a description says so that GitHub links it to the issue. */
export function closingKeyword({ issue }: About): string {
  return issue === null ? '`Closes` and the number of this issue' : `\`Closes #${issue}\``;
}

/** `2026-11-26T15:16:07Z` → `26 Nov 2026 at 15:16 UTC`. */
export function sayTime(time: Instant): string {
  return `${sayDay(time)} at ${time.slice(11, 16)} UTC`;
}

/** `2026-11-26T15:16:07Z` → `26 Nov at 15:16`, for where the year is plain. */
export function sayTimeShort(time: Instant): string {
  return `${sayDay(time).slice(0, -5)} at ${time.slice(11, 16)}`;
}

/** `2026-11-26T15:16:07Z` → `26 Nov 2026`. */
export function sayDay(time: Instant): string {
  return `${Number(time.slice(8, 10))} ${MONTHS[Number(time.slice(5, 7)) - 1] ?? ''} ${time.slice(0, 4)}`;
}

/** With a full stop behind, where there is none. */
export function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The first letter large, and a full stop behind. */
export function sentence(text: string): string {
  return ended(text.charAt(0).toUpperCase() + text.slice(1));
}
