import { type KnownAnswer, knownAnswer } from '../../../../src/core/plan/gate/gate-answers.ts';
import { planItem } from '../../../../src/core/plan/plan.ts';
import { shownBy } from '../../../../src/core/plan/shown.ts';
import type { Plan, PlanRequest } from '../../../../src/core/plan/steps/plan-types.ts';
import type { GateAnswer, ProposedStep } from '../../../../src/core/ports/gate.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { LAW_DEFAULTS, type LawSettings } from '../../../../src/core/values/settings.ts';
import { carriedOut, type RequestChange, request } from '../../run-plan.ts';

/** What a gate says of a step. */
export type Mind = (step: ProposedStep) => KnownAnswer;

export const YES: Mind = () => knownAnswer(says('allowed'));
export const NO: Mind = () => knownAnswer(says('denied', 'Not on a Friday.'));
export const UNANSWERED: Mind = () => ({ kind: 'unanswered' });
export const WITHHELD: Mind = () => ({ kind: 'withheld' });

/** No to these states, yes to all others. */
export function noTo(...states: readonly string[]): Mind {
  return (step) => (states.includes(step.to) ? NO(step) : YES(step));
}

function says(kind: 'allowed' | 'denied', reason: string | null = null): Exclude<GateAnswer, { kind: 'silent' }> {
  return { kind, reviewer: 'security', reason };
}

export function gatedBy(...gateOn: readonly string[]): LawSettings {
  return { ...LAW_DEFAULTS, gateUrl: 'https://gate.example.com/', gateOn };
}

/** A plan as a run comes to it: it asks until nothing is left to be asked. */
export interface Played {
  readonly made: Plan;
  /** The steps that were asked about, `from→to` and the pull request. */
  readonly asked: readonly string[];
  readonly after: LoopRecord | null;
}

export function play(asked: PlanRequest, mind: Mind, asksAgain = false): Played {
  const known = new Map<string, KnownAnswer>();
  const steps: ProposedStep[] = [];
  for (;;) {
    const made = planItem({ ...asked, gate: { known, asksAgain } });
    const [ask] = made.asks;
    if (ask === undefined) {
      const told = steps.map(({ from, to, pr }) => `${from}→${to}${pr === null ? '' : ` #${pr}`}`);
      return { made, asked: told, after: shown(made, carriedOut(asked, made)) };
    }
    if (known.has(ask.key)) throw new Error(`asked twice about ${ask.key}`);
    steps.push(ask.step);
    known.set(ask.key, mind(ask.step));
  }
}

/** Each run leaves in the record what it found open. */
function shown(made: Plan, after: LoopRecord | null): LoopRecord | null {
  return after && { ...after, head: { ...after.head, shown: { renderer: 2, ...shownBy(made, after) } } };
}

/** One set of facts after the other, as successive runs see them; each with its mind. */
export function playAll(
  runs: readonly (RequestChange & { readonly mind: Mind; readonly asksAgain?: boolean })[],
  change: RequestChange,
): readonly Played[] {
  const played: Played[] = [];
  for (const [index, { mind, asksAgain = false, ...run }] of runs.entries()) {
    const context = { ...request().context, run: { id: String(index + 1), attempt: 1, url: 'https://example.com/' } };
    const asked = request({ context, ...change, record: played.at(-1)?.after ?? null, ...run });
    played.push(play(asked, mind, asksAgain));
  }
  return played;
}
