import {
  appendEntries,
  type Basis,
  type Clock,
  type Draft,
  emptyRecord,
  type Hash,
  type Instant,
  LoopForgeError,
  type LoopRecord,
  type NoteDraft,
  type Random,
  type Stamp,
  toBase64Url,
  traitsIn,
} from '../../core/model.ts';
import { builtinLifecycle } from '../lifecycle/index.ts';
import { readRecordValue } from '../record/index.ts';
import { keptInNote } from './migration-note.ts';
import { type OriginalRecord, type OriginalStep, readOriginal } from './original-shape.ts';

export interface ImportOptions {
  readonly random: Random;
  readonly now: Clock;
  /** Hash of the law that the record goes on under. */
  readonly lifecycleHash: Hash;
}

const BASIS: Basis = { observed: null, sha: null, cycle: 0, rules: null };

/**
 * Makes a record of ours from one of the original Python library: the same steps, chained from now on, each marked
 * `asserted` and `unproven` since nothing vouches for the time before, then one note `migration`. Its last step carries
 * pull request and CI status, which the original keeps beside its steps. Our times have no part of a second: the note
 * keeps what they lose, so that `exportOriginal` gives back what came in.
 *
 * @param value as JSON or as an item of DynamoDB, see `readOriginals`
 * @throws LoopForgeError `record_invalid` where the value is no such record, or its steps do not hang together.
 */
export function importRecord(value: unknown, options: ImportOptions): LoopRecord {
  const original = readOriginal(value);
  const steps = stepsOf(original);
  const { record_id, ref, ref_number, repo, labels, created_at, auto_merge } = original;
  let record = emptyRecord({
    host: null,
    repo_id: null,
    issue_id: null,
    record_id,
    ref,
    ref_number,
    repo,
    labels,
    created_at,
    auto_merge,
    lifecycle: options.lifecycleHash,
    nonce: toBase64Url(options.random(32)),
  });
  for (const [index, step] of steps.entries()) {
    const draft = draftOf(step, index === steps.length - 1 ? original : null);
    // The birth was recorded when the record was created; a step that follows, when it was taken.
    const recordedAt = record.head.seq === 0 ? created_at : step.timestamp;
    record = appendEntries(record, [draft], stampAt(recordedAt, options)).record;
  }
  const note = { ...MIGRATION, metadata: { ...MIGRATION.metadata, ...keptInNote(original.asWritten, record) } };
  return readRecordValue(appendEntries(record, [note], stampAt(options.now(), options)).record);
}

/** The steps, checked to lead to the record's state; a record without any is given its birth. */
function stepsOf(original: OriginalRecord): readonly OriginalStep[] {
  const { transitions, state, created_at } = original;
  if (transitions.length === 0) {
    return [{ from_state: null, to_state: state, trigger: 'created', timestamp: created_at, metadata: {} }];
  }
  let at: string | null = null;
  for (const [index, step] of transitions.entries()) {
    if (step.from_state !== at) throw disjointed(`transitions[${index}] starts at ${step.from_state}, not at ${at}`);
    at = step.to_state;
  }
  if (at !== state) throw disjointed(`the last step leads to ${at}, but the state is ${state}`);
  return transitions;
}

function disjointed(what: string): LoopForgeError {
  return new LoopForgeError('record_invalid', `This record cannot be imported: ${what}.`);
}

/** The last step carries what the original keeps beside its steps. */
function draftOf(step: OriginalStep, beside: OriginalRecord | null): Draft {
  const ci = beside?.ci_status ?? {};
  return {
    kind: 'transition',
    from: step.from_state,
    to: step.to_state,
    trigger: step.trigger,
    at: step.timestamp,
    source: 'asserted',
    actor: null,
    pr: beside?.pr_number ?? null,
    pr_url: beside?.pr_url ?? null,
    sha: null,
    basis: BASIS,
    evidence: { at: null, facts: {}, checks: Object.keys(ci).length === 0 ? null : ci },
    flags: ['unproven'],
    metadata: step.metadata,
  };
}

const MIGRATION: NoteDraft = {
  kind: 'note',
  note: 'migration',
  was: null,
  trigger: 'migration',
  at: null,
  source: 'asserted',
  actor: null,
  pr: null,
  pr_url: null,
  sha: null,
  basis: BASIS,
  evidence: { at: null, facts: {}, checks: null },
  flags: [],
  metadata: { reason: 'Imported from a record of the LoopForge Python library.' },
};

function stampAt(recordedAt: Instant, { random, lifecycleHash }: ImportOptions): Stamp {
  return {
    recordedAt,
    run: null,
    lifecycle: lifecycleHash,
    settings: null,
    random,
    traitsOf: traitsIn(builtinLifecycle('strict')),
  };
}
