import { type ItemReference, readItemReference } from '../../codec/text/index.ts';

/** GitHub counts no further. */
const MOST = 2 ** 31 - 1;

/** The number in `owner/repo#42`; null: a text that is no such name. */
export function numberIn(id: string): number | null {
  const reference = referenceIn(id);
  return reference?.origin === null ? reference.number : null;
}

/** An item with its repository, as its URL or as `owner/repo#42`; null: a text that names none. */
export function referenceIn(text: string): (ItemReference & { readonly repository: string }) | null {
  const reference = readItemReference(text);
  if (reference === null || reference.number > MOST || reference.repository === null) return null;
  return { ...reference, repository: reference.repository };
}

/** GitHub's names of accounts and repositories know no case. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
