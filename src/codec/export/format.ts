import type { Entry, LoopRecord } from '../../core/model.ts';
import type { ExportNames } from './names/index.ts';

/** What an export can be written as, in the order of the help. */
export const EXPORT_FORMATS = ['ndjson', 'json', 'csv', 'xlsx', 'cloudevents', 'ocsf'] as const;
export type ExportFormatName = (typeof EXPORT_FORMATS)[number];

/** A piece of an export: text that becomes UTF-8, or bytes. */
export type ExportChunk = string | Uint8Array;

/** A whole record, and those of its entries that are to be written, by `seq`. */
interface ExportedRecord {
  readonly record: LoopRecord;
  readonly entries: readonly Entry[];
}

/** Writes one export. The same records in the same order come to the same bytes. It holds on to no record. */
export interface ExportEncoder {
  begin(): Iterable<ExportChunk>;
  add(exported: ExportedRecord): Iterable<ExportChunk>;
  end(): Iterable<ExportChunk>;
}

/** One way to write records down. All of them are of this shape, each in a file of its own. */
export interface ExportFormat {
  readonly name: ExportFormatName;
  /** Behind the dot of a file's name. */
  readonly extension: string;
  /** What the text is to whoever gets it over HTTP. */
  readonly mediaType: string;
  /** One line of text or several for each record, so that an export can go on where it was cut off. */
  readonly isLines: boolean;
  open(names: ExportNames): ExportEncoder;
}
