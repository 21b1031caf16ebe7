/*
 * Neither jsonb nor text of Postgres holds U+0000, and records may. So U+001A, the control character "substitute", is an
 * escape here: U+0000 is kept as U+001A 0, and U+001A itself as U+001A 1. What has neither of the two, which is all but
 * everything, is kept as it is. https://www.postgresql.org/docs/current/datatype-json.html
 */

const SUBSTITUTE = '\u001a';

/** The JSON text of a record, as jsonb can hold it. */
export function toJsonb(text: string): string {
  if (!text.includes('\\u00')) return text;
  return text.replace(/\\(?:u0000|u001a|.)/g, (part) => {
    if (part === '\\u0000') return '\\u001a0';
    return part === '\\u001a' ? '\\u001a1' : part;
  });
}

/** The JSON text of a record again, from what jsonb says. */
export function fromJsonb(text: string): string {
  if (!text.includes('\\u001a')) return text;
  return text.replace(/\\(?:u001a0|u001a1|.)/g, (part) => {
    if (part === '\\u001a0') return '\\u0000';
    return part === '\\u001a1' ? '\\u001a' : part;
  });
}

/** A string as the columns have it that follow from the record. No record has one with half a character in it. */
export function toColumn(text: string): string {
  if (!text.isWellFormed()) return SUBSTITUTE;
  return text.replaceAll(SUBSTITUTE, `${SUBSTITUTE}1`).replaceAll('\0', `${SUBSTITUTE}0`);
}

/** The string again. */
export function fromColumn(text: string): string {
  return text.replaceAll(`${SUBSTITUTE}0`, '\0').replaceAll(`${SUBSTITUTE}1`, SUBSTITUTE);
}
