import type { DeliveryHook, HookVerdict } from '../../core/model.ts';

/**
 * A hook that is left alone for the rest of the run once it has failed: a receiver that is down would cost every further
 * item its whole patience. What waits for it waits for the next run. One that does not take a certain entry is there all
 * the same: left alone, each sweep would end at that entry, and what other items have to tell would wait for ever.
 */
export function untilItFails(hook: DeliveryHook): DeliveryHook {
  let failed: HookVerdict | null = null;
  const tell: DeliveryHook['tell'] = async (news, isLate) => {
    if (failed !== null) return again(failed);
    const verdict = await hook.tell(news, isLate);
    if (!verdict.ok && verdict.isUnfit !== true) failed = verdict;
    return verdict;
  };
  return { ...hook, tell };
}

function again({ message, isOver }: HookVerdict): HookVerdict {
  const over = isOver === true ? { isOver } : {};
  return {
    upTo: null,
    ok: false,
    message: `It failed before in this run, and was not tried again. ${message}`,
    ...over,
  };
}
