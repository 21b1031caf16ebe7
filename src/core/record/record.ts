import {
  anyOf,
  BOOLEAN,
  COMMENT_ID,
  COUNT,
  closed,
  exactly,
  type FieldsOf,
  HASH,
  listOf,
  mapOf,
  NAME,
  named,
  orNull,
  POSITIVE,
  RECORD_ID,
  REPO,
  SALT,
  type Schema,
  SHA,
  someOf,
  TEXT,
  TEXTS,
  TIME,
} from '../values/index.ts';
import { BASIS, type Entry, NEED, NOTE, REJECTION, SOURCE, TRANSITION } from './entry.ts';
import { BOUND, HELD_IN } from './places.ts';

/** The shape of a record: of each part the fields, the type that follows from them, and the schema. */

const genesis = {
  ...BOUND,
  labels: TEXTS,
  created_at: TIME,
  auto_merge: BOOLEAN,
  lifecycle: HASH,
  nonce: SALT,
};
/** What a record was born as. */
export interface Genesis extends FieldsOf<typeof genesis> {}
const GENESIS: Schema<Genesis> = named('genesis', closed(genesis));

const segmentRef = { comment_id: COMMENT_ID, first_seq: POSITIVE, last_seq: POSITIVE, hash: HASH };
/** Where a sealed part stands, and the hash of the last entry in it. */
export interface SegmentRef extends FieldsOf<typeof segmentRef> {}
const SEGMENT_REF: Schema<SegmentRef> = named('segmentRef', closed(segmentRef));

const violation = {
  seq: POSITIVE,
  cause: TEXT,
  run_id: orNull(NAME),
  /** The note by which somebody answers for it; null: nobody does. */
  accepted: orNull(POSITIVE),
};
/** A refusal recorded in the current cycle. */
interface Violation extends FieldsOf<typeof violation> {}
const VIOLATION: Schema<Violation> = named('violation', closed(violation));

const merge = { pr: orNull(POSITIVE), sha: orNull(SHA) };
/** A pull request and the commit of it that was merged. */
interface MergeRef extends FieldsOf<typeof merge> {}
const MERGE: Schema<MergeRef> = named('merge', closed(merge));

const shown = {
  /** Which renderer made the visible part out of the record; from 1. */
  renderer: POSITIVE,
  needs: listOf(NEED),
  /** States that could be entered. */
  allowed: listOf(NAME),
  /** Numbers of the refusals that were open. */
  open: listOf(POSITIVE),
};
/** What the run that wrote the comment saw, as far as the visible part tells it and the entries do not. */
export interface Shown extends FieldsOf<typeof shown> {}
const SHOWN: Schema<Shown> = named('shown', closed(shown));

const head = {
  seq: POSITIVE,
  hash: HASH,
  /** How often the comment was written: 1 at creation. */
  rev: COUNT,
  /** Hash of the visible part; null where there is none (outside comments). */
  view: orNull(HASH),
  cycle: COUNT,
  pr: orNull(POSITIVE),
  sha: orNull(SHA),
  source: SOURCE,
  basis: BASIS,
  /** The pull request whose merge is recorded in the current cycle. */
  merged_pr: orNull(POSITIVE),
  /** A merge that was let through because no check had appeared: checks that report later settle it. */
  provisional: orNull(MERGE),
  violations: listOf(VIOLATION),
  /** The merges of the current cycle that were found in order, whether or not the item was led by them. */
  judged: listOf(MERGE),
  /** The time of the last step; null before the first. */
  at: orNull(TIME),
  /** Null where there is no visible part. */
  shown: orNull(SHOWN),
  /** For whom entries wait to be sent: the first of them, by the name of the sink. Null: nothing waits. */
  outbox: orNull(mapOf(POSITIVE)),
};
/** Enough to plan from the head comment alone. */
export interface Head extends FieldsOf<typeof head> {}
const HEAD: Schema<Head> = named('head', closed(head));

const record = {
  schema_version: exactly(1),
  record_id: RECORD_ID,
  ref: NAME,
  ref_number: orNull(POSITIVE),
  repo: orNull(REPO),
  genesis: GENESIS,
  transitions: listOf(TRANSITION),
  rejections: listOf(REJECTION),
  notes: listOf(NOTE),
  segments: listOf(SEGMENT_REF, 200),
  continues: orNull(HELD_IN),
  head: HEAD,
  state: NAME,
  pr_url: orNull(TEXT),
  pr_number: orNull(POSITIVE),
  auto_merge: BOOLEAN,
  ci_status: TEXTS,
  labels: TEXTS,
  created_at: TIME,
  updated_at: TIME,
  closed_at: orNull(TIME),
};
/** A work item's whole history; everything below `head` is a fold of genesis and entries. */
export interface LoopRecord extends FieldsOf<typeof record> {}
export const RECORD: Schema<LoopRecord> = closed(record);

const ENTRY: Schema<Entry> = named('entry', anyOf(TRANSITION, REJECTION, NOTE));

const segment = {
  /** Hash of the record's genesis: the first `prev_hash`. */
  genesis: HASH,
  /** Of all three kinds, by `seq`; the chain tells the rest. */
  entries: someOf(listOf(ENTRY)),
};
/** A sealed part of a record, in a comment of its own: written once, never edited. */
export interface Segment extends FieldsOf<typeof segment> {}
export const SEGMENT: Schema<Segment> = named('segment', closed(segment));
