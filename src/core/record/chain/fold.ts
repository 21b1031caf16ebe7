import type { TraitsOf } from '../../lifecycle/index.ts';
import {
  type Entry,
  type Genesis,
  type Head,
  isNoteOf,
  isRejection,
  isTransition,
  type LoopRecord,
  type Transition,
} from '../index.ts';
import { genesisHash } from './chain.ts';

/** What of a head follows from no entry: what belongs to the comment and to those who are told. */
export type CarriedOver = Pick<Head, 'rev' | 'view' | 'shown' | 'outbox'>;

export const NOTHING_CARRIED_OVER: CarriedOver = { rev: 0, view: null, shown: null, outbox: null };

export function carriedOver({ rev, view, shown, outbox }: Head): CarriedOver {
  return { rev, view, shown, outbox };
}

/** The part of a record that follows from genesis and entries: computed, never edited. */
export type Folded = Pick<
  LoopRecord,
  'state' | 'pr_url' | 'pr_number' | 'ci_status' | 'created_at' | 'updated_at' | 'closed_at'
> & { readonly head: Omit<Head, keyof CarriedOver> };

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
      basis: { observed: null, sha: null, cycle: 0, rules: null },
      merged_pr: null,
      provisional: null,
      violations: [],
      judged: [],
      at: null,
    },
  };
}

/** The fold with one more entry. `traitsOf` speaks for the lifecycle that the entry names. */
export function foldEntry(folded: Folded, entry: Entry, traitsOf: TraitsOf): Folded {
  const transition = isTransition(entry) ? entry : null;
  const { terminal, merged } = traitsOf(transition?.to_state ?? '');
  const proof = transition ?? (isNoteOf(entry, 'reproved') ? entry : null);
  return {
    state: transition?.to_state ?? folded.state,
    pr_url: proof?.pr_url ?? folded.pr_url,
    pr_number: proof?.pr ?? folded.pr_number,
    ci_status: proof?.evidence.checks ?? folded.ci_status,
    created_at: folded.created_at,
    updated_at: entry.recorded_at,
    closed_at: transition === null ? folded.closed_at : terminal ? transition.timestamp : null,
    head: foldHead(folded.head, entry, { transition, proof, merged }),
  };
}

interface Told {
  readonly transition: Transition | null;
  /** The entry, where it proves a state: a step, or a gate's proof that holds anew. */
  readonly proof: Entry | null;
  /** It is a step into the state that means a merge. */
  readonly merged: boolean;
}

function foldHead(before: Folded['head'], entry: Entry, { transition, proof, merged }: Told): Folded['head'] {
  const head = entry.basis.cycle > before.cycle ? inNewCycle(before, entry.basis.cycle) : before;
  const isJudged = merged || isNoteOf(entry, 'merge_judged');
  return {
    seq: entry.seq,
    hash: entry.hash,
    cycle: head.cycle,
    pr: proof === null ? head.pr : proof.pr,
    sha: proof === null ? head.sha : proof.sha,
    source: transition?.source ?? head.source,
    basis: transition?.basis ?? head.basis,
    merged_pr: merged ? entry.pr : head.merged_pr,
    provisional: foldProvisional(head.provisional, entry, transition),
    violations: foldViolations(head.violations, entry),
    judged: isJudged ? [...head.judged, { pr: entry.pr, sha: entry.sha }] : head.judged,
    at: transition?.timestamp ?? head.at,
  };
}

/** What belongs to one cycle alone begins afresh. */
function inNewCycle(head: Folded['head'], cycle: number): Folded['head'] {
  return { ...head, cycle, merged_pr: null, provisional: null, violations: [], judged: [] };
}

function foldProvisional(
  before: Head['provisional'],
  entry: Entry,
  transition: Transition | null,
): Head['provisional'] {
  if (transition?.flags.includes('no_checks')) return { pr: transition.pr, sha: transition.sha };
  return isNoteOf(entry, 'late_evidence') ? null : before;
}

function foldViolations(before: Head['violations'], entry: Entry): Head['violations'] {
  if (isRejection(entry)) {
    return [...before, { seq: entry.seq, cause: entry.cause, run_id: entry.run?.id ?? null, accepted: null }];
  }
  if (!isNoteOf(entry, 'accept')) return before;
  const { seq } = entry.was.data;
  return before.map((one) => (one.seq === seq ? { ...one, accepted: entry.seq } : one));
}
