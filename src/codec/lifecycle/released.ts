import type { Hash, Lifecycle } from '../../core/model.ts';
import { builtinLifecycle } from './builtin.ts';

/**
 * Every lifecycle that a release of LoopForge brought along, for good: a record is judged by the one that its entries
 * name. One that is changed stays here as it was, beside the new one.
 */
const RELEASED: readonly (() => Lifecycle)[] = [() => builtinLifecycle('standard'), () => builtinLifecycle('strict')];

let byHash: ReadonlyMap<string, Lifecycle> | undefined;

/** The released lifecycle with this hash; undefined: there is none. */
export function releasedLifecycle(hash: Hash): Lifecycle | undefined {
  byHash ??= new Map(RELEASED.map((make) => make()).map((lifecycle) => [lifecycle.hash, lifecycle]));
  return byHash.get(hash);
}
