import type { ExportFormatName } from '../../../src/codec/export/format.ts';
import { loadFormat } from '../../../src/codec/export/formats.ts';
import type { ExportNames } from '../../../src/codec/export/names/export-names.ts';
import { pseudonymFrom } from '../../../src/codec/export/names/pseudonym.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { inOrder } from '../../core/by-hand.ts';

export const CLEAR: ExportNames = { kind: 'clear' };

/** Those of one export, or of all that have this key. */
export const PSEUDONYMS: ExportNames = { kind: 'pseudonyms', of: pseudonymFrom(new Uint8Array(32).fill(7)) };

/** A whole export of all entries of some records, as bytes. */
export async function exportedBytes(
  name: ExportFormatName,
  names: ExportNames,
  records: Iterable<LoopRecord>,
): Promise<Buffer> {
  const encoder = (await loadFormat(name)).open(names);
  const done: Buffer[] = [];
  const take = (chunks: Iterable<string | Uint8Array>) => {
    for (const chunk of chunks) done.push(Buffer.from(chunk));
  };
  take(encoder.begin());
  for (const record of records) take(encoder.add({ record, entries: inOrder(record) }));
  take(encoder.end());
  return Buffer.concat(done);
}

/** The same as text. */
export async function exportedText(...of: Parameters<typeof exportedBytes>): Promise<string> {
  return (await exportedBytes(...of)).toString('utf8');
}
