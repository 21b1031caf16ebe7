const STRING = /"(?:[^"\\]|\\.)*"/g;

/**
 * Whether JSON text names a key twice in one object. A parser keeps one of the two and says nothing; the next reader may
 * keep the other. Each member has one colon outside of strings, so there must be as many members as colons.
 * @param value what a parser made of the text
 */
export function hasDoubledKey(text: string, value: unknown): boolean {
  return text.replace(STRING, '').split(':').length - 1 !== countMembers(value);
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.values(value).reduce<number>((sum, one) => sum + countMembers(one), 0);
  return Array.isArray(value) ? inside : inside + Object.keys(value).length;
}
