import { notAmong, toBase64Url } from '../../encoding/index.ts';
import {
  type Actor,
  type Clock,
  type Hash,
  type Instant,
  type JsonObject,
  LoopForgeError,
  type Random,
  type RunRef,
} from '../../values/index.ts';
import type { Binding, Genesis, LoopRecord } from '../index.ts';
import { appendEntries, emptyRecord, type Stamp, type TransitionDraft } from './append.ts';

export interface CreateRecordOptions {
  /** What the record is about: a URL, a ticket key, any text. */
  readonly ref: string;
  readonly refNumber?: number | null;
  readonly repo?: string | null;
  readonly autoMerge?: boolean;
  readonly labels?: { readonly [name: string]: string };
}

export interface RecordPorts {
  readonly clock: Clock;
  readonly random: Random;
  /** Hash and terminal states of the lifecycle that the record lives under. */
  readonly lifecycle: { readonly hash: Hash; readonly initial: string };
  readonly traitsOf: Stamp['traitsOf'];
}

/** What a record is born with where a store keeps the records of items: what it is bound to, and who writes. */
export interface Origin {
  readonly binding: Binding;
  readonly actor: Actor | null;
  readonly run: RunRef | null;
}

/**
 * A new record in the initial state, with one transition from null (trigger `created`, metadata `{ref, repo}`).
 * @param origin null: it belongs to no item, and its id is `loop-` + 8 hex
 * @throws LoopForgeError `record_invalid` for an empty ref or labels that are no texts, `input_invalid` for an unknown
 * option: callers in plain JavaScript have no types to stop them.
 */
export function newRecord(options: CreateRecordOptions, ports: RecordPorts, origin: Origin | null = null): LoopRecord {
  const { autoMerge = false, labels = {} } = options;
  checkOptions(options);
  checkTexts(options.ref, labels);
  const now = ports.clock();
  const binding = origin?.binding ?? unbound(options, ports.random);
  const { ref, repo } = binding;
  const genesis: Genesis = {
    ...binding,
    labels: { ...labels },
    created_at: now,
    auto_merge: autoMerge,
    lifecycle: ports.lifecycle.hash,
    nonce: toBase64Url(ports.random(32)),
  };
  const birth = claimDraft({
    from: null,
    to: ports.lifecycle.initial,
    trigger: 'created',
    at: now,
    actor: origin?.actor ?? null,
    metadata: { ref, repo },
  });
  return appendEntries(emptyRecord(genesis), [birth], stampOf(ports, now, origin?.run ?? null)).record;
}

function unbound({ ref, refNumber = null, repo = null }: CreateRecordOptions, random: Random): Binding {
  const record_id = `loop-${Buffer.from(random(4)).toString('hex')}`;
  return { host: null, repo_id: null, issue_id: null, record_id, ref, ref_number: refNumber, repo };
}

const OPTIONS: { readonly [name in keyof Required<CreateRecordOptions>]: true } = {
  ref: true,
  refNumber: true,
  repo: true,
  autoMerge: true,
  labels: true,
};

/** A state that was asked for would be passed over in silence: every record begins in the initial one. */
function checkOptions(options: CreateRecordOptions): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(OPTIONS, name));
  if (unknown === undefined) return;
  throw new LoopForgeError('input_invalid', `${notAmong(unknown, 'an option of a new record', Object.keys(OPTIONS))}.`);
}

/** Callers in plain JavaScript have no types to stop them. */
function checkTexts(ref: unknown, labels: { readonly [name: string]: unknown }): void {
  if (typeof ref !== 'string' || ref === '') {
    throw new LoopForgeError('record_invalid', 'A record needs a `ref`, a text that says what it is about.');
  }
  for (const [name, value] of Object.entries(labels)) {
    if (typeof value === 'string') continue;
    throw new LoopForgeError(
      'record_invalid',
      `The label ${JSON.stringify(name)} must be a text, not ${typeof value}.`,
    );
  }
}

export interface Claim {
  readonly from: string | null;
  readonly to: string;
  readonly trigger: string;
  readonly at: Instant;
  /** Left out: nobody is to be named. */
  readonly actor?: Actor | null;
  readonly metadata: JsonObject;
}

/** A step that the caller claims: without facts there is nothing but the claim. */
export function claimDraft(claim: Claim): TransitionDraft {
  return {
    kind: 'transition',
    actor: null,
    ...claim,
    source: 'asserted',
    pr: null,
    pr_url: null,
    sha: null,
    basis: { observed: null, sha: null, cycle: 0, rules: null },
    evidence: { at: null, facts: {}, checks: null },
    flags: [],
  };
}

/** @param run the workflow run that writes; null: none does */
export function stampOf(
  { random, traitsOf, lifecycle }: Pick<RecordPorts, 'random' | 'lifecycle' | 'traitsOf'>,
  recordedAt: Instant,
  run: RunRef | null = null,
): Stamp {
  return { recordedAt, run, lifecycle: lifecycle.hash, settings: null, random, traitsOf };
}
