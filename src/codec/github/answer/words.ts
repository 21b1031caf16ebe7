/** Our word for GitHub's upper-case one; null: a word that is new to us. */
export function ourWordFor<Word>(words: { readonly [upper: string]: Word }, upper: string): Word | null {
  return Object.hasOwn(words, upper) ? (words[upper] ?? null) : null;
}
