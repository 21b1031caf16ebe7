import type {
  DeliveryHooks,
  Gate,
  GitHubEffectRunners,
  GitHubItems,
  Mirrors,
  Render,
  Segment,
} from '../../core/model.ts';
import type { LockPorts } from '../lock/index.ts';
import type { HeadMemory } from './head-memory.ts';
import type { RunRequest } from './item-state.ts';

/** What the use cases act through. */
export interface Ports extends LockPorts {
  readonly github: GitHubItems;
  /** The same, but nothing waits for a rate limit: for use under a lock. */
  readonly atOnce: GitHubItems;
  readonly render: Render;
  readonly renderSegment: (segment: Segment) => string;
  /** Who is told of what was stored. Left out: nobody. */
  readonly hooks?: DeliveryHooks;
}

/** The same, and what shows outside the record what became of an item. */
export interface ItemPorts extends Ports {
  readonly effects: GitHubEffectRunners;
  /** Left out: there are none. */
  readonly mirrors?: Mirrors;
  /** Who is asked before a step, where settings say so; left out: nobody can be. */
  readonly gate?: Gate;
  readonly heads: HeadMemory;
}

/** What one run wants of an item, and whether its token may turn out to be read-only. */
export interface ItemRequest extends RunRequest {
  readonly fork: boolean;
}
