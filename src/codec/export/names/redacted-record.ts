import type { LoopRecord } from '../../../core/model.ts';
import type { Pseudonym } from './export-names.ts';
import { type RedactedEntry, redactedEntry, redactedNeed } from './redacted-entry.ts';

/** A record that names nobody. It is no record any more: `names` says so, and nothing reads it back. */
export interface RedactedRecord {
  readonly names: 'pseudonyms';
  readonly transitions: readonly RedactedEntry[];
  readonly rejections: readonly RedactedEntry[];
  readonly notes: readonly RedactedEntry[];
  readonly [field: string]: unknown;
}

/**
 * The record with its entries in the form of `redactedEntry`, without labels, since those are anybody's words, and without
 * the names of people in what the comment shows as missing. The nonce and the hash of what the comment shows go, too: by them
 * a label or a name that somebody guesses would be seen to be right.
 */
export function redactedRecord(record: LoopRecord, of: Pseudonym): RedactedRecord {
  const { genesis, head, transitions, rejections, notes } = record;
  const { shown } = head;
  return {
    ...record,
    names: 'pseudonyms',
    genesis: { ...genesis, labels: {}, nonce: null },
    labels: {},
    head: {
      ...head,
      view: null,
      shown: shown === null ? null : { ...shown, needs: shown.needs.map(redactedNeed) },
    },
    transitions: transitions.map((entry) => redactedEntry(entry, of)),
    rejections: rejections.map((entry) => redactedEntry(entry, of)),
    notes: notes.map((entry) => redactedEntry(entry, of)),
  };
}
