import type { GitHubItems, ItemEffects } from '../core/ports.ts';
import type { Segment } from '../core/record/record.ts';
import type { Render } from '../core/record/shown.ts';
import type { LockPorts } from './lease.ts';
import type { RunRequest } from './look.ts';

/** What the use cases act through. */
export interface Ports extends LockPorts {
  readonly github: GitHubItems & ItemEffects;
  /** The same, but nothing waits for a rate limit: for use under a lock. */
  readonly atOnce: GitHubItems;
  readonly render: Render;
  readonly renderSegment: (segment: Segment) => string;
}

/** What one run wants of an item, and whether its token may turn out to be read-only. */
export interface ItemRequest extends RunRequest {
  readonly fork: boolean;
}
