import type { Gate, GateAnswer } from '../../core/model.ts';

/** The same gate, of which one run asks nothing more once it gave no answer: each question would wait for nothing as long. */
export function untilSilent(gate: Gate): Gate {
  let silence: (GateAnswer & { readonly kind: 'silent' }) | null = null;
  return {
    ask: async (question, settings) => {
      if (silence !== null) return silence;
      const answer = await gate.ask(question, settings);
      if (answer.kind === 'silent') silence = answer;
      return answer;
    },
  };
}
