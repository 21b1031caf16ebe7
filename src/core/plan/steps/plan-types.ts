import type {
  Actor,
  Draft,
  Effect,
  Instant,
  JsonObject,
  Lifecycle,
  Need,
  QueuedCommit,
  StatusWord,
} from '../../model.ts';
import type { OpenViolation, Outcome, ReasonCode, WaysOut } from '../../outcome/index.ts';
import type { Situation, SituationInput } from '../../situation/index.ts';
import type { GateAnswers, GateAsk } from '../gate/index.ts';

/** A claim that a workflow makes through `command: transition`. */
export interface Assertion {
  readonly to: string;
  readonly trigger: string;
  readonly metadata: JsonObject;
  readonly override: boolean;
  readonly reason: string | null;
  readonly actor: Actor | null;
}

/** Why this item is looked at: by its own event, by name (`issue:`), or by a sweep. It decides whether a record begins. */
export type Occasion = 'event' | 'named' | 'sweep';

export interface PlanRequest extends Omit<SituationInput, 'asserting' | 'standing' | 'follow'> {
  readonly lifecycle: Lifecycle;
  readonly occasion: Occasion;
  readonly assertion: Assertion | null;
  /** The triggers that this run's event is the direct cause of: such steps are `observed`, others `reconstructed`. */
  readonly caused: readonly string[];
  /** GitHub's clock. */
  readonly now: Instant;
  /** The commit of the merge queue that this run's event is about, where it is. */
  readonly queued?: QueuedCommit | null;
  /** Of the label that shows the state; left out or empty: there is none. */
  readonly labelPrefix?: string;
  /** Nothing is to follow from the facts: whoever looks knows what is to be written, under whatever lifecycle. */
  readonly lookOnly?: boolean;
  /** Left out: the gate was not asked yet, and what is on record of it counts. */
  readonly gate?: GateAnswers;
}

/** The entries to append, or a refusal, or neither; with everything that is said about it, and how a refusal can end. */
export interface Plan extends WaysOut {
  readonly drafts: readonly Draft[];
  readonly outcome: Exclude<Outcome, 'failed'>;
  readonly reason: ReasonCode | '';
  /** The refusal's message, new or recorded before; null: nothing was refused. */
  readonly message: string | null;
  /** `rejected` that a run with `on-invalid: fail` ends red for. */
  readonly refused: boolean;
  /** The state that the facts show, this event apart. */
  readonly lasting: string;
  readonly previousState: string | null;
  /** Null: no record begins. */
  readonly state: string | null;
  readonly allowed: readonly string[];
  readonly missing: readonly Need[];
  readonly violations: readonly OpenViolation[];
  readonly warnings: readonly string[];
  readonly notice: string | null;
  readonly situation: Situation;
  /** Merges that are the item's, and of which too little could be read to judge them. */
  readonly unjudged: readonly number[];
  /** What the gate is to be asked, in order, before any of this is written. */
  readonly asks: readonly GateAsk[];
  /** What a status says of the pull request's head, as far as this item goes; null: nothing. */
  readonly verdict: StatusWord | null;
  /** What is to be shown outside the record, once the entries are stored. */
  readonly effects: readonly Effect[];
}

/** What is appended, or why not; what is shown follows from it. */
export type Decision = Omit<Plan, 'verdict' | 'effects'>;
