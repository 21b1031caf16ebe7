import {
  type Actor,
  committedEntry,
  type Entry,
  isRedacted,
  isRejection,
  type JsonValue,
  type RecordedNeed,
} from '../../../core/model.ts';
import type { Pseudonym } from './export-names.ts';

/**
 * An entry that names nobody: actor and metadata as their commitments, without the salts, a note's `was` as its hash. Where
 * `withheld` is empty, the rest without `hash`, `pseudonym` and `withheld` is what `hash` is of. Where it is not, the
 * commitments are withheld, too: with them whoever guesses the rest, a reviewer's name, would see by `hash` that it is right.
 */
export interface RedactedEntry {
  /** The actor by another name; null: there is none, or it was erased. */
  readonly pseudonym: string | null;
  /** Fields whose content is another than in the record, since it could name a person; their hash is that of the record's. */
  readonly withheld: readonly string[];
  readonly hash: string;
  readonly [field: string]: unknown;
}

/** The id of an account that shows none, such as an enterprise's own. */
const NO_NUMBER = '0';

/** What stands in place of a text that could name a person. */
const WITHHELD = '(withheld)';

/**
 * What is missing of which nobody's name can be part: checks, commits, pull requests, facts. Every other kind is about
 * people, or may be, those of newer releases too.
 */
const ABOUT_NOBODY: ReadonlySet<string> = new Set([
  ...['failed', 'cancelled', 'superseded', 'timed_out', 'running', 'queued', 'waiting', 'never_reported'],
  ...['only_neutral', 'no_checks', 'conflict', 'draft', 'closed_by_commit', 'closed_elsewhere', 'not_merged', 'pinned'],
  ...['pull_request', 'assignee', 'closed', 'unreadable'],
]);

/** Facts of which nobody's name can be part. Titles and labels are written by people, and about people. */
const OF_NOBODY =
  /^(?:issue\.(?:state|state_reason|created_at|closed_by|closed_elsewhere)|pull_request\.(?:base|head_sha)|checks\.\w+|review\.decision|record\.state)$/;
/** What the record keeps of a fact that is a person. */
const READ = '(read)';

export function redactedEntry(entry: Entry, of: Pseudonym): RedactedEntry {
  const withheld: Record<string, unknown> = {};
  const { evidence } = entry;
  const facts = redactedFacts(evidence.facts);
  if (!isSame(facts, evidence.facts)) withheld['evidence'] = { ...evidence, facts };
  if (isRejection(entry)) {
    const needs = entry.needs.map(redactedNeed);
    if (!isSame(needs, entry.needs)) withheld['needs'] = needs;
    // A sentence in anybody's words: a gate's reason, or who was asked.
    if (entry.message !== '') withheld['message'] = WITHHELD;
  }
  if (Object.keys(withheld).length > 0) withholdCommitments(entry, withheld);
  const pseudonym = pseudonymOf(entry.actor, of);
  return { ...committedEntry(entry), ...withheld, hash: entry.hash, pseudonym, withheld: Object.keys(withheld).sort() };
}

function withholdCommitments({ actor, metadata }: Entry, withheld: Record<string, unknown>): void {
  if (actor !== null) withheld['actor'] = WITHHELD;
  const values = Object.entries(metadata);
  if (values.every(([, value]) => value === null)) return;
  withheld['metadata'] = Object.fromEntries(values.map(([key, value]) => [key, value === null ? null : WITHHELD]));
}

/** Null: nobody is named there. */
export function pseudonymOf(actor: Entry['actor'], of: Pseudonym): string | null {
  return actor === null || isRedacted(actor) ? null : of(accountOf(actor));
}

/** What tells an account from others: its number, or its login where GitHub shows no number and all have the same. */
function accountOf({ id, login }: Actor): string {
  return id === NO_NUMBER ? `login ${login}` : id;
}

export function redactedNeed(need: RecordedNeed): RecordedNeed {
  return ABOUT_NOBODY.has(need.kind) ? need : { ...need, names: need.names.map(() => WITHHELD) };
}

function redactedFacts(facts: Entry['evidence']['facts']): Entry['evidence']['facts'] {
  return Object.fromEntries(Object.entries(facts).map(([path, value]) => [path, redactedFact(path, value)]));
}

function redactedFact(path: string, value: JsonValue): JsonValue {
  const isPlain = value === null || typeof value === 'boolean' || typeof value === 'number' || value === READ;
  return isPlain || OF_NOBODY.test(path) ? value : WITHHELD;
}

/** Both hold the same keys in the same order, the one being made of the other. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
