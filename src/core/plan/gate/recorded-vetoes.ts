import { type Lifecycle, type LoopRecord, stateOf } from '../../model.ts';
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

/** As the last run saw it; a step that was taken since has settled it. */
function isOpen({ head, transitions }: LoopRecord, lifecycle: Lifecycle, seq: number, key: string): boolean {
  if (head.shown !== null && !head.shown.open.includes(seq)) return false;
  return !transitions.some((entry) => {
    const state = stateOf(lifecycle, entry.to_state);
    const place = { pr: entry.pr, sha: entry.sha, cycle: entry.basis.cycle };
    return entry.seq > seq && state !== undefined && gateKey(state, place) === key;
  });
}

/** A veto whose entry stands in a sealed part has neither name nor reason here. */
function deniedIn({ rejections }: LoopRecord, seq: number): RecordedVeto {
  const entry = rejections.find((one) => one.seq === seq);
  const reviewer = entry?.needs.find(({ kind }) => kind === 'vetoed')?.names[0] ?? null;
  return { kind: 'denied', reviewer, reason: entry === undefined ? null : vetoReasonOf(entry.message) };
}
