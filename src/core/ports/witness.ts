import type { Hash } from '../values/index.ts';

/**
 * A commit status can be neither edited nor deleted, so the one that LoopForge sets bears witness to its record: its
 * address is the record comment's, with the hash of the last entry in the query, which GitHub's pages do not heed.
 */
const KEY = 'loopforge';

/** @param url the address of the record comment */
export function witnessUrl(url: string, headHash: Hash): string {
  const place = new URL(url);
  place.searchParams.set(KEY, headHash);
  return place.href;
}

export interface WitnessedHash {
  /** The address of the item whose record it is. */
  readonly item: string;
  /** As the address says; nobody has checked it. */
  readonly hash: string;
}

/** What a status's address bears witness to; null: to nothing. */
export function witnessIn(url: string | null): WitnessedHash | null {
  if (url === null || !URL.canParse(url)) return null;
  const { origin, pathname, searchParams } = new URL(url);
  const hash = searchParams.get(KEY);
  return hash === null ? null : { item: `${origin}${pathname}`, hash };
}
