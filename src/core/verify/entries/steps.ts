import {
  type Entry,
  type Genesis,
  isRejection,
  isTransition,
  type Lifecycle,
  type Rejection,
  stateOf,
  type Transition,
} from '../../model.ts';
import { type Finding, fail, unclear } from '../findings/index.ts';
import type { LifecycleByHash, RecordEvidence } from '../record/index.ts';
import { checkWhatFollows } from './can-follow.ts';

/** Each step may be taken where it stands, and each note and refusal may stand there. */
export function checkSteps({ record: { genesis }, entries, lifecycleOf }: RecordEvidence): readonly Finding[] {
  return [...checkEdges(genesis, entries, lifecycleOf), ...checkWhatFollows(genesis, entries, lifecycleOf)];
}

/** Each step starts where the one before ended and takes an edge of the lifecycle that its entry names. */
function checkEdges(genesis: Genesis, entries: readonly Entry[], lifecycleOf: LifecycleByHash): readonly Finding[] {
  const findings: Finding[] = [];
  const unknown = new Map<string, Entry>();
  const visited = new Set<string>();
  let state: string | null = null;
  for (const entry of entries) {
    if (isRejection(entry)) {
      if (!visited.has(entry.from_state)) findings.push(unvisited(entry));
    } else if (isTransition(entry)) {
      if (entry.from_state !== state) findings.push(misplaced(entry, state));
      const lifecycle = lifecycleNamed(entry, lifecycleOf, unknown);
      if (lifecycle !== undefined && !isImported(genesis, entry) && !isLegal(lifecycle, entry))
        findings.push(illegal(entry));
      state = entry.to_state;
      visited.add(state);
    }
  }
  if (visited.size === 0) findings.push(fail('illegal_step', null, 'The record holds no step, not even its birth.'));
  return [...findings, ...[...unknown].map(([hash, first]) => unknownLifecycle(hash, first))];
}

/** What was imported was never judged by a lifecycle: it only must join. */
function isImported({ host }: Genesis, { source, flags }: Transition): boolean {
  return host === null && source === 'asserted' && flags.includes('unproven');
}

/** Undefined: it is not known here, which is noted. */
function lifecycleNamed(
  entry: Transition,
  lifecycleOf: LifecycleByHash,
  unknown: Map<string, Entry>,
): Lifecycle | undefined {
  const lifecycle = entry.lifecycle === null ? undefined : lifecycleOf(entry.lifecycle);
  const name = entry.lifecycle ?? '';
  if (lifecycle === undefined && !unknown.has(name)) unknown.set(name, entry);
  return lifecycle;
}

/** A record is born in the initial state; one that was taken over as it was found says that nothing proves it. */
function isLegal(lifecycle: Lifecycle, { from_state, to_state, flags }: Transition): boolean {
  if (from_state === null) {
    if (to_state === lifecycle.initial) return true;
    return flags.includes('unproven') && stateOf(lifecycle, to_state) !== undefined;
  }
  return stateOf(lifecycle, from_state)?.to.some((edge) => edge.to === to_state) === true;
}

function misplaced(entry: Transition, state: string | null): Finding {
  const from = entry.from_state ?? 'nothing';
  const text = `Entry ${entry.seq} leads from ${from} to ${entry.to_state}, but the item stood in ${state ?? 'no state yet'}.`;
  return fail('illegal_step', entry.seq, text);
}

function unvisited({ seq, from_state }: Rejection): Finding {
  return fail('illegal_step', seq, `Entry ${seq} refuses a step from ${from_state}, where the item had never been.`);
}

function illegal(entry: Transition): Finding {
  const from = entry.from_state ?? 'nothing';
  const text = `Entry ${entry.seq}: the lifecycle that it names has no step from ${from} to ${entry.to_state}.`;
  return fail('illegal_step', entry.seq, text);
}

function unknownLifecycle(hash: string, { seq }: Entry): Finding {
  const named = hash === '' ? 'names no lifecycle' : `names the lifecycle ${hash}, which this release does not know`;
  return unclear('unknown_lifecycle', seq, `Entry ${seq} ${named}, so its steps cannot be judged.`);
}
