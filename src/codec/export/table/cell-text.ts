/** In UTF-16 units: what Excel takes in a cell. https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
const LONGEST_CELL = 32_767;

/** Every way to begin a new line, also those that only some programs know. */
const LINE_BREAKS = /\r\n?|[\u0085\u2028\u2029]/g;
/**
 * What no cell should hold: control characters but tab and line feed, code points that are no characters, which XML
 * forbids too, and what overrides or isolates a direction of writing, behind which a text shows as another.
 */
const UNFIT = /(?![\t\n])\p{Cc}|\p{Noncharacter_Code_Point}|[\u202a-\u202e\u2066-\u2069]/gu;
/** Texts of nothing else are most of all, and are as they are. */
const PLAIN = /^[ -~]*$/;

/**
 * A text as a cell shows it: line breaks as line feeds; `\ufffd` in place of each character that a program for tables could
 * stumble over, cut short at or hide something behind.
 */
export function cellText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.toWellFormed().replace(LINE_BREAKS, '\n').replace(UNFIT, '\ufffd');
}

/** A text that fits into a cell: of one that does not, its beginning, and how many UTF-16 units are left out. */
export function fitCell(text: string): string {
  if (text.length <= LONGEST_CELL) return text;
  const room = LONGEST_CELL - `… (+${text.length})`.length;
  const kept = text.slice(0, isHigh(text.charCodeAt(room - 1)) ? room - 1 : room);
  return `${kept}… (+${text.length - kept.length})`;
}

/** The first half of a surrogate pair. */
function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
