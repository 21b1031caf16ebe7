import type { DispatchEvent, Timer } from '../../core/model.ts';
import type { Connection, HookAccess } from '../github/index.ts';

/** What a run has to open its hooks with. */
export interface HookContext {
  readonly request: Connection & { readonly hooks: HookAccess };
  readonly timer: Timer;
  readonly sendDispatch: (event: DispatchEvent) => Promise<void>;
}
