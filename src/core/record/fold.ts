import type { TraitsOf } from '../lifecycle/traits.ts';
import { genesisHash } from './chain.ts';
import type { Entry, Genesis, Head, LoopRecord, Rejection, Transition } from './record.ts';

/** The part of a record that follows from genesis and entries: computed, never edited. */
export type Folded = Pick<
  LoopRecord,
  'state' | 'pr_url' | 'pr_number' | 'ci_status' | 'created_at' | 'updated_at' | 'closed_at'
> & { readonly head: Omit<Head, 'rev' | 'view'> };

export function isTransition(entry: Entry): entry is Transition {
  return entry.to_state !== null && !('cause' in entry);
}

export function isRejection(entry: Entry): entry is Rejection {
  return 'cause' in entry;
}

/** The fold of no entry at all. */
export function foldGenesis(genesis: Genesis): Folded {
  return {
    state: '',
    pr_url: null,
    pr_number: null,
    ci_status: {},
    created_at: genesis.created_at,
    updated_at: genesis.created_at,
    closed_at: null,
    head: {
      seq: 0,
      hash: genesisHash(genesis),
      cycle: 0,
      pr: null,
      sha: null,
      source: 'asserted',
      basis: { observed: null, sha: null, cycle: 0 },
      merged_pr: null,
      provisional: null,
      violations: [],
    },
  };
}

/** The fold with one more entry. `traitsOf` speaks for the lifecycle that the entry names. */
export function foldEntry(folded: Folded, entry: Entry, traitsOf: TraitsOf): Folded {
  const transition = isTransition(entry) ? entry : null;
  const { terminal, merged } = traitsOf(transition?.to_state ?? '');
  return {
    state: transition?.to_state ?? folded.state,
    pr_url: entry.pr_url ?? folded.pr_url,
    pr_number: entry.pr ?? folded.pr_number,
    ci_status: entry.evidence.checks ?? folded.ci_status,
    created_at: folded.created_at,
    updated_at: entry.recorded_at,
    closed_at: transition === null ? folded.closed_at : terminal ? transition.timestamp : null,
    head: foldHead(folded.head, entry, { transition, merged }),
  };
}

function foldHead(
  head: Folded['head'],
  entry: Entry,
  { transition, merged }: { readonly transition: Transition | null; readonly merged: boolean },
): Folded['head'] {
  const reproved = 'kind' in entry && entry.kind === 'reproved';
  const reopened = entry.basis.cycle > head.cycle;
  const proof = transition !== null || reproved ? entry : null;
  return {
    seq: entry.seq,
    hash: entry.hash,
    cycle: reopened ? entry.basis.cycle : head.cycle,
    pr: proof === null ? head.pr : proof.pr,
    sha: proof === null ? head.sha : proof.sha,
    source: transition?.source ?? head.source,
    basis: transition?.basis ?? head.basis,
    merged_pr: transition !== null && merged ? transition.pr : reopened ? null : head.merged_pr,
    provisional: foldProvisional(reopened ? null : head.provisional, entry, transition),
    violations: foldViolations(reopened ? [] : head.violations, entry),
  };
}

function foldProvisional(
  before: Head['provisional'],
  entry: Entry,
  transition: Transition | null,
): Head['provisional'] {
  if (transition?.flags.includes('no_checks')) return { pr: transition.pr, sha: transition.sha };
  return 'kind' in entry && entry.kind === 'late_evidence' ? null : before;
}

function foldViolations(before: Head['violations'], entry: Entry): Head['violations'] {
  if (!isRejection(entry)) return before;
  return [...before, { seq: entry.seq, cause: entry.cause, run_id: entry.run?.id ?? null }];
}
