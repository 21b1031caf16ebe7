/** Every part begins with it. */
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const SPECIAL = /[&<>"]|_(?=x[\dA-Fa-f]{0,4}_)/g;

const WRITTEN: { readonly [special: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // What looks like the form in which a spreadsheet writes a character by its number is no such form. That has four digits;
  // LibreOffice takes fewer for it, too, as they occur in one hash of a thousand.
  _: '_x005F_',
};

/**
 * A text as the content of an element of a spreadsheet (ECMA-376, part 1, 22.9.2.19 `ST_Xstring`).
 * @param text without what XML forbids: most control characters, lone surrogates, U+FFFE and U+FFFF
 */
export function xmlText(text: string): string {
  return text.replace(SPECIAL, (special) => WRITTEN[special] ?? special);
}
