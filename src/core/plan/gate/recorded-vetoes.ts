import { type Lifecycle, type LoopRecord, type Note, stateOf, type Transition } from '../../model.ts';
import { vetoReasonOf } from '../../words/index.ts';
import { type Denial, gateKey } from './gate-answers.ts';

/** What begins the cause of a veto; the rest is its {@link gateKey}. */
const PREFIX = 'vetoed|';

export function vetoCause(key: string): string {
  return `${PREFIX}${key}`;
}

/** What a record says of the gate's mind; `answered`: a person has answered for the veto, and the step is free. */
export type RecordedVeto = Denial | { readonly kind: 'answered' };

/** The vetoes that the record holds and that no later step has settled, by {@link gateKey}. */
export function recordedVetoes(record: LoopRecord | null, lifecycle: Lifecycle): ReadonlyMap<string, RecordedVeto> {
  const vetoes = new Map<string, RecordedVeto>();
  for (const { seq, cause, accepted } of record?.head.violations ?? []) {
    if (record === null || !cause.startsWith(PREFIX)) continue;
    const key = cause.slice(PREFIX.length);
    if (accepted !== null) vetoes.set(key, { kind: 'answered' });
    else if (isOpen(record, lifecycle, seq, key)) vetoes.set(key, deniedIn(record, seq));
  }
  return vetoes;
}

/** Whether a veto counts: the last run found it open, or nothing since has settled it, wherever the item went meanwhile. */
function isOpen({ head, transitions, notes }: LoopRecord, lifecycle: Lifecycle, seq: number, key: string): boolean {
  if (head.shown?.open.includes(seq) === true) return true;
  const name = key.slice(0, key.indexOf('|'));
  const state = stateOf(lifecycle, name);
  if (state === undefined) return false;
  const settles = ({ seq: at, pr, sha, basis }: Transition | Note): boolean =>
    at > seq && gateKey(state, { pr, sha, cycle: basis.cycle }) === key;
  return !(
    transitions.some((step) => step.to_state === state.name && settles(step)) ||
    notes.some((note) => note.kind === 'reproved' && settles(note))
  );
}

/** A veto whose entry stands in a sealed part has neither name nor reason here. */
function deniedIn({ rejections }: LoopRecord, seq: number): RecordedVeto {
  const entry = rejections.find((one) => one.seq === seq);
  const reviewer = entry?.needs.find(({ kind }) => kind === 'vetoed')?.names[0] ?? null;
  return { kind: 'denied', reviewer, reason: entry === undefined ? null : vetoReasonOf(entry.message) };
}
