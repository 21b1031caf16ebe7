import type { Gate } from '../../core/model.ts';
import type { HookContext } from './hook-context.ts';

/** The gate of one run. Its code is loaded with the first question. */
export function runGate({ request: { hooks }, timer }: Pick<HookContext, 'request' | 'timer'>): Gate {
  return {
    ask: async (question, settings) => {
      const { openGate } = await import('./open-gate.ts');
      return openGate(hooks.gateSecret, timer).ask(question, settings);
    },
  };
}
