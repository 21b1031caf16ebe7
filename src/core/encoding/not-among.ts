import { quote } from './quote.ts';

/** A longer list is told only where nothing in it comes near. */
const MOST_BESIDE_A_GUESS = 12;

/**
 * What is wrong with a word that is in no closed list, and what is accepted in its place: `"mergd" is not a state; did
 * you mean "merged"? Accepted: approved, merged or closed`. It begins a sentence or stands behind a place and a colon;
 * the full stop is the caller's.
 *
 * @param what what it would have to be, with its article
 * @param known every word of the list
 */
export function notAmong(word: unknown, what: string, known: readonly string[]): string {
  const nearest = typeof word === 'string' ? closest(word, known) : undefined;
  const problem = `${quote(word)} is not ${what}`;
  if (nearest === undefined) return `${problem}. Accepted: ${alternatives(known)}`;
  const guess = `${problem}; did you mean "${nearest}"?`;
  return known.length > MOST_BESIDE_A_GUESS ? guess : `${guess} Accepted: ${alternatives(known)}`;
}

function alternatives(words: readonly string[]): string {
  if (words.length === 0) return 'nothing';
  return words.length === 1 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** The candidate that a typing mistake most likely meant: a third of its letters may differ, and at most three. */
function closest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const letters = plain(candidate);
    const distance = editDistance(plain(word), letters);
    if (distance < bestDistance && distance <= Math.min(3, Math.ceil(letters.length / 3))) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `onInvalid`, `on-invalid` and `ON_INVALID` are one word to a person. */
function plain(word: string): string {
  return word.slice(0, 64).toLowerCase().replaceAll(/[-_ ]/g, '');
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped = isSwap(a, b, row, column) ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(at(last, column) + 1, at(current, column - 1) + 1, replaced, swapped));
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function isSwap(a: string, b: string, row: number, column: number): boolean {
  return row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? Number.POSITIVE_INFINITY;
}
