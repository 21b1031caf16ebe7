import type { LoopRecord } from '../record/index.ts';
import type { Instant, JsonObject, LawSettings, RunSettings, Sha } from '../values/index.ts';

/** A step that is about to be taken. */
export interface ProposedStep {
  readonly from: string;
  readonly to: string;
  readonly trigger: string;
  /** When it happened, as far as a fact says so. */
  readonly at: Instant | null;
  readonly pr: number | null;
  readonly prUrl: string | null;
  readonly sha: Sha | null;
  readonly cycle: number;
  /** What the step rests on. */
  readonly facts: JsonObject;
}

export interface GateQuestion {
  readonly step: ProposedStep;
  /** As it stands before this run; null: it is being born. */
  readonly record: LoopRecord | null;
  readonly item: { readonly number: number; readonly url: string; readonly title: string | null };
}

/** What the gate says of one step. */
export type GateAnswer =
  | { readonly kind: 'allowed' | 'denied'; readonly reviewer: string | null; readonly reason: string | null }
  /** No answer, or none that can be read: never a yes and never a no. */
  | { readonly kind: 'silent'; readonly why: string };

export type GateSettings = Pick<LawSettings, 'gateUrl' | 'gateOn' | 'gateFailure'> &
  Pick<RunSettings, 'hookTimeout' | 'allowHosts'>;

/** Who is asked before a step. */
export interface Gate {
  /** It never throws. */
  readonly ask: (question: GateQuestion, settings: GateSettings) => Promise<GateAnswer>;
}
