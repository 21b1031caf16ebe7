import { entriesOf, type LoopRecord } from '../../core/model.ts';

/**
 * Every built-in lifecycle that was ever released, by its hash. What is told of a record by its lifecycle is proof, so
 * one that changes gets a new line and the old one stays.
 */
const BUILT_IN_LAWS: { readonly [hash: string]: 'standard' | 'strict' } = {
  cCoNTihws7paQ7Ci1bFGkyxn6CBOsQfjtBkkkKV7zTQ: 'standard',
  'GKcL-aSI94X7csyTGzp-IVPsnhjkVC52nUCzNSiGUlU': 'strict',
};

/** The built-in lifecycle that the last entry names; null: it is one of the user's own, or none. */
export function builtInLawOf(record: LoopRecord): 'standard' | 'strict' | null {
  const hash = entriesOf(record).findLast(({ lifecycle }) => lifecycle !== null)?.lifecycle ?? record.genesis.lifecycle;
  return Object.hasOwn(BUILT_IN_LAWS, hash) ? (BUILT_IN_LAWS[hash] ?? null) : null;
}
