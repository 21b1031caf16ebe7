/** What may stand in a URI reference: https://www.rfc-editor.org/rfc/rfc3986#section-4.1, as far as characters go. */
const REFERENCE = /^(?:[a-z][a-z\d+.-]*:)?(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\da-f]{2})+$/i;
const LONGEST = 2_000;

/** The text, if it is a URI reference of a usual length; else another. */
export function referenceOr(other: string, text: string): string {
  return text.length <= LONGEST && REFERENCE.test(text) ? text : other;
}
