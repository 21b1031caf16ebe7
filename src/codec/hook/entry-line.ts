import { bindingOf, committedEntry, type Entry, type EntryKind, kindOf, type LoopRecord } from '../../core/model.ts';

/**
 * One entry, with what it belongs to: what an audit log, a webhook and an export tell of it. An audit log and an export write
 * it as a `jsonLine`, so that it is the same to the byte whoever tells it, and when.
 */
export interface EntryLine {
  readonly entry: EntryKind;
  readonly record_id: string;
  readonly ref: string;
  readonly repo: string | null;
  /** Such as `github.com`; null: the record is on no GitHub. */
  readonly host: string | null;
  /** The entry's own fields. */
  readonly [field: string]: unknown;
}

/** The parts of a record that say which item it is of. */
export type ItemOf = Pick<LoopRecord, 'record_id' | 'ref' | 'repo' | 'genesis' | 'notes'>;

/**
 * @param names `clear`: all that the entry holds, its salts included. `hashed`: actor and metadata as their salted
 *   commitments, without the salts: who reads it can compute the entry's hash, and cannot tell who it was
 */
export function entryLine(record: ItemOf, entry: Entry, names: 'clear' | 'hashed'): EntryLine {
  const { record_id, ref, repo } = record;
  const of = { entry: kindOf(entry), record_id, ref, repo, host: bindingOf(record).host };
  return names === 'clear' ? { ...of, ...entry } : { ...of, ...committedEntry(entry), hash: entry.hash };
}
