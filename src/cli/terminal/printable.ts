/**
 * Text from a record or from GitHub, fit for a terminal: what could move the cursor, change colours or turn the
 * direction of the text around is shown as its number.
 * @param keep characters that stay as they are
 */
export function printable(text: string, keep = ''): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, (character) => {
    if (keep.includes(character)) return character;
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
