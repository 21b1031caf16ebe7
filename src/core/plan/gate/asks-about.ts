import type { Step, TransitionDraft } from '../../model.ts';
import { type GateAsk, gateKey } from './gate-answers.ts';
import { type GateInProgress, stanceOn } from './stance.ts';

/** What the gate is to be asked before these steps are taken: about each state that is its to ask about, once. */
export function asksAbout(
  gate: GateInProgress,
  steps: readonly Pick<Step, 'state'>[],
  drafts: readonly Omit<TransitionDraft, 'kind'>[],
): readonly GateAsk[] {
  return steps.flatMap(({ state }, index): readonly GateAsk[] => {
    const draft = drafts[index];
    if (draft === undefined || stanceOn(gate, state).kind !== 'unasked') return [];
    const { from, to, trigger, at, pr, pr_url: prUrl, sha, basis, evidence } = draft;
    const step = { from: from ?? to, to, trigger, at, pr, prUrl, sha, cycle: basis.cycle, facts: evidence.facts };
    return [{ key: gateKey(state, gate.place), step }];
  });
}
