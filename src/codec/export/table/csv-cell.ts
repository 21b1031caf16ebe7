/**
 * What programs for tables begin a formula with, by OWASP: https://owasp.org/www-community/attacks/CSV_Injection. They pass
 * over what is white, unseen or a quote, and take full-width forms for the same.
 */
const SKIPPED = '(?:(?![\\t\\r\\n;])[\\s\\p{Cc}\\p{Cf}"\'`‘’“”„«»\\ufffd])*';
const FORMULA = '[=+\\-@＝＋－＠﹢﹣﹦﹫−]';
const AT_BEGINNING = new RegExp(`^(?='|${SKIPPED}(?:[\\t\\r\\n]|${FORMULA}))`, 'u');
/** Where a program that takes `;` or a tab for the separator, as some do by their language, begins another cell. */
const AT_SEPARATOR = new RegExp(`([\\t\\r\\n;])(?='|${SKIPPED}${FORMULA})`, 'gu');

/**
 * A text that no program for tables takes for a formula: a `'` stands before it, and likewise behind a semicolon, tab or
 * line break in it. A text that had one there already has two, so that {@link readCsvCell} gives back what was meant.
 */
export function csvCell(text: string): string {
  return text.replace(AT_SEPARATOR, "$1'").replace(AT_BEGINNING, "'");
}

/** The text that a cell of our CSV means. @internal */
export function readCsvCell(cell: string): string {
  return cell.replace(/^'/, '').replace(/([\t\r\n;])'/g, '$1');
}
