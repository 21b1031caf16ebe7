import {
  type DeliveryHook,
  type HookNews,
  type HookVerdict,
  LoopForgeError,
  type LoopRecord,
} from '../../core/model.ts';
import type { Hook } from '../../usecase/library/index.ts';

/**
 * A hook of the action as one of a service. What it sends with is loaded when it is told for the first time.
 * @returns a hook that throws a LoopForgeError `hook_failed` for what was not taken, which ends in the result of the step
 */
export function asLibraryHook(open: () => Promise<DeliveryHook>): Hook {
  let opened: Promise<DeliveryHook> | null = null;
  let over: HookVerdict | null = null;
  return async ({ record, entry }) => {
    opened ??= open();
    const { name, tell } = await opened;
    const verdict = over ?? (await tell({ record, entries: [entry], item: itemOf(record) }, false));
    if (verdict.isOver === true) over = verdict;
    if (!verdict.ok) throw new LoopForgeError('hook_failed', `${name}: ${verdict.message}`);
  };
}

/** As far as a record tells it: a service knows no facts. */
function itemOf({ ref }: LoopRecord): HookNews['item'] {
  return { url: ref, title: null, commentUrl: null, missing: [], violations: [] };
}
