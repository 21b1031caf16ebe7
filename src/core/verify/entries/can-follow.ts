import {
  type Entry,
  foldEntry,
  foldGenesis,
  type Genesis,
  type Head,
  isNoteOf,
  isRejection,
  isTransition,
  NO_TRAITS,
  type Rejection,
  stateOf,
} from '../../model.ts';
import { type Finding, fail } from '../findings/index.ts';
import type { LifecycleByHash } from '../record/index.ts';

/** What the entries so far leave open. */
interface Before {
  readonly head: Pick<Head, 'cycle' | 'provisional' | 'violations'>;
  /** Steps of the cycle that a person forced. */
  readonly forced: readonly number[];
  readonly previous: Entry | null;
}

/** What no entry can say where it stands, whatever its lifecycle has for edges. */
export function checkWhatFollows(
  genesis: Genesis,
  entries: readonly Entry[],
  lifecycleOf: LifecycleByHash,
): readonly Finding[] {
  const findings: Finding[] = [];
  let folded = foldGenesis(genesis);
  let forced: readonly number[] = [];
  let previous: Entry | null = null;
  for (const entry of entries) {
    const isNewCycle = entry.basis.cycle > folded.head.cycle;
    if (isNewCycle) forced = [];
    const { head } = folded;
    const now = isNewCycle ? { ...head, provisional: null, violations: [] } : head;
    const problem = problemOf(entry, { head: now, forced, previous }, lifecycleOf);
    if (problem !== null) findings.push(fail('illegal_step', entry.seq, `Entry ${entry.seq} ${problem}.`));
    if (isTransition(entry) && entry.source === 'override') forced = [...forced, entry.seq];
    folded = foldEntry(folded, entry, NO_TRAITS);
    previous = entry;
  }
  return findings;
}

function problemOf(entry: Entry, { head, forced, previous }: Before, lifecycleOf: LifecycleByHash): string | null {
  if (isRejection(entry)) return isShut(entry, lifecycleOf) ? 'refuses to close an item that was closed' : null;
  if (isNoteOf(entry, 'adopted')) {
    const isBirth = previous !== null && isTransition(previous) && previous.from_state === null;
    return isBirth ? null : 'says that the item was taken over, and does not follow its birth';
  }
  if (isNoteOf(entry, 'late_evidence')) {
    return head.provisional === null ? 'settles a provisional step, and there is none' : null;
  }
  if (isNoteOf(entry, 'accept')) {
    const { seq } = entry.was.data;
    const isKnown = head.violations.some((violation) => violation.seq === seq) || forced.includes(seq);
    return isKnown ? null : `answers for entry ${seq}, which is no refusal of this cycle and no step that was forced`;
  }
  const isByHand = isNoteOf(entry, 'redaction') || isNoteOf(entry, 'repair');
  return isByHand && entry.run !== null ? 'is a note by a person, and names a workflow run' : null;
}

/** A refused close from where the item is closed already. */
function isShut({ cause, from_state, lifecycle }: Rejection, lifecycleOf: LifecycleByHash): boolean {
  const law = lifecycle === null ? undefined : lifecycleOf(lifecycle);
  return cause.split('|')[1] === 'close' && law !== undefined && stateOf(law, from_state)?.terminal === true;
}
