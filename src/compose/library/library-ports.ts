import { systemClock, systemRandom } from '../../adapters/system/system.ts';
import { builtinLifecycle } from '../../codec/lifecycle/index.ts';
import { type Clock, type Lifecycle, type Random, type RecordPorts, traitsIn } from '../../core/model.ts';

/** What the library brings along, and a caller may replace. */
export interface LibraryPorts<S extends string = string> {
  readonly clock?: Clock;
  readonly random?: Random;
  /** The law that the records live under; the default is `strict`, the original table. */
  readonly lifecycle?: Lifecycle<S>;
}

/** What making a record needs, and its lifecycle whole. */
export interface LifecyclePorts<S extends string = string> extends RecordPorts {
  readonly lifecycle: Lifecycle<S>;
}

/**
 * The caller's ports, and the library's own in place of those that are missing. The first signature promises what only the
 * caller can know: where no lifecycle is given, the states of `strict` are among `S`.
 */
export function withDefaults<S extends string>(ports: LibraryPorts<S>): LifecyclePorts<S>;
export function withDefaults(ports: LibraryPorts): LifecyclePorts {
  const { clock = systemClock, random = systemRandom, lifecycle = builtinLifecycle('strict') } = ports;
  return { clock, random, lifecycle, traitsOf: traitsIn(lifecycle) };
}
