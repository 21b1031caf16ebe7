import { NOTE_KINDS } from '../../core/record/record.ts';
import * as part from './record-schema-parts.ts';
import { closed, listOf, mapOf, oneOfWords, orNull, ref, type Schema } from './record-schema-parts.ts';

/** Parts that occur more than once; each becomes one function of the compiled validator. */
const DEFS = {
  hash: part.HASH,
  hashOrNull: orNull(part.HASH),
  time: part.TIME,
  timeOrNull: orNull(part.TIME),
  shaOrNull: orNull(part.SHA),
  name: part.NAME,
  nameOrNull: orNull(part.NAME),
  count: part.COUNT,
  positive: part.POSITIVE,
  positiveOrNull: orNull(part.POSITIVE),
  recordId: part.RECORD_ID,
  repoOrNull: orNull(part.REPO),
  texts: mapOf(part.TEXT),
  source: oneOfWords(['observed', 'reconstructed', 'asserted', 'override']),
  basis: closed({ observed: ref('nameOrNull'), sha: ref('shaOrNull'), cycle: ref('count') }),
  actor: closed({ id: ref('name'), login: ref('name'), type: oneOfWords(['User', 'Bot', 'Agent', 'Unknown']) }),
  redacted: closed({ redacted: ref('hash') }),
  actorOrNull: { anyOf: [part.NULL, ref('actor'), ref('redacted')] },
  runOrNull: orNull(closed({ id: ref('name'), attempt: ref('positive'), url: part.TEXT })),
  settingsOrNull: orNull(
    closed({
      ci: oneOfWords(['checks', 'none', 'asserted']),
      ignore_checks: listOf(part.TEXT),
      require_current_approval: part.BOOLEAN,
      required_checks: listOf(part.TEXT),
    }),
  ),
  evidence: closed({ at: ref('timeOrNull'), facts: mapOf(part.ANY), checks: orNull(mapOf(part.TEXT)) }),
  flags: { ...listOf(oneOfWords(['late', 'no_checks', 'stale', 'unproven']), 4), uniqueItems: true },
  salts: closed({ actor: ref('hashOrNull'), metadata: mapOf(ref('hashOrNull')) }),
};

/** What every entry has, whichever of the three kinds it is. */
const ENTRY = {
  seq: ref('positive'),
  from_state: ref('nameOrNull'),
  to_state: ref('nameOrNull'),
  trigger: part.TEXT,
  timestamp: ref('time'),
  recorded_at: ref('time'),
  source: ref('source'),
  actor: ref('actorOrNull'),
  run: ref('runOrNull'),
  pr: ref('positiveOrNull'),
  pr_url: orNull(part.TEXT),
  sha: ref('shaOrNull'),
  lifecycle: ref('hashOrNull'),
  settings: ref('settingsOrNull'),
  basis: ref('basis'),
  evidence: ref('evidence'),
  flags: ref('flags'),
  metadata: mapOf(part.ANY),
  salts: ref('salts'),
  prev_hash: ref('hash'),
  hash: ref('hash'),
};

const TRANSITION = closed({ ...ENTRY, to_state: ref('name') });

const REJECTION = closed({
  ...ENTRY,
  from_state: ref('name'),
  to_state: ref('name'),
  code: ref('name'),
  cause: part.TEXT,
  message: part.TEXT,
});

const NOTE = closed({
  ...ENTRY,
  from_state: part.NULL,
  to_state: part.NULL,
  kind: oneOfWords(NOTE_KINDS),
  was: part.ANY,
});

const GENESIS = closed({
  host: ref('nameOrNull'),
  repo_id: ref('nameOrNull'),
  issue_id: ref('nameOrNull'),
  record_id: ref('recordId'),
  ref: ref('name'),
  ref_number: ref('positiveOrNull'),
  repo: ref('repoOrNull'),
  labels: ref('texts'),
  created_at: ref('time'),
  auto_merge: part.BOOLEAN,
  lifecycle: ref('hash'),
  nonce: ref('hash'),
});

const SEGMENT = closed({
  comment_id: ref('name'),
  first_seq: ref('positive'),
  last_seq: ref('positive'),
  hash: ref('hash'),
});

const HEAD = closed({
  seq: ref('positive'),
  hash: ref('hash'),
  rev: ref('count'),
  view: ref('hashOrNull'),
  cycle: ref('count'),
  pr: ref('positiveOrNull'),
  sha: ref('shaOrNull'),
  source: ref('source'),
  basis: ref('basis'),
  merged_pr: ref('positiveOrNull'),
  provisional: orNull(closed({ pr: ref('positiveOrNull'), sha: ref('shaOrNull') })),
  violations: listOf(closed({ seq: ref('positive'), cause: part.TEXT, run_id: ref('nameOrNull') })),
});

/**
 * JSON Schema (draft 2020-12) of a record: every key there, no key beside them, every hash, time and number in its
 * one spelling. It is compiled at build time; `record-read.ts` applies it.
 */
export const RECORD_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'LoopForge record, schema_version 1',
  ...closed({
    schema_version: { type: 'integer', minimum: 1, maximum: 1 },
    record_id: ref('recordId'),
    ref: ref('name'),
    ref_number: ref('positiveOrNull'),
    repo: ref('repoOrNull'),
    genesis: GENESIS,
    transitions: listOf(TRANSITION),
    rejections: listOf(REJECTION),
    notes: listOf(NOTE),
    segments: listOf(SEGMENT, 200),
    continues: orNull(closed({ comment_id: ref('name'), hash: ref('hash') })),
    head: HEAD,
    state: ref('name'),
    pr_url: orNull(part.TEXT),
    pr_number: ref('positiveOrNull'),
    auto_merge: part.BOOLEAN,
    ci_status: ref('texts'),
    labels: ref('texts'),
    created_at: ref('time'),
    updated_at: ref('time'),
    closed_at: ref('timeOrNull'),
  }),
  $defs: DEFS,
};
