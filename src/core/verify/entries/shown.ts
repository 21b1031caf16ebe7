import { type LoopRecord, type Shown, stateOf } from '../../model.ts';
import { type Finding, fail } from '../findings/index.ts';
import type { RecordEvidence } from '../record/index.ts';

/**
 * What `head.shown` says, as far as the record itself contradicts it: refusals that are open stand in it and nobody
 * answers for them, and what may come next is a step of the law that the last entry names. What was missing, only facts
 * can tell.
 */
export function checkShown({ record: { state, head }, entries, lifecycleOf }: RecordEvidence): readonly Finding[] {
  const { view, shown } = head;
  if ((view === null) !== (shown === null)) {
    return [mismatch('head.view and head.shown belong together, and one of them is null.')];
  }
  if (shown === null) return [];
  const law = entries.findLast(({ lifecycle }) => lifecycle !== null)?.lifecycle ?? null;
  const known = law === null ? undefined : lifecycleOf(law);
  const next = known === undefined ? null : (stateOf(known, state)?.to.map(({ to }) => to) ?? []);
  return [...checkOpen(shown, head), ...(next === null ? [] : checkAllowed(shown, next))];
}

function checkOpen({ open }: Shown, { violations }: LoopRecord['head']): readonly Finding[] {
  const recorded = violations.filter(({ accepted }) => accepted === null).map(({ seq }) => seq);
  const wrong = open.find((seq, index) => !recorded.includes(seq) || open.indexOf(seq) < index);
  return wrong === undefined ? [] : [mismatch(`Entry ${wrong} is shown as out of order, and is no such refusal.`)];
}

function checkAllowed({ allowed }: Shown, next: readonly string[]): readonly Finding[] {
  const wrong = allowed.find((name, index) => !next.includes(name) || allowed.indexOf(name) < index);
  return wrong === undefined ? [] : [mismatch(`"${wrong}" is shown as a state that may come next, and is none.`)];
}

function mismatch(text: string): Finding {
  return fail('view_mismatch', null, text);
}
