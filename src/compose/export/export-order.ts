import type { ExportFormatName } from '../../codec/export/index.ts';
import { type ExportNames, pseudonymFrom } from '../../codec/export/names/index.ts';
import type { Watermark } from '../../codec/export-run/index.ts';
import { canonicalize, type Instant } from '../../core/model.ts';
import type { RecordQuery } from '../../usecase/query/index.ts';

/** What is to be exported, and as what. */
export interface ExportOrder {
  readonly format: ExportFormatName;
  readonly query: RecordQuery;
  readonly since: Watermark | null;
  readonly until: Instant | null;
  /** The key of the pseudonyms; null: people are named. */
  readonly pseudonyms: PseudonymKey | null;
}

export interface PseudonymKey {
  readonly bytes: Uint8Array;
  /** It is drawn for this export alone, and gone with it. */
  readonly isDrawn: boolean;
}

/** @throws LoopForgeError `input_invalid` where the key is too short */
export function exportNames({ pseudonyms }: ExportOrder): ExportNames {
  return pseudonyms === null ? { kind: 'clear' } : { kind: 'pseudonyms', of: pseudonymFrom(pseudonyms.bytes) };
}

/** Nobody's id: its pseudonym tells one key from another. */
const NOBODY = '0';

/**
 * All that decides what a file holds, as a text.
 * @param source which records are read, without secrets
 * @param since as it is asked for: the watermark in a file is another one once the export is whole
 */
export function askedText(source: string, order: ExportOrder, since: string | null): string {
  const { format, query, until, pseudonyms } = order;
  const key = pseudonyms === null ? null : pseudonymFrom(pseudonyms.bytes)(NOBODY);
  return canonicalize({
    source,
    format,
    query: { ...query },
    since,
    until,
    pseudonyms: pseudonyms?.isDrawn ? 'drawn' : key,
  });
}
