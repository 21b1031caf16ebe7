import type { Gate, GateAnswer } from '../../core/model.ts';

/** One item may be beyond the gate, and must not keep it from the others. */
const SILENCES = 3;

/**
 * The same gate, of which one run asks nothing more once it gave no answer so many times, with none between: each further
 * question would wait for nothing as long.
 */
export function untilSilent(gate: Gate): Gate {
  let inARow = 0;
  let silence: (GateAnswer & { readonly kind: 'silent' }) | null = null;
  return {
    ask: async (question, settings) => {
      if (silence !== null && inARow >= SILENCES) return silence;
      const answer = await gate.ask(question, settings);
      silence = answer.kind === 'silent' ? answer : null;
      inARow = silence === null ? 0 : inARow + 1;
      return answer;
    },
  };
}
