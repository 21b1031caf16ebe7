import type { Entry } from '../../../core/model.ts';
import { type EntryLine, entryLine, type ItemOf } from '../../hook/index.ts';
import type { ExportNames } from './export-names.ts';
import { redactedEntry } from './redacted-entry.ts';

/**
 * An entry with the item that it belongs to: in clear as the audit log tells it; otherwise as webhooks do, with the actor's
 * pseudonym and without whatever else may name a person (see `RedactedEntry`).
 */
export function exportedLine(record: ItemOf, entry: Entry, names: ExportNames): EntryLine {
  if (names.kind === 'clear') return entryLine(record, entry, 'clear');
  return { ...entryLine(record, entry, 'hashed'), ...redactedEntry(entry, names.of) };
}
