import { type LawSettings, type Lifecycle, type LoopRecord, type State, UNAVAILABLE } from '../../model.ts';
import type { Situation } from '../../situation/index.ts';
import { type GateAnswers, type GatedPlace, gateKey, type KnownAnswer, NO_ANSWERS } from './gate-answers.ts';
import { type RecordedVeto, recordedVetoes } from './recorded-vetoes.ts';

/** The gate, as it stands to one item and the pull request that it follows. */
export interface GateInProgress {
  /** The states that it is asked about. */
  readonly on: readonly string[];
  readonly place: GatedPlace;
  readonly answers: GateAnswers;
  readonly vetoes: ReadonlyMap<string, RecordedVeto>;
}

/** How the gate stands to a step into a state. */
export type Stance =
  | KnownAnswer
  /** Nobody is asked, or a person has answered for it. */
  | { readonly kind: 'free' }
  /** It is to be asked; until then the plan goes on as if it had said yes. */
  | { readonly kind: 'unasked' };

interface Asks {
  readonly settings: Pick<LawSettings, 'gateUrl' | 'gateOn'>;
  readonly lifecycle: Lifecycle;
  readonly record: LoopRecord | null;
  readonly gate?: GateAnswers;
}

export function gateFor(request: Asks, { pull, cycle }: Situation): GateInProgress {
  const { settings, lifecycle, record, gate = NO_ANSWERS } = request;
  const on = settings.gateUrl === '' ? [] : settings.gateOn;
  const known = pull === UNAVAILABLE ? null : pull;
  return {
    on,
    place: { pr: known?.number ?? null, sha: known?.headSha ?? null, cycle },
    answers: gate,
    vetoes: on.length === 0 ? new Map() : recordedVetoes(record, lifecycle),
  };
}

/** A veto that is on record outlasts silence: only a yes, or a person, undoes it. */
export function stanceOn({ on, place, answers, vetoes }: GateInProgress, state: State): Stance {
  if (!on.includes(state.name)) return { kind: 'free' };
  const key = gateKey(state, place);
  const veto = vetoes.get(key);
  if (veto?.kind === 'answered') return { kind: 'free' };
  const answer = answers.known.get(key) ?? null;
  if (answer === null) return veto === undefined || answers.asksAgain ? { kind: 'unasked' } : veto;
  const isSaid = answer.kind === 'allowed' || answer.kind === 'denied';
  return isSaid || veto === undefined ? answer : veto;
}

/**
 * What the record holds of the gate's mind about a state, also where it is not asked about that one; null: nothing that counts.
 * @param isUnanswered it was asked again on the way there, and said nothing
 */
export function recordedStance(
  { place, answers, vetoes }: GateInProgress,
  state: State,
  isUnanswered: boolean,
): RecordedVeto | null {
  return answers.asksAgain && !isUnanswered ? null : (vetoes.get(gateKey(state, place)) ?? null);
}

/** Whether a step into the state is not to be taken. */
export function isShut({ kind }: Stance): boolean {
  return kind === 'denied' || kind === 'withheld';
}
