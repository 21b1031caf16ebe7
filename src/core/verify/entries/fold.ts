import {
  bindingOf,
  canonicalize,
  type Entry,
  type Folded,
  foldEntry,
  foldGenesis,
  hasRole,
  isNoteOf,
  isTransition,
  type LoopRecord,
  NO_TRAITS,
  type Note,
  traitsIn,
} from '../../model.ts';
import { type Finding, fail } from '../findings/index.ts';
import type { LifecycleByHash, RecordEvidence } from '../record/index.ts';
import { checkShown } from './shown.ts';

/** Every derived field follows from genesis and entries. What is shown is judged by the record as it should be. */
export function checkFold(evidence: RecordEvidence): readonly Finding[] {
  const wrong = checkFields(evidence);
  return wrong.length > 0 ? wrong : checkShown(evidence);
}

/** Recomputes the fields, and names those that say something else. */
function checkFields({ record, entries, lifecycleOf }: RecordEvidence): readonly Finding[] {
  const expected = expectedFields(record, entries, lifecycleOf);
  const findings: Finding[] = [];
  for (const [name, value] of expected) {
    const stands = valueAt(record, name);
    if (stands === value || canonicalize(stands) === canonicalize(value)) continue;
    findings.push(fail('fold_mismatch', null, `${name} is ${shown(stands)}, and should be ${shown(value)}.`));
  }
  return [...findings, ...checkBirth(record, entries)];
}

function expectedFields(
  record: LoopRecord,
  entries: readonly Entry[],
  lifecycleOf: LifecycleByHash,
): ReadonlyMap<string, unknown> {
  let folded: Folded = foldGenesis(record.genesis);
  let isLawKnown = true;
  let isMergeKnown = true;
  let areMergesKnown = true;
  for (const entry of entries) {
    const lifecycle = entry.lifecycle === null ? undefined : lifecycleOf(entry.lifecycle);
    if (entry.basis.cycle > folded.head.cycle) isMergeKnown = areMergesKnown = true;
    folded = foldEntry(folded, entry, lifecycle === undefined ? NO_TRAITS : traitsIn(lifecycle));
    if (!isTransition(entry)) continue;
    isLawKnown = lifecycle !== undefined;
    areMergesKnown &&= isLawKnown;
    isMergeKnown = lifecycle !== undefined && (isMergeKnown || hasRole(lifecycle, entry.to_state, 'merged'));
  }
  const { head: wholeHead, closed_at, ...fields } = folded;
  const { merged_pr, judged, ...head } = wholeHead;
  const { record_id, ref, ref_number, repo } = bindingOf(record);
  const { auto_merge, labels } = record.genesis;
  return new Map<string, unknown>([
    ...Object.entries({ ...fields, record_id, ref, ref_number, repo, auto_merge, labels }),
    // Whether a state is terminal, and whether it means a merge, only its lifecycle can say.
    ...(isLawKnown ? [['closed_at', closed_at] as const] : []),
    ...(isMergeKnown ? [['head.merged_pr', merged_pr] as const] : []),
    ...(areMergesKnown ? [['head.judged', judged] as const] : []),
    ['continues', continuationOf(record.notes)],
    ...Object.entries(head).map(([name, value]) => [`head.${name}`, value] as const),
  ]);
}

/** What the last `continued` note says; it stands beside the entries so that it is found without them. */
function continuationOf(notes: readonly Note[]): unknown {
  return notes.filter((note) => isNoteOf(note, 'continued')).at(-1)?.was.data ?? null;
}

/** On GitHub a record is born with its first entry, at one moment. */
function checkBirth({ genesis }: LoopRecord, entries: readonly Entry[]): readonly Finding[] {
  const [first] = entries;
  if (genesis.host === null || first === undefined || first.recorded_at === genesis.created_at) return [];
  const text = `genesis.created_at is ${genesis.created_at}, and the first entry was recorded at ${first.recorded_at}.`;
  return [fail('fold_mismatch', first.seq, text)];
}

function valueAt(record: LoopRecord, name: string): unknown {
  const [first = '', second] = name.split('.');
  const value: unknown = Reflect.get(record, first);
  return second === undefined || typeof value !== 'object' || value === null ? value : Reflect.get(value, second);
}

function shown(value: unknown): string {
  const text = value === undefined ? 'missing' : canonicalize(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
