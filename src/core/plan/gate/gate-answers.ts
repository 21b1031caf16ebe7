import { cutText, type GateAnswer, type ProposedStep, type Sha, type State } from '../../model.ts';

/** What a step is about: an answer of the gate holds for no other pull request, head or cycle. */
export interface GatedPlace {
  readonly pr: number | null;
  readonly sha: Sha | null;
  readonly cycle: number;
}

/** A yes or a no, and whose. */
interface Said<Kind extends 'allowed' | 'denied'> {
  readonly kind: Kind;
  readonly reviewer: string | null;
  readonly reason: string | null;
}

export type Denial = Said<'denied'>;

/** What is known of the gate's mind about one step. */
export type KnownAnswer =
  | Said<'allowed'>
  | Denial
  /** It did not answer, and `gate-failure: open` lets the step be taken. */
  | { readonly kind: 'unanswered' }
  /** It is not to be asked in this run: the step waits, and is not refused. */
  | { readonly kind: 'withheld' };

/** What a run was told by the gate so far. */
export interface GateAnswers {
  /** By {@link gateKey}. */
  readonly known: ReadonlyMap<string, KnownAnswer>;
  /** Whether the gate is asked once more about what the record holds a veto of. */
  readonly asksAgain: boolean;
}

export const NO_ANSWERS: GateAnswers = { known: new Map(), asksAgain: false };

/** A planned step that the gate has not been asked about yet. */
export interface GateAsk {
  readonly key: string;
  readonly step: ProposedStep;
}

/**
 * What an answer is found by, and the end of the cause of a veto: state, pull request, head and cycle, absent parts
 * empty. An end is no pull request's: somebody's push must not go red for somebody else's close.
 */
export function gateKey({ name, terminal }: Pick<State, 'name' | 'terminal'>, { pr, sha, cycle }: GatedPlace): string {
  return [name, terminal ? '' : (pr ?? ''), terminal ? '' : (sha ?? ''), cycle].join('|');
}

const ROOM = { reviewer: 100, reason: 600 } as const;

/** A yes or a no as a record can hold it: on one line, and not longer than an entry has room for. */
export function knownAnswer({ kind, reviewer, reason }: Exclude<GateAnswer, { kind: 'silent' }>): KnownAnswer {
  return { kind, reviewer: oneLine(reviewer, ROOM.reviewer), reason: oneLine(reason, ROOM.reason) };
}

function oneLine(text: string | null, room: number): string | null {
  const plain = (text ?? '')
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return plain === '' ? null : cutText(plain, room);
}
