import {
  ACTOR,
  ANY,
  anyOf,
  BOOLEAN,
  CI_MODES,
  COUNT,
  closed,
  type FieldsOf,
  FLAGS,
  HASH,
  type JsonValue,
  listOf,
  mapOf,
  NAME,
  NEED_KINDS,
  NOTE_KINDS,
  NULL,
  named,
  oneOf,
  open,
  orNull,
  otherThan,
  POSITIVE,
  REJECTION_CODES,
  RUN,
  SALT,
  type Schema,
  SHA,
  SOURCES,
  setOf,
  TEXT,
  TIME,
  type TypeOf,
  UNMERGED_CLOSES,
  withCases,
  wordOf,
} from '../values/index.ts';
import { type WasWith, wasShapes } from './was.ts';

/** The shape of an entry: of each part the fields, the type that follows from them, and the schema. */

const redacted = { redacted: HASH };
/** What stands in place of a value that was erased: its salted commitment. */
export interface Redacted extends FieldsOf<typeof redacted> {}
const REDACTED: Schema<Redacted> = named('redacted', closed(redacted));

export type Source = (typeof SOURCES)[number];
export const SOURCE: Schema<Source> = named('source', wordOf(SOURCES));

export type Flag = (typeof FLAGS)[number];
export type NoteKind = (typeof NOTE_KINDS)[number];

const settings = {
  ci: oneOf(CI_MODES),
  ignore_checks: listOf(TEXT),
  require_current_approval: BOOLEAN,
  required_checks: listOf(TEXT),
  unmerged_close: oneOf(UNMERGED_CLOSES),
  /** Where the law stood: the file and the id of its content; null: there was none. */
  config: orNull(closed({ path: NAME, blob: SHA })),
};
/** The settings that were law when the entry was made. Keys are the configuration file's; a newer release may have more. */
export interface EntrySettings extends FieldsOf<typeof settings> {}
const ENTRY_SETTINGS: Schema<EntrySettings> = named('settings', open(settings));

const basis = {
  observed: orNull(NAME),
  sha: orNull(SHA),
  cycle: COUNT,
  /** What checks were judged by: settings, base and required contexts, as a hash; null: not known. */
  rules: orNull(HASH),
};
/** What the facts showed to the run that made the entry. */
export interface Basis extends FieldsOf<typeof basis> {}
export const BASIS: Schema<Basis> = named('basis', closed(basis));

const evidence = {
  /** The fact's own time, where it has one. */
  at: orNull(TIME),
  /** The facts that the gates and guards of this step read. */
  facts: mapOf(ANY),
  /** Check name → conclusion, where the step is about checks. */
  checks: orNull(mapOf(TEXT)),
};
export interface Evidence extends FieldsOf<typeof evidence> {}
const EVIDENCE: Schema<Evidence> = named('evidence', closed(evidence));

const salts = { actor: orNull(SALT), metadata: mapOf(orNull(SALT)) };
export interface Salts extends FieldsOf<typeof salts> {}
const SALTS: Schema<Salts> = named('salts', closed(salts));

/** Any JSON: only its key tells an erased value from one that was given. */
const METADATA_VALUE: Schema<JsonValue | Redacted> = named(
  'metadataValue',
  anyOf(REDACTED, otherThan({ ...open({ redacted: ANY }), maxProperties: 1 })),
);

const common = {
  seq: POSITIVE,
  from_state: orNull(NAME),
  to_state: orNull(NAME),
  trigger: TEXT,
  timestamp: TIME,
  recorded_at: TIME,
  source: SOURCE,
  actor: named('actorOrNull', anyOf(NULL, ACTOR, REDACTED)),
  run: orNull(RUN),
  pr: orNull(POSITIVE),
  pr_url: orNull(TEXT),
  sha: orNull(SHA),
  lifecycle: orNull(HASH),
  /** Null where they are the same as the previous entry's. */
  settings: orNull(ENTRY_SETTINGS),
  basis: BASIS,
  evidence: EVIDENCE,
  /** Sorted. */
  flags: named('flags', setOf(wordOf(FLAGS))),
  metadata: mapOf(METADATA_VALUE),
  salts: SALTS,
  prev_hash: HASH,
  hash: HASH,
};
/** What the three kinds of entry share. Times are UTC, `YYYY-MM-DDTHH:MM:SSZ`; hashes are unpadded base64url. */
export interface EntryBase extends FieldsOf<typeof common> {}

const transition = { ...common, to_state: NAME };
export interface Transition extends FieldsOf<typeof transition> {
  /** Never there: a refusal has every field of a step, and is none. */
  readonly cause?: never;
}
export const TRANSITION: Schema<Transition> = named('transition', closed(transition));

const need = { kind: wordOf(NEED_KINDS), names: listOf(TEXT), counts: mapOf(COUNT) };
/** One thing that was missing. */
export interface RecordedNeed extends FieldsOf<typeof need> {}
export const NEED: Schema<RecordedNeed> = named('need', closed(need));

const refusal = {
  ...{ from_state: NAME, to_state: NAME, code: wordOf(REJECTION_CODES), cause: TEXT, message: TEXT },
  needs: listOf(NEED),
};
const rejection = { ...common, ...refusal };
export interface Rejection extends FieldsOf<typeof rejection> {}
export const REJECTION: Schema<Rejection> = named('rejection', closed(rejection));

const shapes = wasShapes<Entry>({ $ref: '#/$defs/entry' });
/** What a note says of the record, or takes into it. */
export interface Was extends WasWith<Entry> {}
/** What a note of a kind has in `was`. */
export type WasOf<K extends NoteKind> = K extends keyof typeof shapes.of ? TypeOf<(typeof shapes.of)[K]> : null;

const note = {
  ...common,
  from_state: NULL,
  to_state: NULL,
  kind: wordOf(NOTE_KINDS),
  was: orNull<Was>(shapes.any),
};
export interface Note extends FieldsOf<typeof note> {}
const NOTE_CASES = Object.entries(shapes.of).map(([kind, was]) => [kind, { properties: { was } }]);
export const NOTE: Schema<Note> = named('note', withCases(closed(note), 'kind', Object.fromEntries(NOTE_CASES)));

export type Entry = Transition | Rejection | Note;
