/** Texts that some store somewhere has taken for something else; no two are the same, and some nearly are. */
export function oddTexts(maxBytes: number): readonly string[] {
  return [...ODD_TEXTS, ...longTexts(maxBytes)];
}

const ODD_TEXTS: readonly string[] = [
  // Quotes, wildcards and escapes of query languages.
  "O'Reilly",
  '"quoted"',
  "'; DROP TABLE loop_records; --",
  'a%',
  'ab',
  'a_',
  'a*',
  'a?',
  '[ab]',
  '\\',
  '\\u0000',
  '$1',
  '$(ref)',
  // Separators of keys, paths and hash tags.
  ':',
  'a:b',
  'a:b:c',
  '#',
  'a#1',
  '/',
  '..',
  '../a',
  'a/b',
  '{a}',
  '{}',
  '{b}a',
  // Space at either end, and nothing but space.
  ' ',
  'a',
  ' a',
  'a ',
  'a\n',
  'a\tb',
  '\r\n',
  // Another case, another normal form, another script.
  'A',
  '\u00e9',
  'e\u0301',
  '\u2126',
  '\u03a9',
  '\u5b57',
  '\u0627\u0644',
  '\u{1f469}\u200d\u{1f4bb}',
  '\u{1f469}',
  '\ufeffa',
  '\uffff',
  '\u{10ffff}',
  // Control characters, the end of a text in C among them.
  '\u0000',
  'a\u0000',
  'a\u0000b',
  '\u001b[31m',
  '\u007f',
  '\u2028',
  // Names and values that programs know.
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'true',
  '0',
  '00',
  '-1',
  '1e3',
  'NaN',
];

/** As long as may be; the second differs from the first in its last character alone. */
function longTexts(bytes: number): readonly string[] {
  const most = Math.max(2, bytes);
  return [`${'x'.repeat(most - 1)}1`, `${'x'.repeat(most - 1)}2`, '\u{1f600}'.repeat(Math.floor(most / 4))];
}
