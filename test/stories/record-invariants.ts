import { canonicalize } from '../../src/core/encoding/canonical.ts';
import type { Lifecycle } from '../../src/core/lifecycle/lifecycle.ts';
import { traitsIn } from '../../src/core/lifecycle/traits.ts';
import { entriesOf, entryHash, genesisHash } from '../../src/core/record/chain/chain.ts';
import { carriedOver, type Folded, foldEntry, foldGenesis } from '../../src/core/record/chain/fold.ts';
import type { Entry, Rejection, Transition } from '../../src/core/record/entry.ts';
import { isRejection, isTransition } from '../../src/core/record/kind.ts';
import { isNoteOf } from '../../src/core/record/notes.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';

/** Everything that must be true of a record at any time, as a list of what is not. Empty: all is well. */
export function faultsOf(record: LoopRecord, lifecycle: Lifecycle): readonly string[] {
  return [...chainFaults(record), ...foldFaults(record, lifecycle), ...lawFaultsOf(record, lifecycle)];
}

/** The same without hashes and fold, which take most of the time: what the law alone answers for. */
export function lawFaultsOf(record: LoopRecord, lifecycle: Lifecycle): readonly string[] {
  return [
    ...pathFaults(record, lifecycle),
    ...timeFaults(record),
    ...refusalFaults(record, lifecycle),
    ...mergeFaults(record),
  ];
}

function chainFaults(record: LoopRecord): readonly string[] {
  let previous = genesisHash(record.genesis);
  return entriesOf(record).flatMap((entry, index) => {
    const faults: string[] = [];
    if (entry.seq !== index + 1) faults.push(`entry ${index + 1} has seq ${entry.seq}`);
    if (entry.prev_hash !== previous) faults.push(`entry ${entry.seq} does not follow its predecessor`);
    if (entryHash(entry) !== entry.hash) faults.push(`entry ${entry.seq} does not have the hash it says`);
    previous = entry.hash;
    return faults;
  });
}

function pathFaults(record: LoopRecord, lifecycle: Lifecycle): readonly string[] {
  let at: string | null = null;
  return record.transitions.flatMap((step) => {
    const from = lifecycle.states.find((state) => state.name === step.from_state);
    const isBirth = step.from_state === null && step.to_state === lifecycle.initial;
    const isEdge = isBirth || from?.to.some((edge) => edge.to === step.to_state) === true;
    const follows = step.from_state === at;
    at = step.to_state;
    return isEdge && follows ? [] : [`step ${step.seq} (${step.from_state} → ${step.to_state}) is no legal step`];
  });
}

function foldFaults(record: LoopRecord, lifecycle: Lifecycle): readonly string[] {
  const traitsOf = traitsIn(lifecycle);
  const scratch = entriesOf(record).reduce(
    (folded, entry) => foldEntry(folded, entry, traitsOf),
    foldGenesis(record.genesis),
  );
  return keysOf(scratch).flatMap((key) => {
    const folded = { ...scratch, head: { ...scratch.head, ...carriedOver(record.head) } };
    return canonicalize(record[key]) === canonicalize(folded[key]) ? [] : [`${key} is not what the entries fold to`];
  });
}

function keysOf(folded: Folded): readonly (keyof Folded)[] {
  const keys: { readonly [key in keyof Folded]: true } = {
    ...{ state: true, pr_url: true, pr_number: true, ci_status: true },
    ...{ created_at: true, updated_at: true, closed_at: true, head: true },
  };
  return Object.keys(keys).filter((key): key is keyof Folded => key in folded);
}

function timeFaults(record: LoopRecord): readonly string[] {
  let before = '';
  return entriesOf(record).flatMap((entry) => {
    const isFine = entry.timestamp >= before && entry.timestamp <= entry.recorded_at;
    before = entry.timestamp;
    return isFine ? [] : [`entry ${entry.seq} is of ${entry.timestamp}: before its predecessor, or in the future`];
  });
}

/** One act, one refusal: a cause names the act, its pull request, head and cycle, and stands in a record once. */
function refusalFaults(record: LoopRecord, lifecycle: Lifecycle): readonly string[] {
  const causes = record.rejections.map((rejection) => rejection.cause);
  const twice = causes.filter((cause, index) => causes.indexOf(cause) < index);
  const wrong = record.rejections.filter((rejection) => rejection.cause !== causeOf(rejection, lifecycle));
  return [
    ...twice.map((cause) => `${cause} was refused twice`),
    ...wrong.map(({ seq, cause }) => `rejection ${seq} has the cause ${cause}`),
  ];
}

function causeOf(refused: Rejection, lifecycle: Lifecycle): string {
  const { code, from_state, to_state, trigger, pr, sha, basis } = refused;
  const isAct = trigger === 'workflow.asserted' || to_state === 'merged';
  if (code === 'illegal_transition' && traitsIn(lifecycle)(from_state).terminal && !isAct)
    return `${code}|${basis.cycle}`;
  const act = actOf(refused, lifecycle);
  const about = act === 'close' ? ['', ''] : [pr ?? '', sha ?? ''];
  return [code, act, ...about, basis.cycle].join('|');
}

function actOf({ code, from_state, to_state, trigger, cause }: Rejection, lifecycle: Lifecycle): string {
  // Which gate was lost only the cause says: one that was passed on the way may be another than where the item stands.
  const gates = lifecycle.states.filter((state) => state.gate).map((state) => state.name);
  if (code === 'gate_lost') return gates.find((gate) => cause.startsWith(`${code}|${gate}|`)) ?? 'no gate';
  if (trigger === 'workflow.asserted') return `assert ${to_state}`;
  if (to_state === 'merged') return 'merge';
  return traitsIn(lifecycle)(to_state).terminal ? 'close' : `${from_state}→${to_state}`;
}

/**
 * Nobody passes a gate without live proof. Before every `merged` step that no person forced stands, for the same pull
 * request and the same commit, a `ci_passed` step or a `reproved` note whose evidence shows that the checks passed; or
 * a `ci_passed` step that was forced, or flagged since nothing had reported by the merge. (Proof is of a commit, not
 * of a cycle: it outlives the closing and reopening of a pull request that is an item itself.)
 */
function mergeFaults(record: LoopRecord): readonly string[] {
  const entries = entriesOf(record);
  return record.transitions
    .filter((step) => step.to_state === 'merged' && step.source !== 'override')
    .filter((step) => !entries.some((entry) => entry.seq < step.seq && provesMerge(entry, step)))
    .map((step) => `merged in step ${step.seq} without proof that the checks of ${step.sha} passed`);
}

function provesMerge(entry: Entry, merge: Transition): boolean {
  if (entry.pr !== merge.pr || entry.sha !== merge.sha || isRejection(entry)) return false;
  if (!isTransition(entry)) return isNoteOf(entry, 'reproved') && showsSuccess(entry);
  if (entry.to_state !== 'ci_passed') return false;
  return entry.source === 'override' || entry.flags.includes('no_checks') || showsSuccess(entry);
}

function showsSuccess({ evidence: { facts } }: Entry): boolean {
  return facts['checks.ok'] === true || facts['checks.state'] === 'success';
}
