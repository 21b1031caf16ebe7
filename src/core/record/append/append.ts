import { canonicalize, toBase64Url } from '../../encoding/index.ts';
import type { TraitsOf } from '../../lifecycle/index.ts';
import {
  type Actor,
  type Hash,
  type Instant,
  isAfter,
  type JsonObject,
  LoopForgeError,
  type Random,
  type RunRef,
  type Sha,
} from '../../values/index.ts';
import {
  carriedOver,
  entriesOf,
  entryHash,
  type Folded,
  foldEntry,
  foldGenesis,
  lastEntryOf,
  NOTHING_CARRIED_OVER,
} from '../chain/index.ts';
import {
  type Basis,
  type Entry,
  type EntryBase,
  type EntrySettings,
  type Evidence,
  type Flag,
  type Genesis,
  isNote,
  isRejection,
  type LoopRecord,
  type Note,
  type NoteKind,
  type RecordedNeed,
  type Rejection,
  type Salts,
  type Source,
  type Transition,
  type Was,
} from '../index.ts';
import { fitted } from './fit.ts';

/** What a planner says of an entry; `appendEntries` adds place, time, salts and hashes. */
interface DraftBase {
  readonly trigger: string;
  /** The fact's own time; null: it has none. The entry gets the later of this and the previous entry's. */
  readonly at: Instant | null;
  readonly source: Source;
  readonly actor: Actor | null;
  readonly pr: number | null;
  readonly pr_url: string | null;
  readonly sha: Sha | null;
  readonly basis: Basis;
  readonly evidence: Evidence;
  readonly flags: readonly Flag[];
  readonly metadata: JsonObject;
}
export interface TransitionDraft extends DraftBase {
  readonly kind: 'transition';
  readonly from: string | null;
  readonly to: string;
}
export interface RejectionDraft extends DraftBase {
  readonly kind: 'rejection';
  readonly from: string;
  readonly to: string;
  readonly code: Rejection['code'];
  readonly cause: string;
  readonly message: string;
  readonly needs: readonly RecordedNeed[];
}
export interface NoteDraft extends DraftBase {
  readonly kind: 'note';
  readonly note: NoteKind;
  readonly was: Was | null;
}
/** A note that answers for a refusal which is drafted before it: `was` names its entry once both are appended. */
export interface AnswerDraft extends Omit<NoteDraft, 'was'> {
  /** The cause of that refusal. */
  readonly answersFor: string;
}
export type Draft = TransitionDraft | RejectionDraft | NoteDraft | AnswerDraft;

/** What all entries of one run have in common. */
export interface Stamp {
  /** GitHub's clock (in the library: the caller's), `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly recordedAt: Instant;
  readonly run: RunRef | null;
  /** Hash of the lifecycle that is the law of these entries; null: none was asked. */
  readonly lifecycle: Hash | null;
  readonly settings: EntrySettings | null;
  readonly random: Random;
  /** What the lifecycle says of a state that is entered. */
  readonly traitsOf: TraitsOf;
}

/** A record with no entry yet; only `appendEntries` may see it. */
export function emptyRecord(genesis: Genesis): LoopRecord {
  const { head, ...folded } = foldGenesis(genesis);
  return {
    schema_version: 1,
    record_id: genesis.record_id,
    ref: genesis.ref,
    ref_number: genesis.ref_number,
    repo: genesis.repo,
    genesis,
    transitions: [],
    rejections: [],
    notes: [],
    segments: [],
    continues: null,
    auto_merge: genesis.auto_merge,
    labels: genesis.labels,
    ...folded,
    head: { ...head, ...NOTHING_CARRIED_OVER },
  };
}

/**
 * The record with the drafts appended, in order, hashed into the chain. Pure: the given record is left alone.
 * @throws LoopForgeError `record_invalid` where metadata holds what JSON cannot; `internal` where a note answers for a
 * refusal that is not among the drafts before it.
 */
