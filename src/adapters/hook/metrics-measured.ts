import {
  type HookNews,
  isRejection,
  isTransition,
  type LoopRecord,
  msBetween,
  type Transition,
} from '../../core/model.ts';

/** What is counted of new entries. */
export interface Measurements {
  readonly steps: readonly MeasuredStep[];
  /** The code of each refusal. */
  readonly refusals: readonly string[];
}

interface MeasuredStep {
  /** Null: the record was born. */
  readonly from: string | null;
  readonly to: string;
  readonly trigger: string;
  /** How long the state before it had lasted; null: when it was entered is not at hand. */
  readonly seconds: number | null;
}

export function measured({ record, entries }: Pick<HookNews, 'record' | 'entries'>): Measurements {
  return {
    steps: entries.filter(isTransition).map((step) => measuredStep(record, step)),
    refusals: entries.filter(isRejection).map(({ code }) => code),
  };
}

/** By the time of the facts, not by that of the run which saw them. Steps that were sealed are in other comments. */
function measuredStep({ transitions }: LoopRecord, step: Transition): MeasuredStep {
  const { from_state: from, to_state: to, trigger, seq, timestamp } = step;
  const before = transitions.findLast((one) => one.seq < seq);
  const isKnown = from !== null && before?.to_state === from;
  return { from, to, trigger, seconds: isKnown ? msBetween(before.timestamp, timestamp) / 1000 : null };
}