export function appendEntries(
  record: LoopRecord,
  drafts: readonly Draft[],
  stamp: Stamp,
): { readonly record: LoopRecord; readonly appended: readonly Entry[] } {
  const transitions = [...record.transitions];
  const rejections = [...record.rejections];
  const notes = [...record.notes];
  const appended: Entry[] = [];
  let folded: Folded = record;
  let timestamp = lastEntryOf(record)?.timestamp ?? null;
  let settings = settingsToWrite(record, stamp.settings);
  for (const draft of drafts) {
    timestamp = later(draft.at, timestamp, stamp.recordedAt);
    const entry = makeEntry(numbered(draft, appended), folded.head, timestamp, settings, stamp);
    settings = null;
    if (isRejection(entry)) rejections.push(entry);
    else if (isNote(entry)) notes.push(entry);
    else transitions.push(entry);
    appended.push(entry);
    folded = foldEntry(folded, entry, stamp.traitsOf);
  }
  const head = { ...folded.head, ...carriedOver(record.head) };
  return { record: { ...record, ...folded, transitions, rejections, notes, head }, appended };
}

/** Only here is it known which number an entry of the same run has. */
function numbered(draft: Draft, appended: readonly Entry[]): Exclude<Draft, AnswerDraft> {
  if (!('answersFor' in draft)) return draft;
  const { answersFor, ...note } = draft;
  const refusal = appended.findLast((entry) => isRejection(entry) && entry.cause === answersFor);
  if (refusal === undefined) throw new LoopForgeError('internal', 'The refusal that a note answers for is not there.');
  return { ...note, was: { data: { seq: refusal.seq }, kept: [], named: [] } };
}

/** `late` is what the entry says; the previous entry's time where it says nothing or something earlier. */
function later(at: Instant | null, previous: Instant | null, recordedAt: Instant): Instant {
  if (previous === null) return at ?? recordedAt;
  return at !== null && isAfter(at, previous) ? at : previous;
}

function settingsToWrite(record: LoopRecord, settings: EntrySettings | null): EntrySettings | null {
  if (settings === null) return null;
  const before = entriesOf(record).findLast((entry) => entry.settings !== null)?.settings ?? null;
  return canonicalize(before) === canonicalize(settings) ? null : settings;
}

function makeEntry(
  draft: Exclude<Draft, AnswerDraft>,
  head: Folded['head'],
  timestamp: Instant,
  settings: EntrySettings | null,
  stamp: Stamp,
): Entry {
  const base = {
    seq: head.seq + 1,
    trigger: draft.trigger,
    timestamp,
    recorded_at: stamp.recordedAt,
    source: draft.source,
    actor: draft.actor,
    run: stamp.run,
    pr: draft.pr,
    pr_url: draft.pr_url,
    sha: draft.sha,
    lifecycle: stamp.lifecycle,
    settings,
    basis: draft.basis,
    flags: [...draft.flags].sort(),
    metadata: ownMetadata(draft.metadata),
    salts: drawSalts(draft, stamp.random),
    prev_hash: head.hash,
  };
  const { evidence, ...said } = fitted(draft, base);
  switch (draft.kind) {
    case 'transition':
      return seal<Transition>({ from_state: draft.from, to_state: draft.to, ...base, evidence });
    case 'rejection': {
      const { from, to, code, cause, message, needs } = { ...draft, ...said };
      return seal<Rejection>({ from_state: from, to_state: to, ...base, evidence, code, cause, message, needs });
    }
    case 'note':
      return seal<Note>({ from_state: null, to_state: null, ...base, evidence, kind: draft.note, was: draft.was });
  }
}

function seal<E extends EntryBase>(entry: Omit<E, 'hash'>): E {
  const whole = { ...entry, hash: '' } as E;
  return Object.freeze({ ...whole, hash: entryHash(whole) });
}

/** A copy that nobody else holds: what is hashed must stay as it is. */
function ownMetadata(metadata: JsonObject): JsonObject {
  const keys = Object.keys(metadata);
  if (keys.length === 0) return {};
  const forged = keys.find((key) => looksErased(metadata[key]));
  if (forged !== undefined) {
    throw new LoopForgeError(
      'record_invalid',
      `The metadata value "${forged}" looks like an erased one. Give it another shape.`,
    );
  }
  canonicalize(metadata);
  return structuredClone(metadata);
}

function looksErased(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === 'redacted';
}

function drawSalts(draft: Draft, random: Random): Salts {
  const metadata: Record<string, string | null> = {};
  for (const [key, value] of Object.entries(draft.metadata)) {
    metadata[key] = value === null ? null : toBase64Url(random(32));
  }
  return { actor: draft.actor === null ? null : toBase64Url(random(32)), metadata };
}
